"""Agencies, their components and the offices inside them: one tree."""

from django.db import models


class Office(models.Model):
    """An agency, a component that answers its own requests, or an office inside one."""

    class Kind(models.TextChoices):
        AGENCY = "agency"
        COMPONENT = "component"
        OFFICE = "office"

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    path = models.CharField(
        max_length=200, unique=True, help_text="Abbreviations from the root down: DHS/ICE/ERO."
    )
    abbreviation = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    function = models.TextField(blank=True, help_text="What it does, and so what it likely holds.")
    citation = models.TextField(blank=True, help_text="The public source of this entry.")
    citation_verified = models.BooleanField(default=False)

    class Meta:
        ordering = ("path",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="agency", parent__isnull=True)
                | (~models.Q(kind="agency") & models.Q(parent__isnull=False)),
                name="office_root_is_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.name}"

    @property
    def full_name(self) -> str:
        """The name with its abbreviation."""
        return self.name if self.abbreviation == self.name else f"{self.name} ({self.abbreviation})"


class OfficeName(models.Model):
    """Another name under which an office is, or was, known."""

    class Kind(models.TextChoices):
        ALIAS = "alias"
        FORMER = "former"

    office = models.ForeignKey(Office, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("office_id", "kind", "name")
        constraints = [
            models.UniqueConstraint(fields=("office", "name"), name="office_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class AppealOffice(models.Model):
    """Where appeals from an agency go. An address that nobody checked says so."""

    office = models.OneToOneField(Office, models.CASCADE, related_name="appeal_office")
    addressee = models.CharField(max_length=200)
    address = models.TextField(blank=True)
    portal = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("office__path",)

    def __str__(self) -> str:
        return f"{self.office.path}: {self.addressee}"


class AuthorityRecord(models.Model):
    """An authority of the law that letters rest on, with what of it was verified.

    The facts are loaded from the project's reference data; who opened the authority is ours.
    """

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20)
    citation = models.TextField()
    pin = models.CharField(max_length=200, blank=True)
    proposition = models.TextField()
    adverse = models.BooleanField(default=False)
    cite_verified = models.BooleanField(default=False)
    pin_verified = models.BooleanField(default=False)
    verified = models.TextField(blank=True, help_text="The source that was read for it.")
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = "authority"
        verbose_name_plural = "authorities"
        ordering = ("kind", "citation")

    def __str__(self) -> str:
        return self.citation
