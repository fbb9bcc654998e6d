"""What a notice of unusual circumstances adds to the period to decide."""

from requests_app.law.calendar import Calendar
from requests_app.law.extension import Extension
from requests_app.law.ledger import Ledger
from requests_app.law.period import decision_period
from requests_app.law.trace import Answer


def extension_allowed(ledger: Ledger, calendar: Calendar = Calendar.AGENCY) -> Answer[Extension]:
    """The working days by which the period to decide is extended (5 U.S.C. § 552(a)(6)(B)).

    A written notice sent before the period ended must state one of the three unusual circumstances
    and the day on which a determination is expected; for more than ten working days it must also
    offer to narrow the request or agree on another time, make the FOIA Public Liaison available and
    tell of OGIS. What it lacks is named; a lacking notice adds ten working days at most, a late one
    none. Raises as `determination_due`.
    """
    return decision_period(ledger, calendar).extension
