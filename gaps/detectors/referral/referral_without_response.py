from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Finding,
    LetterKind,
    LetterText,
    Severity,
    computed,
    detector,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.afterwards import PATIENCE, deliveries_after
from gaps.snapshot_queries.letters import days_since
from gaps.snapshot_queries.referrals import letters_naming, pages_sent, referred_to, told_of
from gaps.snapshot_queries.wording import amount, day_in_words
from requests_app.law import authorities as law


@detector(
    code="REF001",
    message="Records were referred to {agency} on {letter_of}; nothing has come in {waited}",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.MCGEHEE, law.HALL_V_CIA, law.DHS_5_4DF],
    adverse=[law.KHINE],
    facts={
        "agency": "the agency to which records were sent, as the letter names it",
        "letter_of": "the day on the letter that tells of it",
        "pages": "pages referred, in words, where the letter counts them",
        "days": "calendar days from the letter to the day of the analysis",
        "waited": "the same in words",
        "as_of": "the day of the analysis",
    },
    letter=LetterText(
        heading="No response from the recipient of a referral: {agency}",
        rule=(
            "A referral is judged by what it does: where its net effect is to increase "
            "significantly the wait for records, or to impair access to them, it can be an "
            "improper withholding [mcgehee]. An agency that referred records had to take "
            "affirmative steps about them [hall_v_cia]. Under the regulations of the Department "
            "of Homeland Security a component that refers records documents the referral, keeps a "
            "copy and tells the requester where they went [dhs_5_4df]."
        ),
        item=(
            "By its letter of {letter_of} the agency sent {pages} elsewhere for consultation or "
            "for a direct response. The recipient that it names is this: {agency}. By {as_of}, "
            "which is {waited} later, no letter on them and no further release had been received."
        ),
        limits=(
            "To state that pages were referred, with their number, has been held enough for a "
            "determination [khine]. This point concerns what followed, not the letter."
        ),
        relief=(
            "state, as to {agency}, when the records were sent there and how many, ask for their "
            "return or for a response by a date certain, and otherwise process the copies kept."
        ),
    ),
    letters=(LetterKind.APPEAL, LetterKind.OGIS, LetterKind.MISSING_RECORDS),
)
def referral_without_response(case: CaseSnapshot) -> Iterator[Finding]:
    """Records were referred, or sent for consultation, and nothing has come back.

    ## Why it matters
    Between two agencies a record is easily lost: the one has passed it on, and the other has no
    request under a number that the requester knows.

    ## What would cure it
    A letter or a release of the other agency, or of this one on the records referred.

    ## When it is not a gap
    A later delivery came: it may hold the records. A later letter names the agency, or could not be
    read. Not more than a month has passed. The name of the agency was read with doubt, or no agency
    is named, which is referral_target_unnamed. What was passed on is the request itself.
    """
    for letter, fact in referred_to(case):
        agency, day = str(fact.value), letter.dated_on
        waited = days_since(day, case.as_of)
        if day is None or waited <= PATIENCE or deliveries_after(case, letter, day):
            continue
        if letters_naming(case, letter, agency, day):
            continue
        working = [
            f"letters that name {agency}: none",
            "deliveries of records: none",
            f"until {day_in_words(case.as_of)}: {amount(waited, 'day')}",
        ]
        yield referral_without_response.finding(
            subject=f"a response from {agency}",
            discriminator=agency.casefold(),
            confidence=Confidence.CERTAIN,
            evidence=[
                *told_of(letter, fact),
                computed(f"What came after {day_in_words(day)}", working),
            ],
            awaits=[Awaited("release", day.isoformat())],
            agency=agency,
            letter_of=day_in_words(day),
            pages=pages_sent(letter),
            days=waited,
            waited=amount(waited, "day"),
            as_of=day_in_words(case.as_of),
        )
