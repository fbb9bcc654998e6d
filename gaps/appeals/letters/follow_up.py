"""The letter to the FOIA office when an answer is overdue. It asks, and keeps all rights."""

from gaps.appeals.argument import arguments
from gaps.appeals.citations import Footnotes, applicable
from gaps.appeals.contract import AppealFacts, Letter
from gaps.appeals.frame import Frame, enclosures, head, signature
from gaps.appeals.letters.parts import assembled, requester, the_request, workings
from gaps.appeals.narrative import statement_of_facts
from gaps.appeals.relief import asked_for

STATUS = (
    "say on which day it received the request and by which day it expects to complete it [foia_a7]"
)
PRESERVATION = "preserve every record within the request while it is pending"


def follow_up(facts: AppealFacts) -> Letter:
    """Ask for what is overdue, point by point, with the days counted out."""
    notes = Footnotes(opened=facts.opened)
    preserve = PRESERVATION + (" [dhs_5_9]" if facts.within_dhs else "")
    opening = (
        f"{requester(facts)} (“Requester”) writes about its {the_request(facts)} under the Freedom "
        "of Information Act. The time that the Act allows has passed. This letter says what is "
        "overdue and how the days were counted, and asks for an answer."
    )
    frame = Frame(
        office="FOIA Officer",
        salutation="FOIA Officer",
        subject="FREEDOM OF INFORMATION ACT REQUEST: ANSWER OVERDUE",
        addressee=None,
    )
    parts = [
        head(facts, frame),
        opening,
        statement_of_facts(facts),
        arguments(facts, notes, heading="What Is Overdue"),
        _counted(facts),
        asked_for(facts, notes, heading="What Is Asked", also=(STATUS, preserve)),
        _closing(facts, notes),
        signature(facts),
        enclosures(facts) if facts.exhibits else "",
    ]
    return assembled(facts, parts, notes)


def _counted(facts: AppealFacts) -> str:
    lines = workings(facts)
    return f"# How the Days Were Counted\n\n{lines}" if lines else ""


def _closing(facts: AppealFacts, notes: Footnotes) -> str:
    text = (
        "Requester would rather have the records than a dispute, and is willing to talk about the "
        "order in which they are released. It keeps every right that the passing of the time gives "
        "it, among them the right to go to court without an appeal [foia_a6Ci]. Nothing in this "
        "letter narrows the request, agrees to another time or answers a question that was not "
        "asked."
    )
    return f"# Closing\n\n{notes.cite(applicable(text, within_dhs=facts.within_dhs))}"
