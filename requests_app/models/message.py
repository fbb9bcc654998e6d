"""Emails found inside productions: where they stand, and the one message behind the copies."""

from django.db import models
from simple_history.models import HistoricalRecords

from requests_app.models.fields import WallClockField
from requests_app.models.foia_request import FoiaRequest
from requests_app.models.office import Office
from requests_app.models.production import Page, SourceFile


class Organisation(models.Model):
    """Who is who in the correspondence, known by its mail domains."""

    class Side(models.TextChoices):
        AGENCY = "agency"
        OUTSIDE = "outside"
        UNKNOWN = "unknown"

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="organisations")
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    domains = models.JSONField(default=list)
    side = models.CharField(max_length=10, choices=Side, default=Side.UNKNOWN)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True)
    stated = models.BooleanField(
        default=False, help_text="Stated by a person; otherwise taken from a mail domain."
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ("foia_request_id", "name")
        constraints = [
            models.UniqueConstraint(fields=("foia_request", "key"), name="organisation_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A person or mailbox under all the names and addresses it was read with."""

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="people")
    key = models.CharField(max_length=300)
    name = models.CharField(max_length=300, blank=True)
    names = models.JSONField(default=list)
    addresses = models.JSONField(default=list)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="people"
    )

    class Meta:
        verbose_name_plural = "people"
        ordering = ("foia_request_id", "name")
        constraints = [
            models.UniqueConstraint(fields=("foia_request", "key"), name="person_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.key


class Message(models.Model):
    """One real email: produced, or inferred from what was produced."""

    class State(models.TextChoices):
        PRODUCED = "produced"
        INFERRED = "inferred", "inferred: proven, not produced"

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="messages")
    key = models.CharField(max_length=300)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State)
    sent_at = WallClockField(null=True, blank=True)
    has_time = models.BooleanField(default=False)
    utc_offset = models.SmallIntegerField(null=True, blank=True)
    subject = models.TextField(null=True, blank=True)  # noqa: DJ001 - unread differs from empty
    normalized_subject = models.TextField(blank=True)
    reply_kind = models.CharField(max_length=10, default="none")
    message_id = models.TextField(null=True, blank=True)  # noqa: DJ001 - absent differs from empty
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replies"
    )
    parent_basis = models.CharField(max_length=20, blank=True)
    thread = models.PositiveIntegerField(
        default=0, help_text="The number of the message with which its thread begins."
    )
    ancestors = models.PositiveIntegerField(default=0)
    complete_header = models.BooleanField(default=False)

    class Meta:
        ordering = ("foia_request_id", "number")
        constraints = [
            models.UniqueConstraint(fields=("foia_request", "key"), name="message_once"),
        ]
        indexes = [
            models.Index(fields=("foia_request", "state"), name="message_state"),
            # The state with it: messages are counted by day without reading their rows.
            models.Index(
                fields=("foia_request", "sent_at", "number", "state"), name="message_sent"
            ),
            models.Index(fields=("foia_request", "thread"), name="message_thread"),
        ]

    def __str__(self) -> str:
        return f"m{self.number} {self.subject or ''}"


class Exchange(models.Model):
    """How many messages one organisation sent another, counted when messages are assembled.

    A message counts once for each organisation among its recipients, and not at all within one
    organisation. A direction without a message has no row.
    """

    sender = models.ForeignKey(Organisation, models.CASCADE, related_name="exchanges")
    recipient = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    produced = models.PositiveIntegerField()
    inferred = models.PositiveIntegerField()

    class Meta:
        ordering = ("sender_id", "recipient_id")
        constraints = [
            models.UniqueConstraint(fields=("sender", "recipient"), name="exchange_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sender} to {self.recipient}: {self.produced} and {self.inferred}"


class Occurrence(models.Model):
    """A place where an email stands: the top of a printout, quoted in another, a native file.

    `header` holds what was read of it, as requests_app.ingest.extract.contract.EmailBlock says;
    spans are [page index, start, end].
    """

    class Role(models.TextChoices):
        TOP = "top"
        QUOTED = "quoted"
        ATTACHED = "attached"

    source_file = models.ForeignKey(SourceFile, models.CASCADE, related_name="occurrences")
    ordinal = models.PositiveIntegerField()
    role = models.CharField(max_length=10, choices=Role)
    depth = models.PositiveIntegerField(default=0)
    style = models.CharField(max_length=20)
    container_ordinal = models.PositiveIntegerField(
        null=True, blank=True, help_text="The occurrence of the same file that quotes this one."
    )
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="occurrences"
    )
    header = models.JSONField()
    header_spans = models.JSONField(default=list)
    body_spans = models.JSONField(default=list)
    body = models.TextField(blank=True)

    class Meta:
        ordering = ("source_file_id", "ordinal")
        constraints = [
            models.UniqueConstraint(fields=("source_file", "ordinal"), name="occurrence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.ordinal} in {self.source_file.path}"


class MessageReference(models.Model):
    """An occurrence whose References or In-Reply-To name a message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="references")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="references")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("message", "occurrence"), name="reference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.occurrence} names {self.message}"


class Participation(models.Model):
    """A person in a message. A redacted name keeps its slot and its side."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="participations")
    role = models.CharField(max_length=4)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=500, blank=True)
    redacted = models.BooleanField(default=False)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="participations"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="participations"
    )

    class Meta:
        ordering = ("message_id", "role", "position")
        constraints = [
            models.UniqueConstraint(
                fields=("message", "role", "position"), name="participation_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address or "[withheld]"


class AttachmentClaim(models.Model):
    """A file that a message names, and where it was found, if it was."""

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="attachment_claims")
    name = models.CharField(max_length=500)
    basis = models.CharField(max_length=10)
    page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    carried = models.BooleanField(default=False)
    produced_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="attachments_found"
    )
    produced_file = models.ForeignKey(
        SourceFile, models.SET_NULL, null=True, blank=True, related_name="attachments_found"
    )
    withheld_sheet = models.ForeignKey(
        "requests_app.WithheldSheet", models.SET_NULL, null=True, blank=True
    )

    class Meta:
        ordering = ("occurrence_id", "id")

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """Words on a page that speak of another record, of an office, or that show what the page is.

    Kinds of `requests_app.ingest.extract.contract.MentionKind`, `office` (with `office`), and
    `calendar_entry`, `agenda`, `notes`, `attendee_list` for pages that are such records.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="mentions")
    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, null=True, blank=True, related_name="mentions"
    )
    kind = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    on = models.DateField(null=True, blank=True)
    counterpart = models.CharField(max_length=10, default="unknown")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("page_id", "start")

    def __str__(self) -> str:
        return f"{self.kind} on {self.page}"
