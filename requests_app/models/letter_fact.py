"""What was read from a letter, proposed to a person."""

from datetime import date
from typing import get_args

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, Value
from requests_app.ingest.extract.letter_facts.values import DAYS
from requests_app.models.correspondence import Correspondence
from requests_app.models.production import Page


def fact_names() -> list[tuple[str, str]]:
    """The names of facts, as the reading of letters defines them."""
    return [(each.value, each.value.replace("_", " ")) for each in FactName]


class LetterFact(models.Model):
    """One thing that a letter says, with the words it was read from.

    A proposed fact changes nothing; a person's decision on it is never touched by a later reading.
    `value` is a text, a number, a day as `2018-07-20`, or a list of texts, as its name demands.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed"
        CONFIRMED = "confirmed"
        REJECTED = "rejected"

    correspondence = models.ForeignKey(Correspondence, models.CASCADE, related_name="facts")
    ordinal = models.PositiveIntegerField(help_text="Its place in the order of reading.")
    key = models.CharField(max_length=64, help_text="The hash of its name, value and place.")
    name = models.CharField(max_length=30, choices=fact_names)
    value = models.JSONField()
    page = models.ForeignKey(Page, models.RESTRICT, related_name="letter_facts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    confidence = models.CharField(
        max_length=8, choices=[(each, each) for each in get_args(Confidence)]
    )
    reading_version = models.PositiveIntegerField(help_text="0: a person read it.")
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    corrects = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="corrections",
        help_text="The reading that a person corrected into this.",
    )

    class Meta:
        verbose_name = "fact of a letter"
        verbose_name_plural = "facts of letters"
        ordering = ("correspondence_id", "ordinal", "id")
        indexes = [models.Index(fields=("status", "confidence"), name="letter_fact_waiting")]
        constraints = [
            models.UniqueConstraint(fields=("correspondence", "key"), name="letter_fact_once"),
            models.CheckConstraint(
                condition=Q(confidence__in=get_args(Confidence)),
                name="letter_fact_confidence_known",
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="letter_fact_has_words"),
            models.CheckConstraint(
                condition=Q(status="proposed", decided_at=None, decided_by=None)
                | Q(status__in=["confirmed", "rejected"], decided_at__isnull=False),
                name="letter_fact_decided_by_status",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()}: {self.shown}"

    @property
    def typed_value(self) -> Value:
        """The value as the reading gave it."""
        if isinstance(self.value, list):
            return tuple(self.value)
        if FactName(self.name) in DAYS:
            return date.fromisoformat(self.value)
        return self.value

    @property
    def shown(self) -> str:
        """The value for a person."""
        return ", ".join(self.value) if isinstance(self.value, list) else str(self.value)
