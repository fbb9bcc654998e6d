"""The form for an entry of the ledger, on the pages of one request."""

from typing import Any

from django import forms
from django.utils import timezone

from requests_app.forms import ClockEventForm
from requests_app.law.ledger import EventKind
from requests_app.law.ledger_terms import term_names
from requests_app.models import ClockEvent, FoiaRequest

K = EventKind
DAY_OF = {
    K.SENT: "The day on which the request left you.",
    K.RECEIVED: "The day on which a component that is designated to receive requests got it; it "
    "need not be the one that answers.",
    K.ROUTED: "The day on which the component that answers got it from another. The clock starts "
    "then, and ten working days after the first receipt at the latest.",
    K.CLARIFICATION_ASKED: "The day on which the agency asked for information it reasonably "
    "needs; it may stop the clock for that once.",
    K.CLARIFICATION_ANSWERED: "The day on which the agency received your answer: the clock goes "
    "on then.",
    K.FEES_ASKED: "The day of the notice about fees.",
    K.FEES_ANSWERED: "The day on which the question of fees was settled: the clock goes on then.",
    K.EXTENDED: "The day of the written notice of unusual circumstances.",
    K.PRODUCED: "The day of the letter that the records came with.",
    K.DETERMINED: "The day on the letter: the time to appeal runs from it.",
    K.APPEALED: "The day on which the appeal was sent.",
    K.APPEAL_RECEIVED: "The day on which the agency received the appeal: its twenty working days "
    "run from it.",
    K.DECIDED: "The day of the decision on the appeal.",
}
"""Which day counts, by the kind of entry."""
WINDOW = ("window_days", "window_unit")
STATED = {"on", "what", "correspondence"}


class LedgerEntryForm(ClockEventForm):
    """An entry of one kind: its day, and only what an entry of that kind may state."""

    class Meta:
        model = ClockEvent
        fields = ("on", "what", "correspondence")

    def __init__(
        self, foia_request: FoiaRequest, kind: EventKind, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.foia_request, self.kind = foia_request, kind
        self.instance.foia_request, self.instance.kind = foia_request, kind.value
        stated = STATED | set(term_names(kind))
        if "stated_window" in stated:
            stated |= set(WINDOW)
        for name in [each for each in self.fields if each not in stated]:
            del self.fields[name]
        on = self.fields["on"]
        on.label, on.help_text = "Day", DAY_OF.get(kind, "")
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["what"].label, self.fields["what"].help_text = "In words", "May be empty."
        letters = self.fields["correspondence"]
        letters.label, letters.help_text = "Letter", "The one that shows it, where there is one."
        letters.queryset = foia_request.correspondence.order_by("dated_on", "pk")  # type: ignore[attr-defined]  # a field of models

    def clean(self) -> dict[str, Any]:
        self.cleaned_data |= {"foia_request": self.foia_request, "kind": self.kind}
        given = super().clean()
        if (on := given.get("on")) and on > timezone.localdate():
            self.add_error("on", "This day has not come yet.")
        return given
