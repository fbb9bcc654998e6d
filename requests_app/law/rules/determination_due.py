"""When the agency must have decided whether to comply."""

from datetime import date

from requests_app.law.calendar import Calendar
from requests_app.law.contested import concerns, reading
from requests_app.law.ledger import Ledger
from requests_app.law.period import decision_period
from requests_app.law.trace import Answer, Step


def determination_due(ledger: Ledger, calendar: Calendar = Calendar.AGENCY) -> Answer[date | None]:
    """The last day for the agency to decide whether to comply (5 U.S.C. § 552(a)(6)(A)(i)).

    Runs from the start of the clock, leaves out the days on which it was tolled, and is longer
    where a notice of unusual circumstances allows. The value is None while the period stands still.
    Raises NothingRunsError without a day of receipt, LookupError for one before the first known
    period.
    """
    period = decision_period(ledger, calendar)
    length, added = period.length, period.extension.value.days
    steps = list(period.start.steps)
    steps.append(Step(f"Period to decide: {length}, {length.title}", length.authority))
    steps += _day_of_receipt(ledger.agency, calendar)
    steps += period.tolled.steps
    if period.extension.value.noticed_on is not None:
        steps += period.extension.steps
    if added:
        steps.append(Step(f"Together {length.value + added} working days"))
    end = period.end(calendar)
    if end is None:
        return Answer(None, (*steps, Step("Nothing is due before the reply is received")))
    return Answer(end.value, (*steps, *end.steps), end.days)


def _day_of_receipt(agency: str, calendar: Calendar) -> list[Step]:
    """What is said where the agency's own rule counts the day of receipt."""
    if not concerns("day_of_receipt", agency):
        return []
    if reading("day_of_receipt", calendar) == "counted":
        return [Step("The day of receipt is day 1", "doi_2_16")]
    return [
        Step(
            "A rule of the agency counts the day of receipt; it is left out, as a caution",
            "doi_2_16",
        )
    ]
