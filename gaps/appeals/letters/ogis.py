"""The request for mediation to the Office of Government Information Services."""

from gaps.appeals.argument import arguments, schedules
from gaps.appeals.authorities_table import AT_LEAST, table_of_authorities
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import Addressee, AppealFacts, Letter
from gaps.appeals.frame import Frame, head, last_words, signature
from gaps.appeals.letters.parts import (
    agency,
    assembled,
    counted_out,
    enclosed,
    requester,
    the_request,
)
from gaps.appeals.narrative import statement_of_facts
from gaps.appeals.relief import asked_for

OFFICE = Addressee(
    name="National Archives and Records Administration",
    address="8601 Adelphi Road\nCollege Park, MD 20740-6001",
    verified=False,
    note="The address is from general knowledge.",
)


def ogis(facts: AppealFacts) -> Letter:
    """Ask for help in a dispute: who, what has happened, what is in dispute, what would end it."""
    notes = Footnotes(opened=facts.opened)
    opening = (
        f"{requester(facts)} (“Requester”) asks the Office of Government Information Services for "
        f"its help in a dispute with {agency(facts)} over Requester’s {the_request(facts)} under "
        "the Freedom of Information Act."
    )
    offered = (
        "The Office offers mediation between requesters and agencies as an alternative to "
        "litigation [foia_h3]."
    )
    frame = Frame(
        office="Office of Government Information Services",
        salutation="Director",
        subject="REQUEST FOR DISPUTE RESOLUTION",
        addressee=OFFICE,
    )
    parts = [
        head(facts, frame),
        f"{opening} {notes.cite(offered)}",
        statement_of_facts(facts, heading="What Has Happened"),
        arguments(facts, notes, heading="What Is in Dispute", counted_out=True),
        counted_out(facts),
        asked_for(facts, notes, heading="What Would Resolve It"),
        _closing(),
        signature(facts),
        enclosed(facts),
    ]
    # A request for help is read by a mediator, not by a court: a table only where it is of use.
    # The schedules cite too, and stand behind the table: it can be made when all is cited.
    last = schedules(facts, notes)
    parts += [table_of_authorities(notes, at_least=AT_LEAST + 1), last]
    return assembled(facts, parts, notes)


def _closing() -> str:
    text = (
        "Requester consents to the Office’s speaking with the agency about this request, and to "
        "the agency’s sharing with the Office what it needs for that **[confirm: a signed consent "
        "may be required]**. Requester understands that mediation extends no time limit, neither "
        "that of an appeal nor that of a suit."
    )
    return f"# Closing\n\n{last_words(text)}"
