"""Letters between requester and agency, and what they decide."""

from django.db import models
from simple_history.models import HistoricalRecords

from requests_app.models.foia_request import Custodian, FoiaRequest
from requests_app.models.office import Office


class Correspondence(models.Model):
    """A letter or email between the requester and the agency.

    `read_version` and `read_blob` are the version of the reading of letters and the bytes that it
    read; `readable` is what it found: whether the letter's silence means anything. `read_failure`
    says why its facts could not be read.
    """

    class Kind(models.TextChoices):
        REQUEST = "request"
        ACKNOWLEDGMENT = "acknowledgment"
        CLARIFICATION_REQUEST = "clarification_request"
        CLARIFICATION_REPLY = "clarification_reply"
        EXTENSION = "extension"
        FEE_NOTICE = "fee_notice"
        INTERIM_RESPONSE = "interim_response"
        DETERMINATION = "determination"
        APPEAL = "appeal"
        APPEAL_DETERMINATION = "appeal_determination"
        REFERRAL = "referral"
        CONSULTATION = "consultation"
        OGIS = "ogis", "OGIS"
        OTHER = "other"

    class Direction(models.TextChoices):
        IN = "in", "from the agency"
        OUT = "out", "to the agency"

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="correspondence")
    kind = models.CharField(max_length=25, choices=Kind)
    direction = models.CharField(max_length=3, choices=Direction)
    dated_on = models.DateField(null=True, blank=True, help_text="The date on the letter.")
    received_on = models.DateField(null=True, blank=True)
    source_file = models.ForeignKey(
        "requests_app.SourceFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="correspondence",
    )
    read_version = models.PositiveIntegerField(default=0, editable=False)
    read_blob = models.CharField(max_length=64, blank=True, editable=False)
    readable = models.BooleanField(null=True, editable=False)
    read_failure = models.TextField(blank=True, editable=False)
    history = HistoricalRecords(
        excluded_fields=["read_version", "read_blob", "readable", "read_failure"]
    )

    class Meta:
        verbose_name_plural = "correspondence"
        ordering = ("foia_request_id", "dated_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("foia_request", "kind", "direction", "dated_on", "source_file"),
                name="correspondence_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.dated_on or 'unknown date'}"


class Determination(models.Model):
    """The agency's decision whether to comply. An acknowledgment is not one.

    `is_adverse` is empty where it is not known; the clocks then take it for adverse.
    """

    correspondence = models.OneToOneField(
        Correspondence, models.CASCADE, related_name="determination"
    )
    is_adverse = models.BooleanField(null=True, blank=True)
    pages_released = models.PositiveIntegerField(null=True, blank=True)
    pages_withheld_in_full = models.PositiveIntegerField(null=True, blank=True)
    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"Determination of {self.correspondence.dated_on}"


class SearchRecord(models.Model):
    """What the agency says of the search of one office."""

    class Status(models.TextChoices):
        SEARCHED = "searched"
        REFUSED = "refused"
        REFERRED = "referred"
        NO_RECORDS = "no_records"
        UNKNOWN = "unknown"

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="searches")
    office = models.ForeignKey(Office, models.PROTECT, related_name="searches")
    status = models.CharField(max_length=12, choices=Status)
    reason = models.TextField(null=True, blank=True)  # noqa: DJ001 - "no reason given" is a fact
    custodians = models.ManyToManyField(Custodian, blank=True, related_name="searches")
    systems = models.JSONField(default=list, blank=True)
    terms = models.JSONField(default=list, blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    source_file = models.ForeignKey(
        "requests_app.SourceFile", models.PROTECT, null=True, blank=True, related_name="searches"
    )
    history = HistoricalRecords(m2m_fields=[custodians])

    class Meta:
        ordering = ("foia_request_id", "office__path", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("foia_request", "office", "status"), name="search_record_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office.path}: {self.get_status_display()}"
