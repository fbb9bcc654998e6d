"""When the agency must have decided whether to comply."""

from datetime import date

from requests_app.law.calendar import Calendar, add_working_days
from requests_app.law.ledger import Ledger
from requests_app.law.parameters import value_on
from requests_app.law.rules.clock_start import clock_start
from requests_app.law.trace import Answer, Step


def determination_due(
    ledger: Ledger, calendar: Calendar = Calendar.AGENCY
) -> Answer[date] | Answer[None]:
    """The last day for the agency to decide whether to comply (5 U.S.C. § 552(a)(6)(A)(i)).

    Runs from the start of the clock. Raises ValueError without a day of receipt, LookupError for
    one before the first known period.
    """
    start = clock_start(ledger, calendar)
    period = value_on("determination_period", start.value)
    opening = Step(f"Period to decide: {period}, {period.title}", period.authority)
    return add_working_days(start.value, period.value, calendar).after(*start.steps, opening)
