"""Appeals: the points that a lawyer makes of confirmed findings, and their exhibits."""

from django.db import models
from simple_history.models import HistoricalRecords

from gaps.models.finding import Finding
from requests_app.models import Correspondence, FoiaRequest, SourceFile


class Appeal(models.Model):
    """A drafted appeal; once filed, its text is what was filed."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        FILED = "filed"
        DECIDED = "decided"

    class Sent(models.TextChoices):
        EMAIL = "email"
        PORTAL = "portal", "the agency’s portal"
        FAX = "fax"
        MAIL = "mail"
        COURIER = "courier"
        HAND = "hand", "by hand"

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="appeals")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    dated_on = models.DateField()
    letter = models.TextField(help_text="The letter in Markdown.")
    checklist = models.JSONField(default=list, help_text="What a lawyer must check before signing.")
    filed_on = models.DateField(null=True, blank=True)
    filed_how = models.CharField(max_length=10, choices=Sent, blank=True)
    tracking_number = models.CharField(max_length=120, blank=True)
    filed_version = models.PositiveIntegerField(
        null=True, blank=True, help_text="The number of the version that was filed."
    )
    decided_on = models.DateField(null=True, blank=True)
    decision_letter = models.ForeignKey(
        Correspondence, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ("foia_request_id", "-number")
        constraints = [
            models.UniqueConstraint(fields=("foia_request", "number"), name="appeal_once"),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(filed_on__isnull=False),
                name="appeal_filed_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.foia_request.ref} appeal {self.number}"


class AppealPoint(models.Model):
    """One numbered argument, and what became of it."""

    class Outcome(models.TextChoices):
        PENDING = "pending"
        GRANTED = "granted"
        GRANTED_IN_PART = "granted_in_part"
        REMANDED = "remanded"
        DENIED = "denied"
        UNANSWERED = "unanswered"

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="points")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=10)
    heading = models.TextField()
    argument = models.TextField()
    relief = models.TextField()
    findings = models.ManyToManyField(Finding, related_name="appeal_points")
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.PENDING)
    decision_page = models.PositiveIntegerField(
        null=True, blank=True, help_text="The page of the decision letter that decides it, from 1."
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ("appeal_id", "number")
        constraints = [
            models.UniqueConstraint(fields=("appeal", "number"), name="appeal_point_once"),
        ]

    def __str__(self) -> str:
        return self.heading


class Exhibit(models.Model):
    """Pages attached to an appeal under one letter, with the proof marked."""

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="exhibits")
    letter = models.CharField(max_length=3)
    title = models.TextField()
    source_file = models.ForeignKey(SourceFile, models.PROTECT, related_name="exhibits")
    pages = models.JSONField(default=list, help_text="Page numbers from 1.")

    class Meta:
        ordering = ("appeal_id", "id")
        constraints = [
            models.UniqueConstraint(fields=("appeal", "letter"), name="exhibit_once"),
        ]

    def __str__(self) -> str:
        return f"Exhibit {self.letter}: {self.title}"
