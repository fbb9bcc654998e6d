"""When the agency must have decided whether to expedite."""

from datetime import date

from requests_app.law.calendar import Calendar, add_working_days, named
from requests_app.law.contested import concerns, reading
from requests_app.law.counting import count, described, in_force
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.parameters import value_on
from requests_app.law.rules.clock_start import clock_start
from requests_app.law.trace import Answer, NothingRunsError, Step

MEDIA_INTEREST = "media_interest"
PRIVACY_OFFICE = "dhs/priv"

CERTIFICATION_UNKNOWN = "That the statement was certified is not on record"
NO_APPEAL_NEEDED = "A refusal, and silence, may be taken to court without appeal"


def expedition_decision_due(
    ledger: Ledger, asked: Event, calendar: Calendar = Calendar.AGENCY
) -> Answer[date]:
    """The last day to decide on expedition and give notice (5 U.S.C. § 552(a)(6)(E)(ii)(I)).

    Ten calendar days, which no weekend moves: after the date of the request, at DHS after receipt.
    There the ground of interest to the media is the Privacy Office's, whose receipt counts and is
    taken as of the eleventh working day at the latest. Raises NothingRunsError where the
    entry says that no statement was certified, or where a receipt is needed and none is known.
    """
    if asked.certified is False:
        raise NothingRunsError("no certified statement: no decision on expedition is due")
    periods = in_force("expedition_period", ledger.agency, asked.on)
    if not periods:
        raise LookupError(f"no period is known for expedition asked for on {asked.on}")
    start = _start(ledger, asked, calendar)
    opening = [Step(f"Expedition was asked for on {named(asked.on)}", "foia_a6E")]
    if asked.certified is None:
        opening.append(Step(CERTIFICATION_UNKNOWN, "foia_a6E"))
    opening += start.steps
    opening += [Step(f"Period to decide: {described(each)}", each.authority) for each in periods]
    due = count(start.value, periods[-1].value, periods[-1].unit, calendar).after(*opening)
    return due.then(Step(NO_APPEAL_NEEDED, "foia_a6E"))


def _start(ledger: Ledger, asked: Event, calendar: Calendar) -> Answer[date]:
    from_receipt = concerns("expedition_from", ledger.agency)
    if not from_receipt or reading("expedition_from", calendar) == "request":
        return Answer(asked.on)
    start = clock_start(ledger, calendar)
    if asked.on > start.value:
        # One sent after the request itself: its receipt has no entry of its own.
        start = Answer(asked.on, (Step(f"Taken as received on {named(asked.on)}", "dhs_5_5e"),))
    of_the_office = ledger.agency.casefold() == PRIVACY_OFFICE
    if asked.ground == MEDIA_INTEREST and not of_the_office:
        return _at_the_privacy_office(ledger, asked, calendar)
    return start


def _at_the_privacy_office(ledger: Ledger, asked: Event, calendar: Calendar) -> Answer[date]:
    """Receipt by that office, or the working day after a component's on which it counts as
    received there (6 C.F.R. § 5.5(e)(2))."""
    value = value_on("privacy_office_routing_dhs", asked.on)
    receipts = ledger.all(EventKind.RECEIVED, EventKind.ROUTED)
    first = max(asked.on, receipts[0].on)
    latest = add_working_days(first, value.value, calendar).value
    whose = Step("Interest of the media is for the DHS Privacy Office to decide", value.authority)
    there = [each.on for each in receipts if each.component.casefold() == PRIVACY_OFFICE]
    if there and max(asked.on, there[0]) <= latest:
        on = max(asked.on, there[0])
        return Answer(on, (whose, Step(f"The Privacy Office received it on {named(on)}")))
    at_the_latest = f"It counts as received there on working day {value.value}, {named(latest)}"
    received = Step(f"A component received it on {named(first)}", value.authority)
    return Answer(latest, (received, whose, Step(at_the_latest, value.authority)))
