"""Runs of the analysis, what they found, the proof, and what a person decided."""

from django.conf import settings
from django.db import models

from requests_app.models import FoiaRequest, Page


class AnalysisRun(models.Model):
    """One run of the detectors over one request."""

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="analysis_runs")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    ran_at = models.DateTimeField(auto_now_add=True)
    snapshot_hash = models.CharField(max_length=64)
    detectors = models.JSONField(default=list, help_text="The codes that ran.")
    errors = models.JSONField(default=dict, help_text="Detectors that failed, with the reason.")
    new = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    cured = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("foia_request_id", "-number")
        constraints = [
            models.UniqueConstraint(fields=("foia_request", "number"), name="analysis_run_once"),
        ]

    def __str__(self) -> str:
        return f"{self.foia_request.ref} run {self.number}"


class Finding(models.Model):
    """A gap, kept under one fingerprint over all runs.

    `is_present` is what the last run says, `decision` what a person last said; `status` follows
    from both. A person's decision is never overwritten by a run.
    """

    class Severity(models.TextChoices):
        HIGH = "high"
        MEDIUM = "medium"
        LOW = "low"

    class Confidence(models.TextChoices):
        CERTAIN = "certain"
        PROBABLE = "probable"
        LEAD = "lead"

    class Decision(models.TextChoices):
        NONE = "none", "not decided"
        CONFIRMED = "confirmed"
        DISMISSED = "dismissed"

    class Status(models.TextChoices):
        OPEN = "open"
        CONFIRMED = "confirmed"
        DISMISSED = "dismissed"
        CURED = "cured"

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="findings")
    fingerprint = models.CharField(max_length=64)
    code = models.CharField(max_length=10)
    detector = models.CharField(max_length=80)
    subject = models.TextField()
    severity = models.CharField(max_length=10, choices=Severity)
    confidence = models.CharField(max_length=10, choices=Confidence)
    message = models.TextField()
    facts = models.JSONField(default=dict)
    authorities = models.JSONField(default=list, help_text="Keys of the authorities it rests on.")
    awaits = models.JSONField(default=list)
    caveat = models.TextField(blank=True)
    is_present = models.BooleanField(default=True)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.NONE)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    first_run = models.ForeignKey(AnalysisRun, models.PROTECT, related_name="+")
    last_run = models.ForeignKey(AnalysisRun, models.PROTECT, related_name="+")
    cured_by = models.ForeignKey(Page, models.SET_NULL, null=True, blank=True, related_name="+")
    cured_note = models.TextField(blank=True)

    class Meta:
        ordering = ("foia_request_id", "code", "id")
        constraints = [
            models.UniqueConstraint(fields=("foia_request", "fingerprint"), name="finding_once"),
            models.CheckConstraint(
                condition=models.Q(decision="dismissed", status="dismissed")
                | (~models.Q(decision="dismissed") & models.Q(is_present=False, status="cured"))
                | models.Q(decision="confirmed", is_present=True, status="confirmed")
                | models.Q(decision="none", is_present=True, status="open"),
                name="finding_status_follows",
            ),
        ]
        indexes = [
            models.Index(fields=("status", "code"), name="finding_status_code"),
            models.Index(
                fields=("status", "confidence", "-last_run", "code", "id"), name="finding_to_review"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"

    def derive_status(self) -> str:
        """The status that presence and decision amount to."""
        if self.decision == self.Decision.DISMISSED:
            return self.Status.DISMISSED
        if not self.is_present:
            return self.Status.CURED
        confirmed = self.decision == self.Decision.CONFIRMED
        return self.Status.CONFIRMED if confirmed else self.Status.OPEN


class Evidence(models.Model):
    """One piece of proof of a finding; see gaps.contract.Evidence."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="evidence")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    page = models.ForeignKey(Page, models.SET_NULL, null=True, blank=True, related_name="+")
    document = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    page_number = models.PositiveIntegerField(null=True, blank=True)
    bates = models.CharField(max_length=120, blank=True)
    quote = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    what = models.TextField(blank=True)
    looked_in = models.TextField(blank=True)
    on = models.DateField(null=True, blank=True)
    working = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ("finding_id", "position")
        constraints = [
            models.UniqueConstraint(fields=("finding", "position"), name="evidence_once"),
        ]

    def __str__(self) -> str:
        return self.quote or self.what


class Review(models.Model):
    """A person's decision on a finding. Reviews are added, never changed."""

    class Decision(models.TextChoices):
        CONFIRMED = "confirmed"
        DISMISSED = "dismissed"
        NONE = "none", "decision withdrawn"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="reviews")
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.TextField(blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("finding_id", "reviewed_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(decision="dismissed") | ~models.Q(reason=""),
                name="review_dismissal_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.finding}"
