"""The clocks of all requests as rows, so that lists can be made of them."""

from django.db import models

from requests_app.law.deadline import ClockName
from requests_app.models.foia_request import FoiaRequest

NAMES = [(each.value, each.value.replace("_", " ")) for each in ClockName]


class Deadline(models.Model):
    """A clock of a request, derived from its ledger on the day `derived_for` and never edited.

    Its state on a day follows from `due_on` (empty while the clock is paused), `done_on` and
    `ended`. The working is not kept: it is counted anew from the ledger where a person asks.
    """

    class Whose(models.TextChoices):
        AGENCY = "agency"
        REQUESTER = "requester"

    foia_request = models.ForeignKey(FoiaRequest, models.CASCADE, related_name="deadlines")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=25, choices=NAMES)
    whose = models.CharField(max_length=10, choices=Whose)
    runs_from_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    ended = models.BooleanField(default=False)
    days_taken = models.PositiveIntegerField(
        null=True, help_text="Working days from its start to the act, paused ones included."
    )
    derived_for = models.DateField()

    class Meta:
        ordering = ("foia_request_id", "position")
        constraints = [
            models.UniqueConstraint(fields=("foia_request", "position"), name="deadline_once"),
        ]
        indexes = [
            # With all that decides whether a deadline is listed, and whose request it is, so that
            # no row is read for it.
            models.Index(
                fields=("whose", "due_on", "derived_for", "name", "foia_request"),
                condition=models.Q(done_on=None, ended=False),
                name="deadline_open",
            ),
            # The figures of the reports: late, in time, and how long it took.
            models.Index(fields=("name", "foia_request"), name="deadline_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()} of {self.foia_request.ref}"
