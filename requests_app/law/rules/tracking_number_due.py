"""From when a request that is still open must have a tracking number."""

from datetime import date

from requests_app.law.calendar import Calendar
from requests_app.law.counting import earlier_or_later, in_force
from requests_app.law.ledger import Ledger
from requests_app.law.rules.clock_start import clock_start
from requests_app.law.trace import Answer, Step


def tracking_number_due(ledger: Ledger, calendar: Calendar = Calendar.AGENCY) -> Answer[date]:
    """The day by which a request still open has a tracking number (5 U.S.C. § 552(a)(7)(A)).

    The statute asks for a number where a request takes longer than ten days; for the letter that
    gives it no day is set. Whether the ten are calendar days or working days is open.
    Raises NothingRunsError without a day of receipt, LookupError for one before the first known
    period.
    """
    start = clock_start(ledger, calendar)
    limits = in_force("tracking_number_period", ledger.agency, start.value)
    if not limits:
        raise LookupError(f"no period is known for a request received on {start.value}")
    due = earlier_or_later(limits, start.value, "after receipt", "tracking_number_days", calendar)
    owed = Step("A request that takes longer has an individual tracking number", "foia_a7")
    return due.after(*start.steps).then(owed, Step("No day is set for the acknowledgment itself"))
