"""The letter that asks for attachments and pages missing from a release. It is no appeal."""

from gaps.appeals.argument import arguments, schedules
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import AppealFacts, Letter
from gaps.appeals.frame import Frame, head, last_words, signature
from gaps.appeals.letters.parts import agency, assembled, enclosed, requester, the_request
from gaps.appeals.markdown import long_date
from gaps.appeals.relief import asked_for

EACH = (
    "say of each item that it does not send whether it is withheld, and under which exemption, "
    "was referred, or could not be found"
)

TALK = "Requester is glad to talk by telephone with whoever looks for these items."


def missing_records(facts: AppealFacts) -> Letter:
    """Ask for what the release names and does not hold, item by item, with its page."""
    notes = Footnotes(opened=facts.opened)
    opening = (
        f"{requester(facts)} (“Requester”) has read the records that {agency(facts)} released on "
        f"its {the_request(facts)}. Some items that the release itself names, quotes or counts are "
        "not in it. They may have been left out by oversight. They are listed below, each with "
        "the page that shows it, so that they can be found quickly."
    )
    frame = Frame(
        office="FOIA Officer",
        salutation="FOIA Officer",
        subject="ITEMS MISSING FROM A RELEASE UNDER THE FREEDOM OF INFORMATION ACT",
        addressee=None,
    )
    listed = arguments(facts, notes, heading="What Is Missing", brief=True)
    parts = [
        head(facts, frame),
        opening,
        listed,
        asked_for(facts, notes, heading="What Is Asked", also=(EACH,)),
        _closing(facts, notes),
        signature(facts),
        enclosed(facts),
        schedules(facts, notes),
    ]
    return assembled(facts, parts, notes, tells_the_history=False)


def _closing(facts: AppealFacts, notes: Footnotes) -> str:
    window = facts.window
    runs = (
        f" The period to appeal the determination of {long_date(window.determined_on)} ends, "
        f"counted most cautiously, on {long_date(window.closes_on)}, and Requester means to appeal "
        "by then if these items have not come."
        if window and facts.dated_on <= window.closes_on
        else ""
    )
    text = (
        "This letter is no appeal, and takes the place of none: every right to appeal is reserved "
        f"[foia_a6Ai].{runs}"
    )
    return "\n\n".join(("# Closing", notes.cite(text), last_words(TALK)))
