"""What came: deliveries, files, pages, and what stands on the pages."""

from django.db import models
from simple_history.models import HistoricalRecords

from requests_app.models.foia_request import FoiaRequest

LONGEST_NAME = 480
"""Characters of a file's name that are kept: longer ones fit no index, and nobody gave them."""


class Production(models.Model):
    """One delivery of records, with what its letter says of it."""

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="productions")
    number = models.PositiveIntegerField()
    received_on = models.DateField(null=True, blank=True)
    is_final = models.BooleanField(default=False)
    letter = models.ForeignKey(
        "requests_app.SourceFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="productions_announced",
    )
    pages_released = models.PositiveIntegerField(null=True, blank=True)
    pages_withheld_in_full = models.PositiveIntegerField(null=True, blank=True)
    bates_from = models.CharField(max_length=80, blank=True)
    bates_to = models.CharField(max_length=80, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("foia_request_id", "number")
        constraints = [
            models.UniqueConstraint(fields=("foia_request", "number"), name="production_once"),
        ]

    def __str__(self) -> str:
        return f"{self.foia_request.ref} production {self.number}"


class Blob(models.Model):
    """Bytes in the store, named by their SHA-256. Never overwritten, never deleted."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256[:12]


class SourceFile(models.Model):
    """A file as it was brought, or a member unpacked from one: the unit of custody.

    `path` is the name as received; a member's is its name inside `parent`. A file without a
    production is a letter or a statement. expected = read + failed, for pages and for members.
    """

    class State(models.TextChoices):
        STORED = "stored", "waiting to be read"
        READ = "read"
        KEPT = "kept", "kept, of a kind that is not read"
        FAILED = "failed"

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="source_files")
    production = models.ForeignKey(
        Production, models.CASCADE, null=True, blank=True, related_name="source_files"
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="members"
    )
    depth = models.PositiveSmallIntegerField(default=0)
    ordinal = models.PositiveIntegerField(default=0)
    path = models.CharField(max_length=500)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="source_files")
    state = models.CharField(max_length=10, choices=State, default=State.STORED)
    reason = models.TextField(blank=True)
    parser = models.CharField(max_length=40, blank=True)
    read_version = models.PositiveIntegerField(default=0)
    facts_version = models.PositiveIntegerField(default=0)
    expected_pages = models.PositiveIntegerField(default=0)
    read_pages = models.PositiveIntegerField(default=0)
    failed_pages = models.PositiveIntegerField(default=0)
    expected_members = models.PositiveIntegerField(default=0)
    read_members = models.PositiveIntegerField(default=0)
    failed_members = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)
    native_header = models.JSONField(null=True, blank=True)
    brought_by = models.CharField(max_length=150, blank=True)
    brought_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("foia_request_id", "production_id", "ordinal", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("foia_request", "path", "blob"),
                condition=models.Q(parent=None, production=None),
                name="source_file_letter_once",
            ),
            models.UniqueConstraint(
                fields=("production", "path", "blob"),
                condition=models.Q(parent=None, production__isnull=False),
                name="source_file_once",
            ),
            models.UniqueConstraint(
                fields=("parent", "path", "blob"),
                condition=models.Q(parent__isnull=False),
                name="source_file_member_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    expected_pages=models.F("read_pages") + models.F("failed_pages")
                ),
                name="source_file_pages_add_up",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    expected_members=models.F("read_members") + models.F("failed_members")
                ),
                name="source_file_members_add_up",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(reason=""),
                name="source_file_failure_has_reason",
            ),
        ]
        indexes = [models.Index(fields=("state", "brought_at"), name="source_file_waiting")]

    def __str__(self) -> str:
        return self.path


class FileFailure(models.Model):
    """A page or a member that could not be read, with a reason that a person can act on."""

    class Kind(models.TextChoices):
        PAGE = "page"
        MEMBER = "member"

    source_file = models.ForeignKey(SourceFile, models.CASCADE, related_name="failures")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=1000)
    reason = models.TextField()

    class Meta:
        ordering = ("source_file_id", "id")

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class Page(models.Model):
    """A page as read. `words` are [start, end, x0, top, x1, bottom] in PDF points from the top
    left; `marks` are [kind, x0, top, x1, bottom, shade, text]. Text is never changed."""

    source_file = models.ForeignKey(SourceFile, models.CASCADE, related_name="pages")
    index = models.PositiveIntegerField()
    label = models.CharField(max_length=80, blank=True)
    width = models.FloatField(default=0)
    height = models.FloatField(default=0)
    text = models.TextField(blank=True)
    words = models.JSONField(default=list)
    marks = models.JSONField(default=list)

    class Meta:
        ordering = ("source_file_id", "index")
        constraints = [
            models.UniqueConstraint(fields=("source_file", "index"), name="page_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source_file.path} p. {self.index + 1}"


class Stamp(models.Model):
    """A Bates number on a page: as read (`raw`), and as the sequence of pages agrees."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="stamps")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    raw = models.CharField(max_length=120)
    prefix = models.CharField(max_length=100)
    number = models.PositiveBigIntegerField()
    width = models.PositiveSmallIntegerField(default=0)
    repaired = models.BooleanField(default=False)
    box = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("prefix", "number")
        indexes = [
            models.Index(fields=("prefix", "number"), name="stamp_number"),
            # A number is looked for by people who leave its prefix out, or write it otherwise.
            models.Index(fields=("number", "prefix"), name="stamp_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.number:0{self.width}d}"


class Redaction(models.Model):
    """A closed place on a page: its codes, and the field of the email that it covers."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="redactions")
    kind = models.CharField(max_length=20)
    codes = models.JSONField(default=list)
    field = models.CharField(max_length=12, default="none")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    box = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("page_id", "start", "id")

    def __str__(self) -> str:
        return "; ".join(self.codes) or self.kind


class WithheldSheet(models.Model):
    """A sheet that stands for pages withheld in full or referred."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="withheld_sheets")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    prefix = models.CharField(max_length=100, blank=True)
    first = models.PositiveBigIntegerField(null=True, blank=True)
    last = models.PositiveBigIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    codes = models.JSONField(default=list)
    referred = models.BooleanField(default=False)

    class Meta:
        ordering = ("page_id", "start")

    def __str__(self) -> str:
        return f"Withheld sheet on {self.page}"
