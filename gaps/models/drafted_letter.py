"""Letters drafted besides the appeal."""

from django.db import models

from gaps.contract import LetterKind
from gaps.models.finding import Finding
from requests_app.models import FoiaRequest

KINDS = [
    (each.value, each.value.replace("_", " ")) for each in LetterKind if each != LetterKind.APPEAL
]


class DraftedLetter(models.Model):
    """A letter that was drafted, with the findings it speaks of. A draft with other words is
    another row: none is overwritten."""

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="drafted_letters")
    kind = models.CharField(max_length=20, choices=KINDS)
    number = models.PositiveIntegerField()
    dated_on = models.DateField()
    letter = models.TextField(help_text="The letter in Markdown.")
    checklist = models.JSONField(default=list, help_text="What a lawyer must check before signing.")
    findings = models.ManyToManyField(Finding, blank=True, related_name="drafted_letters")
    drafted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("foia_request_id", "kind", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=("foia_request", "kind", "number"), name="drafted_letter_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.foia_request.ref} {self.get_kind_display()} {self.number}"
