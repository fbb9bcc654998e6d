from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Finding,
    LetterText,
    Severity,
    computed,
    detector,
    looked_for,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.evidence import in_request_letter
from gaps.snapshot_queries.items import UnansweredItem, unanswered_items
from gaps.snapshot_queries.letters import letter_facts_of, said
from gaps.snapshot_queries.wording import listed, quotable, shortened
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law


@detector(
    code="SCH007",
    message="Item {number} of the request is not answered; the letters speak of {answered}",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6AI, law.CREW_V_FEC, law.LACEDRA, law.DHS_5_6D, law.DHS_5_8A],
    adverse=[law.KHINE],
    facts={
        "number": "the number of the item in the request",
        "asked": "its words, shortened",
        "answered": "the items that the letters speak of",
        "letter_of": "the day of the last determination",
        "stands_on": "the page on which that letter begins",
        "shown": "what the records hold of its own words, as a sentence; empty where it has none",
    },
    letter=LetterText(
        heading="A part of the request was not answered",
        rule=(
            "The agency has to determine whether to comply with the request that was made "
            "[foia_a6Ai], and a determination has at the least to indicate the scope of what will "
            "be produced [crew_v_fec]. A request may not be read down to a part of what was asked "
            "[lacedra]. Under the regulations of the Department of Homeland Security an answer "
            "that records do not exist or cannot be located is itself an adverse determination "
            "[dhs_5_6d]. An incomplete response can be appealed there [dhs_5_8a]."
        ),
        item=(
            "Item {number} of the request asks for this: “{asked}” The agency answers the request "
            "item by item and speaks of {answered}. It says nothing of item {number}. {shown}"
        ),
        limits=(
            "Silence may mean that no records were found, and totals with a list of exemptions "
            "have been held enough for a determination [khine]. This point asks for an express "
            "statement on the item."
        ),
        relief=(
            "search for the records of item {number} of the request and produce them, or state "
            "expressly that none were found and where they were looked for."
        ),
    ),
)
def requested_item_unanswered(case: CaseSnapshot) -> Iterator[Finding]:
    """The agency answers the request item by item, and leaves a numbered part of it out.

    ## Why it matters
    A part that nobody speaks of was perhaps never searched for, and it is easily lost when the
    request is closed.

    ## What would cure it
    Records of that part, or a letter that says none were found.

    ## When it is not a gap
    The letters answer the request as a whole and number no item: then silence on one means nothing.
    A letter reports no records, will neither confirm nor deny, closes the request or denies all of
    it, which answers each item. The item is spoken of anywhere, read with doubt included. A letter
    could not be read. A word that only this item quotes or names stands on a released page. Where
    the item has no such word of its own the finding is probable.
    """
    looked_in = case.looked_through
    for gap in unanswered_items(case):
        number, answered = gap.item.number, gap.items_spoken_of
        working = [
            f"items of the request: {len(case.foia_request.items)}",
            f"spoken of in letters of the agency: {answered}",
        ]
        yield requested_item_unanswered.finding(
            subject=f"an answer to item {number} of the request",
            discriminator=f"item {number}",
            confidence=gap.confidence,
            evidence=[
                *in_request_letter(case, [*gap.words, shortened(gap.item.text)]),
                *said(list(gap.answered)),
                *[looked_for(f"“{word}” of item {number}", in_=looked_in) for word in gap.words],
                computed(f"Item {number} against the letters", working),
            ],
            awaits=[Awaited("statement", f"{FactName.ITEM_ANSWERED}={number}")],
            number=number,
            asked=quotable(shortened(gap.item.text)),
            answered=answered,
            shown=_shown(gap),
            **letter_facts_of(gap.letter),
        )


def _shown(gap: UnansweredItem) -> str:
    if not gap.words:
        return ""
    words = listed(f"“{each}”" for each in gap.words)
    return f"No released page that was read holds {words}, which only this item names."
