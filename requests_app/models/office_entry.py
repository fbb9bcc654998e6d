"""What a person enters of the search of an office, beside what letters say."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.models.correspondence import Correspondence
from requests_app.models.foia_request import FoiaRequest
from requests_app.models.office import Office

NEVER = "an entry on an office is never changed or deleted: withdraw it"


class OfficeEntryQuerySet(models.QuerySet["OfficeEntry"]):
    """Rows that are added and read."""

    def standing(self) -> "OfficeEntryQuerySet":
        """The entries that were not withdrawn, without those that withdraw."""
        return self.filter(withdraws=None, withdrawn_by=None)

    def update(self, **values: Any) -> NoReturn:
        raise ValueError(NEVER)

    def delete(self) -> NoReturn:
        raise ValueError(NEVER)


class OfficeEntry(models.Model):
    """One cell of the matrix of offices, as a person enters it, with its source.

    `value` is {"status", "reason"} for the status, {"from", "to"} (days as 2018-07-20, or None)
    for the dates, and a list of texts for the others. `wrote` is what of it was written to the
    record of the search, so that a withdrawal takes back that and no more. A wrong entry is
    withdrawn by a later one, which bears its cell and whose `source` says why.
    """

    class Cell(models.TextChoices):
        STATUS = "status", "search"
        CUSTODIANS = "custodians"
        SYSTEMS = "systems"
        TERMS = "terms"
        DATES = "dates"

    foia_request = models.ForeignKey(FoiaRequest, models.PROTECT, related_name="office_entries")
    office = models.ForeignKey(Office, models.PROTECT, related_name="entries")
    cell = models.CharField(max_length=10, choices=Cell)
    value = models.JSONField()
    wrote = models.JSONField(default=dict, editable=False)
    letter = models.ForeignKey(
        Correspondence, models.PROTECT, null=True, blank=True, related_name="office_entries"
    )
    page = models.PositiveIntegerField(null=True, blank=True, help_text="Of the letter, from 1.")
    source = models.CharField(max_length=300, blank=True, help_text="Where it is known from.")
    withdraws = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="withdrawn_by"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = OfficeEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "entry on an office"
        verbose_name_plural = "entries on offices"
        ordering = ("foia_request_id", "office_id", "id")
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(letter__isnull=False) | ~Q(source=""), name="office_entry_has_source"
            ),
            models.CheckConstraint(
                condition=Q(page=None) | Q(letter__isnull=False), name="office_entry_page_of_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office.path}: {self.get_cell_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValueError(NEVER)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ValueError(NEVER)

    @property
    def shown(self) -> str:
        """The value for a person."""
        if isinstance(self.value, list):
            return ", ".join(self.value)
        if self.cell == self.Cell.DATES:
            return " to ".join(each or "…" for each in (self.value["from"], self.value["to"]))
        said = str(self.value["status"]).replace("_", " ")
        return f"{said}: {self.value['reason']}" if self.value["reason"] else said
