from collections.abc import Iterator

from gaps.contract import Finding, LetterText, Severity, computed, detector, stable
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.evidence import standing_on
from gaps.snapshot_queries.periods import CutShort, cut_short
from gaps.snapshot_queries.wording import amount, day_in_words
from requests_app.law import authorities as law

MESSAGES_SHOWN = 5


@detector(
    code="SCH005",
    message="For {place} {bound} is {used}; the request asks for records {asked}",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.MORLEY, law.PUBLIC_CITIZEN_STATE, law.MCGEHEE, law.DHS_5_4A],
    adverse=[law.ITURRALDE],
    facts={
        "place": "the search, by its office or by the letter that tells of it",
        "bound": "which end is meant: the first day or the last day",
        "used": "the day that was used",
        "asked": "the day asked for, in words",
        "days": "days left out, where both are known",
        "left_out": "messages in the records that were sent in the part left out",
        "shown": "the same as a sentence; empty where there are none",
    },
    letter=LetterText(
        heading="The search did not cover the period of the request",
        rule=(
            "A search must be reasonably calculated to uncover all relevant documents [morley]. A "
            "cut-off date is judged by whether it is reasonable [mcgehee]; one at the date of the "
            "request was held unreasonable where the burden claimed for a later one was not "
            "substantiated [public_citizen_state]. Under the regulations of the Department of "
            "Homeland Security a component ordinarily includes the records in its possession on "
            "the day its search begins, and tells the requester where it uses another date "
            "[dhs_5_4a]."
        ),
        item=(
            "The request asks for records {asked}. For {place} {bound} is {used}, by the agency's "
            "own account. {shown}"
        ),
        limits=(
            "An agency may set a reasonable cut-off, and adequacy is judged by the methods of a "
            "search and not by its fruits [iturralde]. No objection is made here to a cut-off on "
            "the day on which the search began."
        ),
        relief=(
            "search again for records {asked}, or say why the search was confined to a shorter "
            "period."
        ),
    ),
)
def date_range_cut_short(case: CaseSnapshot) -> Iterator[Finding]:
    """The search began later, or ended earlier, than the period that the request asks for.

    ## Why it matters
    What lies outside the days searched was not looked for at all, whatever terms were used.

    ## What would cure it
    A search of the days left out, or a reason for leaving them out.

    ## When it is not a gap
    A cut-off on or after the day on which the agency received the request: it may be the day on
    which the search began, which is the ordinary cut-off of 6 C.F.R. § 5.4(a). One search of the
    office states no day, or another search of it, or a later letter, covers the rest. The days
    searched are more than those asked for. Where one day is missing, or the day of receipt is not
    known, or the request sets no last day, the finding is a lead.
    """
    for gap in cut_short(case):
        inside = [each for each in case.messages if gap.leaves_out(each)]
        asked = _asked(gap)
        days = abs((gap.used - gap.asked).days) if gap.asked else None
        yield date_range_cut_short.finding(
            subject=f"records {asked}, left out of {gap.place}",
            discriminator=f"{gap.identity} {gap.end}",
            confidence=gap.confidence,
            evidence=[
                *gap.told_by[:2],
                computed(
                    f"The period of {gap.place}",
                    [
                        f"asked for: records {asked}",
                        f"{_BOUNDS[gap.end]} used: {day_in_words(gap.used)}",
                        f"left out: {amount(days, 'day') if days else 'not known'}",
                    ],
                ),
                *standing_on(inside[:MESSAGES_SHOWN], "was sent in the part left out"),
            ],
            place=gap.place,
            bound=_BOUNDS[gap.end],
            used=day_in_words(gap.used),
            asked=asked,
            days=days,
            left_out=len(inside),
            shown=_shown(len(inside)),
        )


_BOUNDS = {"first": "the first day", "last": "the last day"}


def _asked(gap: CutShort) -> str:
    if gap.asked is None:
        return "without a last day"
    return f"{'from' if gap.end == 'first' else 'through'} {day_in_words(gap.asked)}"


def _shown(number: int) -> str:
    if not number:
        return ""
    return f"The records themselves hold {amount(number, 'message')} sent in the part left out."
