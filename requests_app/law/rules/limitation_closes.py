"""The last safe day to sue."""

from datetime import date

from requests_app.law.accrual import accrual
from requests_app.law.calendar import Calendar, named
from requests_app.law.counting import described, safe_day
from requests_app.law.ledger import Ledger
from requests_app.law.parameters import value_on
from requests_app.law.trace import Answer, Step


def limitation_closes(ledger: Ledger, calendar: Calendar = Calendar.REQUESTER) -> Answer[date]:
    """The last safe day to file suit (28 U.S.C. § 2401(a)): six years from first accrual.

    Accrual is taken as early as it may be: the day after the period to decide first passed without
    a determination, though the agency answered later; else the refusal of the appeal or the default
    on it. Raises LookupError where no right of action has accrued.
    """
    accrued = accrual(ledger, calendar)
    period = value_on("limitation_period", accrued.value.on)
    on = _years_after(accrued.value.on, period.value)
    first = "The right of action is taken to accrue as early as it may"
    within = f"Limit: {described(period)}; the last day is {named(on)}"
    last = Answer(on, accrued.steps, accrued.days)
    return safe_day(last.then(Step(first, "spannaus"), Step(within, period.authority)), "file")


def _years_after(day: date, years: int) -> date:
    """The same day of a later year; 28 February for the 29th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
