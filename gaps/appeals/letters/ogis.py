"""The request for mediation to the Office of Government Information Services."""

from gaps.appeals.argument import arguments
from gaps.appeals.authorities_table import AT_LEAST, table_of_authorities
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import Addressee, AppealFacts, Letter
from gaps.appeals.frame import Frame, enclosures, head, signature
from gaps.appeals.letters.parts import assembled, requester, the_request, workings
from gaps.appeals.markdown import plain
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
        f"its help in a dispute with {plain(facts.agency)} (“the agency”) over Requester’s "
        f"{the_request(facts)} under the Freedom of Information Act. The Office offers mediation "
        "between requesters and agencies as an alternative to litigation [foia_h3]."
    )
    frame = Frame(
        office="Office of Government Information Services",
        salutation="Director",
        subject="REQUEST FOR DISPUTE RESOLUTION",
        addressee=OFFICE,
    )
    counted = workings(facts)
    parts = [
        head(facts, frame),
        notes.cite(opening),
        statement_of_facts(facts),
        arguments(facts, notes, heading="What Is in Dispute"),
        f"# How the Days Were Counted\n\n{counted}" if counted else "",
        asked_for(facts, notes, heading="What Would Resolve It"),
        _closing(),
        signature(facts),
        enclosures(facts) if facts.exhibits else "",
    ]
    # A request for help is read by a mediator, not by a court: a table only where it is of use.
    parts.append(table_of_authorities(notes, at_least=AT_LEAST + 1))
    return assembled(facts, parts, notes)


def _closing() -> str:
    return (
        "# Closing\n\n"
        "Requester consents to the Office’s speaking with the agency about this request, and to "
        "the agency’s sharing with the Office what it needs for that **[confirm: a signed consent "
        "may be required]**. Requester understands that mediation extends no time limit, neither "
        "that of an appeal nor that of a suit, and keeps to both."
    )
