"""The letter to the FOIA office when an answer is overdue. It asks, and keeps all rights."""

from gaps.appeals.argument import arguments, schedules
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import AppealFacts, Letter
from gaps.appeals.frame import Frame, head, last_words, signature
from gaps.appeals.letters.parts import (
    agency,
    assembled,
    counted_out,
    enclosed,
    overdue,
    requester,
    the_request,
)
from gaps.appeals.narrative import statement_of_facts
from gaps.appeals.relief import asked_for

STATUS = (
    "say on which day it received the request and by which day it expects to complete it [foia_a7]"
)
STATUS_OF_APPEAL = (
    "say on which day it received the appeal and by which day it expects to decide it"
)
PRESERVATION = "preserve every record within the request while it is pending"
PRESERVATION_ON_APPEAL = "preserve every record within the request while the appeal is pending"


def follow_up(facts: AppealFacts) -> Letter:
    """Ask for what is overdue, point by point, with the days counted out."""
    notes = Footnotes(opened=facts.opened)
    appealed = any(each.of_appeal for each in overdue(facts))
    status = STATUS_OF_APPEAL if appealed else STATUS
    preserve = PRESERVATION_ON_APPEAL if appealed else PRESERVATION
    preserve += " [dhs_5_9]" if facts.within_dhs else ""
    parts = [
        head(facts, _frame(facts, appealed=appealed)),
        _opening(facts, appealed=appealed),
        statement_of_facts(facts, heading="What Has Happened"),
        arguments(facts, notes, heading=_heading(facts), brief=True, counted_out=True),
        counted_out(facts),
        asked_for(facts, notes, heading="What Is Asked", also=(status, preserve)),
        _closing(facts, notes),
        signature(facts),
        enclosed(facts),
        schedules(facts, notes),
    ]
    verified = appealed and facts.addressee is not None and facts.addressee.verified
    return assembled(facts, parts, notes, addressed=not verified)


def _frame(facts: AppealFacts, *, appealed: bool) -> Frame:
    """An appeal that waits lies with another office than a request does."""
    if appealed:
        return Frame(
            office="FOIA Appeals Officer",
            salutation="Appeals Officer",
            subject="OVERDUE DECISION ON A FREEDOM OF INFORMATION ACT APPEAL",
            addressee=facts.addressee,
        )
    late = "OVERDUE ANSWER TO" if overdue(facts) else "TIME TO ANSWER"
    return Frame(
        office="FOIA Officer",
        salutation="FOIA Officer",
        subject=f"{late} A FREEDOM OF INFORMATION ACT REQUEST",
        addressee=None,
    )


def _heading(facts: AppealFacts) -> str:
    return "What Is Overdue" if overdue(facts) else "What Bears on the Time to Answer"


def _opening(facts: AppealFacts, *, appealed: bool) -> str:
    what = "the appeal on the " if appealed else "the "
    about = (
        f"This letter concerns {what}{the_request(facts)} that {requester(facts)} (“Requester”) "
        f"made to {agency(facts)} under the Freedom of Information Act."
    )
    if not overdue(facts):
        return f"{about} It sets out what bears on the time to answer it, and asks for an answer."
    return (
        f"{about} The time that the Act allows has passed. What is overdue is set out below, with "
        "the count of the days, and an answer is asked for."
    )


def _closing(facts: AppealFacts, notes: Footnotes) -> str:
    willing = (
        "Requester would rather have the records than a dispute, and is willing to talk about the "
        "order in which they are released."
    )
    exhausted = facts.exhaustion is not None and facts.exhaustion.state == "constructive"
    court = (
        "It keeps every right that the passing of the time gives it, among them that of going to "
        "court as long as no answer has come [foia_a6Ci]."
        if exhausted
        else "It keeps every right that the Act gives it."
    )
    kept = "Nothing in this letter narrows the request, agrees to another time, or waives anything."
    return "\n\n".join(("# Closing", notes.cite(f"{willing} {court}"), last_words(kept)))
