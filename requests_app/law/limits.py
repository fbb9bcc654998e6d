"""The time limits of 5 U.S.C. § 552(a)(6) that run against the agency, each with its act."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from requests_app.law.calendar import Calendar
from requests_app.law.extension import Extension, no_extension
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.period import decision_period
from requests_app.law.rules.appeal_decision_due import appeal_decision_due, appeal_extension
from requests_app.law.rules.determination_due import determination_due
from requests_app.law.rules.expedition_decision_due import expedition_decision_due
from requests_app.law.trace import Answer


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: the act in words, its last day (None while it stands still), the notice of
    unusual circumstances in it, and the entry of the act, if it was done."""

    act: str
    due: Answer[date | None]
    extension: Extension
    done: Event | None

    def missed(self, day: date) -> bool:
        """Whether the limit had passed without its act on a day."""
        return self.due.value is not None and self.due.value < (self.done.on if self.done else day)


def limits(ledger: Ledger, calendar: Calendar) -> Iterator[Limit]:
    """Every limit that has begun, the request's own first."""
    if ledger.first(EventKind.RECEIVED, EventKind.ROUTED):
        yield Limit(
            "to decide on the request",
            determination_due(ledger, calendar),
            decision_period(ledger, calendar).extension.value,
            ledger.first(EventKind.DETERMINED),
        )
    for asked in ledger.all(EventKind.EXPEDITION_ASKED):
        if asked.certified is not False:
            yield Limit(
                "to decide on expedition",
                expedition_decision_due(ledger, asked, calendar),
                no_extension().value,
                expedition_ended(ledger, asked),
            )
    for appeal in ledger.all(EventKind.APPEAL_RECEIVED):
        yield Limit(
            "to decide on the appeal",
            appeal_decision_due(ledger, appeal, calendar),
            appeal_extension(ledger, appeal, calendar).value,
            ledger.first_since(appeal, EventKind.DECIDED),
        )


def expedition_ended(ledger: Ledger, asked: Event) -> Event | None:
    """The decision on expedition, or the determination that left nothing to expedite."""
    return ledger.first_since(asked, EventKind.EXPEDITION_DECIDED, EventKind.DETERMINED)
