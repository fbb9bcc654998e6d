from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Finding,
    LetterKind,
    LetterText,
    Severity,
    computed,
    dated,
    detector,
    quoted,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.afterwards import (
    PATIENCE,
    days_received,
    decides,
    deliveries_after,
    letters_after,
    promises,
)
from gaps.snapshot_queries.letters import days_since
from gaps.snapshot_queries.wording import amount, day_in_words, quotable
from requests_app.law import authorities as law


@detector(
    code="PRD004",
    message="By the letter of {letter_of} more was to follow; nothing has come in {waited}",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A3A, law.CREW_V_FEC],
    adverse=[law.FOIA_A6D],
    facts={
        "letter_of": "the day on the letter that promises",
        "promised": "the words of the promise",
        "days": "calendar days from the letter to the day of the analysis",
        "waited": "the same in words",
        "as_of": "the day of the analysis",
    },
    letter=LetterText(
        heading="What was to follow the letter of {letter_of} has not come",
        rule=(
            "Records that are asked for have to be made available promptly [foia_a3A]. A promise "
            "to produce later is not a determination of the request [crew_v_fec]."
        ),
        item=(
            "The letter of {letter_of} says: “{promised}” By {as_of}, which is {waited} later, no "
            "further release and no final letter had been received."
        ),
        limits=(
            "Agencies may work requests in several tracks [foia_a6D], and the statute sets no day "
            "for a release that is made in parts. This point asks for the release, or for its date."
        ),
        relief=(
            "release what was to follow its letter of {letter_of}, or give the day by which it "
            "will."
        ),
    ),
    letters=(LetterKind.APPEAL, LetterKind.OGIS, LetterKind.MISSING_RECORDS),
)
def promised_release_not_received(case: CaseSnapshot) -> Iterator[Finding]:
    """A letter promises further records, and none have come.

    ## Why it matters
    The agency itself says that there is more. A request is easily taken to be answered by the part
    that came first.

    ## What would cure it
    A further release, or a letter that says nothing more will come.

    ## When it is not a gap
    A later delivery came, of whatever size, or one whose day is not known. A later letter decides
    the request. Not more than a month has passed. The words of the promise were read with doubt.
    Where a later letter of the agency could not be read, the finding is a lead.
    """
    for letter, promise in promises(case):
        if letter.dated_on is None or promise.passage is None:
            continue
        day = max(letter.dated_on, *days_received(case, letter))
        waited = days_since(day, case.as_of)
        later = letters_after(case, letter, letter.dated_on)
        if waited <= PATIENCE or deliveries_after(case, letter, day) or any(map(decides, later)):
            continue
        unread = [each for each in later if not each.readable]
        yield promised_release_not_received.finding(
            subject=f"the release promised on {day_in_words(letter.dated_on)}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=Confidence.LEAD if unread else Confidence.CERTAIN,
            evidence=[
                quoted(promise.passage),
                dated("promises further records", letter.dated_on, promise.passage.page),
                computed(
                    "What came after the letter",
                    [
                        f"deliveries after {day_in_words(day)}: none",
                        f"final letters after {day_in_words(letter.dated_on)}: none",
                        f"until {day_in_words(case.as_of)}: {amount(waited, 'day')}",
                    ],
                ),
            ],
            awaits=[Awaited("release", day.isoformat())],
            letter_of=day_in_words(letter.dated_on),
            promised=quotable(promise.passage.quote),
            days=waited,
            waited=amount(waited, "day"),
            as_of=day_in_words(case.as_of),
        )
        return
