"""Who of this installation opened an authority, when, and what of it was confirmed."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.law.openings import Confirmed
from requests_app.models.office import AuthorityRecord


class AppendOnlyError(ValueError):
    """A record that is kept as it was written; the text says what to do instead."""


NEVER_CHANGED = "a record of an opening is never changed: record another, and the last one counts"
NEVER_DELETED = "a record of an opening is never deleted: record another, and the last one counts"


class OpeningQuerySet(models.QuerySet["AuthorityOpening"]):
    """Rows that are added and read. The database refuses the rest by triggers of its own."""

    def update(self, **values: Any) -> NoReturn:
        raise AppendOnlyError(NEVER_CHANGED)

    def delete(self) -> NoReturn:
        raise AppendOnlyError(NEVER_DELETED)

    def bulk_update(self, *args: Any, **values: Any) -> NoReturn:
        raise AppendOnlyError(NEVER_CHANGED)


class AuthorityOpening(models.Model):
    """That a person opened an authority where it stands, and what that person confirms of it.

    The citation, the pages and the proposition are kept as they were then: once the project words
    them otherwise, what was confirmed is no longer what a letter prints, and no longer counts.
    """

    authority = models.ForeignKey(AuthorityRecord, models.PROTECT, related_name="openings")
    citation = models.TextField(help_text="As it stood when it was opened.")
    pin = models.CharField(max_length=200, blank=True)
    proposition = models.TextField()
    confirms_citation = models.BooleanField("the citation is right", default=False)
    confirms_pin = models.BooleanField("the page is right", default=False)
    confirms_proposition = models.BooleanField("it says what it is cited for", default=False)
    confirms_good_law = models.BooleanField("it is still good law", default=False)
    source = models.CharField(
        "where it was read",
        max_length=300,
        help_text="An address, or the service or the book in which it was opened.",
    )
    note = models.TextField(
        blank=True, help_text="What is wrong, where something is not confirmed."
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = "opening of an authority"
        verbose_name_plural = "openings of authorities"
        ordering = ("-id",)
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="authority_opening_has_source"),
            models.CheckConstraint(
                condition=Q(confirms_citation=True)
                | Q(confirms_pin=True)
                | Q(confirms_proposition=True)
                | Q(confirms_good_law=True)
                | ~Q(note=""),
                name="authority_opening_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citation}, opened by {self.by}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(NEVER_CHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(NEVER_DELETED)

    @property
    def by(self) -> str:
        """Who opened it, as a letter's checklist names that person."""
        return self.opened_by.get_full_name() or self.opened_by.get_username()

    @property
    def confirmed(self) -> frozenset[Confirmed]:
        """What is confirmed."""
        return frozenset(each for each in Confirmed if getattr(self, f"confirms_{each}"))
