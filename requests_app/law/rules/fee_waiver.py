"""When a fee waiver must have been decided: the law sets no day of its own."""

from requests_app.law.calendar import Calendar, named
from requests_app.law.ledger import EventKind, Ledger
from requests_app.law.rules.determination_due import determination_due
from requests_app.law.trace import Answer, Step


def fee_waiver(ledger: Ledger, calendar: Calendar = Calendar.AGENCY) -> Answer[None]:
    """What the law says of the time to decide a fee waiver (5 U.S.C. § 552(a)(4)(A)(iii)).

    There is no day of its own: the decision belongs to the determination, and a refusal is an
    adverse determination that can be appealed. The value is always None.
    """
    steps = [Step("The statute sets no day of its own for a fee waiver", "foia_a4Aiii")]
    if asked := ledger.last(EventKind.FEE_WAIVER_ASKED):
        steps.append(Step(f"The waiver was asked for on {named(asked.on)}"))
    if within_dhs(ledger.agency):
        at_any_time = "At DHS it may be asked for while the request or an appeal is pending"
        steps.append(Step(at_any_time, "dhs_5_11k"))
    decided = ledger.last(EventKind.FEE_WAIVER_DECIDED)
    if decided is None:
        steps.append(Step("Its decision is part of the determination", "foia_a6Ai"))
        if ledger.first(EventKind.RECEIVED, EventKind.ROUTED):
            due = determination_due(ledger, calendar).value
            when = f"is due on {named(due)}" if due else "is not due while the period stands still"
            steps.append(Step(f"The determination {when}", "foia_a6Ai"))
    elif decided.granted is False:
        refused = f"It was refused on {named(decided.on)}: an adverse determination"
        steps.append(Step(refused, "dhs_5_6d" if within_dhs(ledger.agency) else "foia_a6Ai"))
    else:
        steps.append(Step(f"It was decided on {named(decided.on)}"))
    return Answer(None, tuple(steps))


def within_dhs(agency: str) -> bool:
    """Whether an agency is the Department of Homeland Security or a part of it."""
    return agency.split("/")[0].casefold() == "dhs"
