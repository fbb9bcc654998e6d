"""The ledger of a request, from which every deadline is derived."""

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from requests_app.law.ledger import Event, EventKind
from requests_app.law.ledger_terms import TermsError, read_terms
from requests_app.models.correspondence import Correspondence
from requests_app.models.foia_request import FoiaRequest

KINDS = [(each.value, each.value.replace("_", " ")) for each in EventKind]


class LedgerError(ValueError):
    """What a ledger does not allow; the text says why."""


class AppendOnlyQuerySet(models.QuerySet["ClockEvent"]):
    """Rows that are added and read. The database refuses the rest by triggers of its own."""

    def standing(self) -> "AppendOnlyQuerySet":
        """The entries that were not withdrawn, without those that withdraw."""
        return self.filter(withdraws=None, withdrawn_by=None)

    def update(self, **values: Any) -> NoReturn:
        raise LedgerError("an entry of the ledger is never changed: withdraw it")

    def delete(self) -> NoReturn:
        raise LedgerError("an entry of the ledger is never deleted: withdraw it")

    def bulk_update(self, objs: Iterable[Any], fields: Sequence[str], *args: Any) -> NoReturn:  # type: ignore[override]  # whatever is given, it is refused
        raise LedgerError("an entry of the ledger is never changed: withdraw it")


class ClockEvent(models.Model):
    """An entry of the ledger. Entries are added and never changed or deleted; a wrong one is
    withdrawn by a later one, which bears its kind and its day.

    `terms` are what the entry states beyond its day (requests_app.law.ledger_terms). `origin` says
    whether the entry follows from the request's own record, from a letter whose facts a person
    confirmed, or was entered by a person; no user means that the program was run by command.
    """

    class Origin(models.TextChoices):
        RECORD = "record", "the record of the request"
        LETTER = "letter", "a letter, confirmed"
        PERSON = "person", "entered by a person"

    foia_request = models.ForeignKey(FoiaRequest, models.PROTECT, related_name="clock_events")
    kind = models.CharField(max_length=25, choices=KINDS)
    on = models.DateField(help_text="The legal day on which it took effect.")
    terms = models.JSONField(default=dict, blank=True)
    what = models.CharField(max_length=200, blank=True, help_text="The letter or the act.")
    correspondence = models.ForeignKey(
        Correspondence, models.PROTECT, null=True, blank=True, related_name="clock_events"
    )
    withdraws = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="withdrawn_by"
    )
    origin = models.CharField(max_length=6, choices=Origin)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "entry of the ledger"
        verbose_name_plural = "entries of the ledger"
        ordering = ("foia_request_id", "on", "id")
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in EventKind]),
                name="clock_event_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=["record", "letter", "person"]),
                name="clock_event_origin_known",
            ),
            models.CheckConstraint(
                condition=models.Q(withdraws=None) | models.Q(terms={}),
                name="clock_event_withdrawal_has_no_terms",
            ),
        ]

    def __str__(self) -> str:
        shown = f"{self.get_kind_display()} on {self.on}"
        return f"withdrawn: {shown}" if self.withdraws_id else shown

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise LedgerError("an entry of the ledger is never changed: withdraw it")
        self.as_event()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise LedgerError("an entry of the ledger is never deleted: withdraw it")

    def clean(self) -> None:
        try:
            self.as_event()
        except TermsError as error:
            raise ValidationError({"terms": str(error)}) from error

    def as_event(self, number: int = 0, withdraws: int | None = None) -> Event:
        """The entry as the law reads it. Raises TermsError for terms that its kind has not."""
        kind = EventKind(self.kind)
        return Event(
            kind,
            self.on,
            number=number,
            withdraws=withdraws,
            what=self.what,
            **read_terms(kind, self.terms),
        )
