"""What was asked, by whom, of whom and when."""

from typing import Any

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from requests_app.models.office import Office
from requests_app.models.tag import Tag

DERIVED = ("last_event", "last_event_on")


class FoiaRequest(models.Model):
    """A request for records. `as_of` is the day its analysis speaks from; empty means today.

    `last_event` and `last_event_on` are those of the last entry of its ledger that stands, derived
    with its deadlines and never edited.
    """

    ref = models.CharField(max_length=80, unique=True, help_text="Your own file number.")
    title = models.CharField(max_length=300)
    agency = models.ForeignKey(Office, models.PROTECT, related_name="foia_requests")
    requester = models.CharField(max_length=200)
    text = models.TextField()
    filed_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True, help_text="By the component.")
    records_from = models.DateField(null=True, blank=True)
    records_to = models.DateField(null=True, blank=True)
    fee_waiver_requested = models.BooleanField(default=False)
    expedition_requested_on = models.DateField(null=True, blank=True)
    as_of = models.DateField(null=True, blank=True)
    offices = models.ManyToManyField(
        Office, blank=True, related_name="named_in", help_text="Offices the request names."
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="foia_requests",
        help_text="Who sees to it.",
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="foia_requests")
    created_at = models.DateTimeField(auto_now_add=True)
    last_event = models.CharField(max_length=25, blank=True, editable=False)
    last_event_on = models.DateField(null=True, editable=False)
    history = HistoricalRecords(m2m_fields=[offices, tags], excluded_fields=[*DERIVED])

    class Meta:
        verbose_name = "FOIA request"
        ordering = ("-filed_on", "ref")
        # The orders of the list: for all, and for what its filters choose.
        indexes = [
            models.Index(fields=("-filed_on", "ref"), name="foia_request_newest"),
            models.Index(fields=("agency", "-filed_on", "ref"), name="foia_request_of_agency"),
            models.Index(fields=("last_event", "-filed_on", "ref"), name="foia_request_after"),
            models.Index(fields=("assignee", "-filed_on", "ref"), name="foia_request_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(records_from__isnull=True)
                | models.Q(records_to__isnull=True)
                | models.Q(records_to__gte=models.F("records_from")),
                name="foia_request_range_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(filed_on__isnull=True)
                | models.Q(received_on__isnull=True)
                | models.Q(received_on__gte=models.F("filed_on")),
                name="foia_request_received_after_filed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not (self._state.adding or args or kwargs.get("update_fields")):
            # A copy that was read before the ledger grew must not undo what was derived from it.
            fields = (each.name for each in self._meta.concrete_fields if not each.primary_key)
            kwargs["update_fields"] = [each for each in fields if each not in DERIVED]
        super().save(*args, **kwargs)


class RequestItem(models.Model):
    """A numbered part of what was asked."""

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    text = models.TextField()
    history = HistoricalRecords()

    class Meta:
        ordering = ("foia_request_id", "number")
        constraints = [
            models.UniqueConstraint(fields=("foia_request", "number"), name="request_item_once"),
        ]

    def __str__(self) -> str:
        return f"({self.number}) {self.text[:60]}"


class RequestIdentifier(models.Model):
    """A number under which the agency or a court knows the request."""

    class Kind(models.TextChoices):
        REQUEST = "request"
        APPEAL = "appeal"
        LITIGATION = "litigation"
        REFERRAL = "referral"
        CONSULTATION = "consultation"

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=15, choices=Kind)
    number = models.CharField(max_length=80)
    history = HistoricalRecords()

    class Meta:
        ordering = ("foia_request_id", "kind", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("foia_request", "kind", "number"), name="request_identifier_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Custodian(models.Model):
    """A person whose files were, or should have been, searched."""

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="custodians")
    name = models.CharField(max_length=200)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True)
    named_in_request = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ("foia_request_id", "name")
        constraints = [
            models.UniqueConstraint(fields=("foia_request", "name"), name="custodian_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Statement(models.Model):
    """What the agency said elsewhere, in public."""

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="statements")
    said_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=200)
    to = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    source_file = models.ForeignKey(
        "requests_app.SourceFile", models.PROTECT, null=True, blank=True, related_name="statements"
    )

    class Meta:
        ordering = ("foia_request_id", "said_on", "id")

    def __str__(self) -> str:
        return f"{self.by}: {self.text[:60]}"
