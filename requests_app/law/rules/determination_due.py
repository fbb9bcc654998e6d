"""When the agency must have decided whether to comply."""

from datetime import date

from requests_app.law.calendar import (
    Calendar,
    add_working_days,
    named,
    next_working_day,
)
from requests_app.law.clock import RequestClock
from requests_app.law.parameters import value_on
from requests_app.law.trace import Answer, Step


def determination_due(clock: RequestClock, calendar: Calendar = Calendar.AGENCY) -> Answer[date]:
    """The last day for the agency to decide whether to comply (5 U.S.C. § 552(a)(6)(A)(i)).

    Runs from receipt by the component that answers; tolling and extensions are not in it. Raises
    ValueError without a day of receipt, LookupError for one before the first known period.
    """
    if clock.received_on is None:
        raise ValueError("no day of receipt: the period to decide runs from it")
    # § 552(a)(6)(A): the clock starts when the appropriate component first receives the request.
    start = next_working_day(clock.received_on, calendar)
    period = value_on("determination_period", clock.received_on)
    opening = [Step(f"Received on {named(clock.received_on)}", "foia_a6A_clock")]
    if start != clock.received_on:
        opening.append(Step(f"No working day: taken as received on {named(start)}"))
    opening.append(Step(f"Period to decide: {period}, {period.title}", period.authority))
    return add_working_days(start, period.value, calendar).after(*opening)
