"""Which letter, if any, is the determination."""

from requests_app.law.calendar import named
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.trace import Answer, Step

_NOT_ONE = {
    EventKind.ACKNOWLEDGED: "The acknowledgment",
    EventKind.EXTENDED: "The notice of unusual circumstances",
    EventKind.PRODUCED: "The production",
}


def determination_made(ledger: Ledger) -> Answer[Event | None]:
    """The entry of the determination (5 U.S.C. § 552(a)(6)(A)(i)), None where there is none.

    A determination says what the agency will produce, which exemptions it claims and that the
    requester may appeal (CREW v. FEC). Whether a letter does so is decided by whoever enters it;
    an acknowledgment, a notice of unusual circumstances and a production alone are none.
    """
    made = ledger.first(EventKind.DETERMINED)
    steps = [
        Step(f"{_NOT_ONE[each.kind]} of {named(each.on)} is no determination", "crew_v_fec")
        for each in ledger.all(*_NOT_ONE)
        if made is None or each.on <= made.on
    ]
    if made is None:
        steps.append(Step("No determination is on record", "foia_a6Ai"))
    else:
        steps.append(Step(f"The determination is dated {named(made.on)}", "foia_a6Ai"))
    return Answer(made, tuple(steps))
