"""The statement that remedies at the agency are exhausted, for the file and for a complaint."""

from gaps.appeals.argument import arguments
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import AppealFacts, ExhaustionNoted, Letter
from gaps.appeals.frame import Frame, enclosures, head, signature
from gaps.appeals.letters.parts import assembled, requester, the_request, workings
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
        "No time limit has passed without its act, and no appeal has been decided [foia_a6Ci]. "
        "**[Remedies are not exhausted. This statement cannot be used as it stands.]**"
    ),
}


def exhaustion(facts: AppealFacts) -> Letter:
    """Set out what was due, when, and what follows for a suit."""
    notes = Footnotes(opened=facts.opened)
    frame = Frame(
        office="", salutation="", subject="STATEMENT OF EXHAUSTION OF REMEDIES", addressee=None
    )
    opening = (
        f"This statement sets out how {requester(facts)} (“Requester”) stands with regard to the "
        f"remedies at {plain(facts.agency)} (“the agency”) on its {the_request(facts)} under the "
        f"Freedom of Information Act, as of {long_date(facts.dated_on)}."
    )
    parts = [
        head(facts, frame),
        opening,
        statement_of_facts(facts),
        arguments(facts, notes, heading="The Limits That Passed") if facts.points else "",
        f"# How the Days Were Counted\n\n{workings(facts)}" if workings(facts) else "",
        _conclusion(facts.exhaustion, notes),
        signature(facts),
        enclosures(facts) if facts.exhibits else "",
    ]
    return assembled(facts, parts, notes, addressed=False)


def _conclusion(noted: ExhaustionNoted | None, notes: Footnotes) -> str:
    if noted is None:
        unknown = "**[neither a receipt nor a determination is in the ledger: nothing follows]**"
        return f"# Conclusion\n\n{unknown}"
    rows = "\n".join(f"- {plain(each)}" for each in noted.working)
    later = (
        "Should the agency answer before a suit is filed, the answer has to be appealed, and this "
        "statement no longer holds [oglesby_exhaustion]."
        if noted.state == "constructive"
        else ""
    )
    told = notes.cite(" ".join(filter(None, (STATES[noted.state], later))))
    return f"# Conclusion\n\n{told}\n\nThe working:\n\n{rows}"
