"""The statement that remedies at the agency are exhausted, for the file and for a complaint."""

from gaps.appeals.argument import arguments, schedules
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import AppealFacts, Letter
from gaps.appeals.frame import Frame, block, head, last_words, signature
from gaps.appeals.letters.parts import (
    agency,
    assembled,
    bulleted,
    counted_out,
    enclosed,
    overdue,
    requester,
    the_request,
)
from gaps.appeals.markdown import long_date, plain
from gaps.appeals.narrative import statement_of_facts

STATES = {
    "constructive": (
        "A time limit of the Act passed without the act that was due. Requester is therefore "
        "deemed to have exhausted its remedies at the agency [foia_a6Ci]."
    ),
    "actual": (
        "The appeal was decided, and nothing remains to be done at the agency [foia_a6Aii]."
    ),
    "appeal_revived": (
        "The agency answered late and before any suit. An answer that comes before suit has to be "
        "appealed, late as it is [oglesby_exhaustion]. **[Remedies are not exhausted: appeal "
        "first. This statement cannot be used as it stands.]**"
    ),
    "not_exhausted": (
        "On the file as it stands nothing exhausts the remedies at the agency [foia_a6Ci]. "
        "**[Remedies are not exhausted. This statement cannot be used as it stands.]**"
    ),
}

LATE_ANSWER = (
    "Should the agency answer before a suit is filed, the answer has to be appealed, and this "
    "statement no longer holds [oglesby_exhaustion]."
)
LATE_DECISION = (
    "Should the agency decide the appeal before a suit is filed, that decision is what a court "
    "would look at, and this statement has to be written anew."
)


def exhaustion(facts: AppealFacts) -> Letter:
    """Set out what was due, when, and what follows for a suit."""
    notes = Footnotes(opened=facts.opened)
    frame = Frame(
        office="", salutation="", subject="STATEMENT OF EXHAUSTION OF REMEDIES", addressee=None
    )
    opening = (
        f"This statement sets out how {requester(facts)} (“Requester”) stands with regard to the "
        f"remedies at {agency(facts)} on its {the_request(facts)} under the Freedom of Information "
        f"Act, as of {long_date(facts.dated_on)}."
    )
    parts = [
        head(facts, frame),
        opening,
        statement_of_facts(facts),
        _limits(facts, notes),
        counted_out(facts),
        _conclusion(facts, notes),
        signature(facts),
        enclosed(facts),
        schedules(facts, notes),
    ]
    return assembled(facts, parts, notes, addressed=False)


def _limits(facts: AppealFacts, notes: Footnotes) -> str:
    if not facts.points:
        return ""
    return arguments(facts, notes, heading="The Limits That Passed", counted_out=True)


def _conclusion(facts: AppealFacts, notes: Footnotes) -> str:
    noted = facts.exhaustion
    if noted is None:
        unknown = "**[neither a receipt nor a determination is in the ledger: nothing follows]**"
        return f"# Conclusion\n\n{unknown}"
    told = STATES[noted.state]
    if noted.state == "constructive":
        appealed = any(each.of_appeal for each in overdue(facts))
        told = f"{told} {LATE_DECISION if appealed else LATE_ANSWER}"
    counted = {line for each in overdue(facts) for line in each.working}
    rest = [line for line in noted.working if line not in counted]
    lead_in = block("counted", "Lead-in", "What follows from the record:")
    shown = f"{lead_in}\n\n{bulleted(rest)}" if rest else ""
    rests = f"This statement rests on the file as it stood on {long_date(facts.dated_on)}."
    parts = ("# Conclusion", notes.cite(told), shown, last_words(plain(rests)))
    return "\n\n".join(filter(None, parts))
