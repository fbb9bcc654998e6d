"""What was saved of an appeal, save by save, and the sheet that its letters are printed on."""

from typing import Any

from django.conf import settings
from django.db import models

from gaps.models.appeal import Appeal
from requests_app.models import Blob


class AppealVersion(models.Model):
    """An appeal as it was saved once: never changed afterwards.

    `content` is what was edited (gaps.appeals.written), `letter` what it amounts to. A version
    `aside` was saved over one that somebody else had saved meanwhile: it is kept and not in use.
    """

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField(null=True, help_text="The version it was edited from.")
    aside = models.BooleanField(default=False)
    content = models.JSONField()
    letter = models.TextField(help_text="The letter in Markdown.")
    checklist = models.JSONField(default=list)
    what = models.CharField(max_length=200, help_text="What was changed, in a few words.")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("appeal_id", "-number")
        constraints = [
            models.UniqueConstraint(fields=("appeal", "number"), name="appeal_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.appeal} version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValueError for a version that is stored already."""
        if not self._state.adding:
            raise ValueError("a version of an appeal is never changed")
        super().save(*args, **kwargs)


class Letterhead(models.Model):
    """The name, address and signature of the office, and the Word document whose sheet its letters
    take. Added, never changed: the newest holds."""

    organisation = models.CharField(max_length=200)
    address = models.TextField(blank=True)
    signature = models.TextField(blank=True)
    reference = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.organisation
