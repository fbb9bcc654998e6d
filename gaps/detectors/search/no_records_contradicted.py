from collections.abc import Iterator

from gaps.contract import (
    Confidence,
    Finding,
    LetterText,
    Severity,
    computed,
    detector,
    quoted,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.evidence import standing_on
from gaps.snapshot_queries.taking_part import messages_with, offices_without_records
from gaps.snapshot_queries.wording import amount, named
from requests_app.law import authorities as law

MESSAGES_SHOWN = 5


@detector(
    code="SCH008",
    message="{office} reported no records; it stands in the header of {messages}",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.MORLEY, law.VALENCIA_LUCENA, law.CAMPBELL],
    adverse=[law.ITURRALDE, law.SAFECARD],
    facts={
        "office": "the office, by name and abbreviation",
        "path": "its path from the department down",
        "number": "produced messages in whose header it stands",
        "messages": "the same in words",
    },
    letter=LetterText(
        heading="{office} reported no records, and the records show it taking part",
        rule=(
            "An agency must make a search reasonably calculated to uncover all relevant documents "
            "[morley]. A search is inadequate where the record shows positive indications of "
            "material that was overlooked [valencia_lucena], and the leads that emerge from the "
            "agency's own records have to be followed [campbell]."
        ),
        item=(
            "The agency reports that {office} has no responsive records. In the records released "
            "{office} stands among the senders or recipients of {messages} of the period asked for."
        ),
        limits=(
            "That one document was not found does not show a search to be inadequate, which is "
            "judged by its methods [iturralde], and speculation does not rebut what an agency says "
            "of its search [safecard]. The office may not have kept its copies. The messages named "
            "here were produced as responsive, and they show the office on their face."
        ),
        relief=(
            "search {office} again, say which custodians, systems and terms were used there, and "
            "explain what became of its copies of the messages named."
        ),
    ),
)
def no_records_contradicted(case: CaseSnapshot) -> Iterator[Finding]:
    """An office reported that it has no records, and released messages show it taking part.

    ## Why it matters
    An office that sent or received the released messages had responsive records at least once. That
    it found none says more of its search than of its files.

    ## What would cure it
    A second search of the office with its result, or the reason why its copies are gone.

    ## When it is not a gap
    The messages lie outside the period asked for, or a message has no date and the request sets a
    period. The office is only spoken of, in the text of a message. Another search of it, or of one
    above it, is said to have been made. The agency as a whole reported no records. The words of
    the letter were read with doubt, or fit more than one office. One message alone is probable: it
    need not have been kept.
    """
    for report in offices_without_records(case):
        office = report.office
        found = messages_with(case, office)
        if not found:
            continue
        shown = found[:MESSAGES_SHOWN]
        yield no_records_contradicted.finding(
            subject=f"the records of {office.full_name}",
            discriminator=office.path,
            confidence=Confidence.CERTAIN if len(found) > 1 else Confidence.PROBABLE,
            evidence=[
                *report.told_by,
                *[quoted(passage) for _, passage in shown if passage],
                *standing_on([each for each, passage in shown if not passage], "shows the office"),
                computed(
                    f"Messages in whose header {office.full_name} stands",
                    [*(named(each) for each, _ in shown), f"in all: {len(found)}"],
                ),
            ],
            office=office.full_name,
            path=office.path,
            number=len(found),
            messages=amount(len(found), "message"),
        )
