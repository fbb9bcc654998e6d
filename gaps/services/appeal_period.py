"""The period to appeal, out of the letters and the ledger of a request."""

from collections.abc import Sequence

from gaps.appeals.contract import Window
from requests_app.law.ledger import Event, EventKind
from requests_app.law.rules.appeal_window_closes import appeal_late_after, appeal_window_closes
from requests_app.models import Correspondence, FoiaRequest
from requests_app.selectors.ledger import ledger_of


def appeal_window(
    foia_request: FoiaRequest, letters: Sequence[Correspondence]
) -> tuple[Window | None, str]:
    """The period to appeal, counted from the letters in the order of their dates; or why it cannot
    be counted."""
    answers = [
        (each.kind, each.dated_on)
        for each in letters
        if each.kind in ("determination", "interim_response") and each.dated_on
    ]
    determinations = [day for kind, day in answers if kind == "determination"]
    if not determinations:
        return None, "no dated determination is on file"
    last = determinations[-1]
    others = tuple(dict.fromkeys(day for _, day in answers if day != last))
    ledger = ledger_of(foia_request)
    entries = [each for each in ledger.all(EventKind.DETERMINED) if each.on == last]
    determination = entries[0] if entries else Event(EventKind.DETERMINED, last)
    try:
        answer = appeal_window_closes(ledger, determination)
        late = appeal_late_after(ledger, determination)
    except LookupError as error:
        return None, str(error)
    return Window(
        determined_on=last,
        closes_on=answer.value,
        working=answer.working,
        authorities=answer.authorities,
        late_after=late.value,
        late_working=late.working,
        other_determinations=others,
    ), ""
