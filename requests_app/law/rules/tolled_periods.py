"""The times in which the period to decide stood still."""

from requests_app.law.calendar import Calendar
from requests_app.law.ledger import Ledger
from requests_app.law.period import Tolling, decision_period
from requests_app.law.trace import Answer, Step


def tolled_periods(
    ledger: Ledger, calendar: Calendar = Calendar.AGENCY
) -> Answer[tuple[Tolling, ...]]:
    """Each pause of the period to decide (5 U.S.C. § 552(a)(6)(A)(ii)(I) and (II)).

    Exactly one request for information pauses it, and requests about fees as often as they are
    needed, from the asking until the agency receives the reply; one that still lasts has no
    `last_on`. What was asked after the period had ended pauses nothing. Raises as
    `determination_due`.
    """
    tolled = decision_period(ledger, calendar).tolled
    if tolled.steps:
        return tolled
    return tolled.then(Step("Nothing was asked that would pause the period", "foia_a6A_toll"))
