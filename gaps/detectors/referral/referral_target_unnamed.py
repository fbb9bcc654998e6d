from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Finding,
    LetterText,
    Severity,
    computed,
    detector,
    on_page,
    quoted,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.referrals import is_consultation, names_a_target, unnamed_referrals
from gaps.snapshot_queries.wording import cite, day_in_words, quotable
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law

SHEETS_SHOWN = 3


@detector(
    code="REF002",
    message="The letter of {letter_of} sends records to another agency and does not say which",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[law.MCGEHEE, law.DHS_5_4DF],
    adverse=[law.KHINE],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page that tells of the referral",
        "said": "the words of the letter",
        "sheets": "sheets in the release that mark a referral",
    },
    letter=LetterText(
        heading="The letter of {letter_of} does not name the agency that received the records",
        rule=(
            "Whether a referral is proper depends on its effect on the requester's access to the "
            "records [mcgehee], and a requester who does not know who holds them can ask nobody. "
            "The regulations of the Department of Homeland Security require notice of a referral "
            "that includes the name of the agency or component that received it, unless that "
            "would harm an interest that an exemption protects [dhs_5_4df]."
        ),
        item="The letter of {letter_of} says: “{said}” It does not name the agency meant.",
        limits=(
            "The name may be kept back where to give it would itself harm a protected interest; "
            "where that is the reason, the agency can say so. To state that pages were referred "
            "has been held enough for a determination [khine]; this point asks only to whom."
        ),
        relief=(
            "name each agency or component to which it sent records for referral or consultation, "
            "with the date and the number of pages, or say that the name itself is exempt."
        ),
    ),
)
def referral_target_unnamed(case: CaseSnapshot) -> Iterator[Finding]:
    """Records were referred or sent for consultation, and the letter does not name the agency.

    ## Why it matters
    A requester who is not told where the records are can neither follow up nor appeal there.

    ## What would cure it
    A letter that names the agency, or says that its name is itself exempt.

    ## When it is not a gap
    This letter or a later one names the agency, or a sheet in the release does; a doubtful reading
    counts. The sentence was read with doubt. Pages of the letter could not be read. Where it tells
    of a consultation only, of which notice is not required, the finding is a lead.
    """
    sheets = [each for each in case.withheld_sheets if each.referred]
    if any(each.passage and names_a_target(each.passage.quote) for each in sheets):
        return
    for letter, passage in unnamed_referrals(case):
        day = day_in_words(letter.dated_on)
        yield referral_target_unnamed.finding(
            subject=f"the agency that received records, by the letter of {day}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=Confidence.LEAD if is_consultation(passage.quote) else Confidence.CERTAIN,
            evidence=[
                quoted(passage),
                *[
                    on_page(each.page, "marks pages as referred and names no agency")
                    for each in sheets[:SHEETS_SHOWN]
                ],
                computed(
                    f"The letter of {day} and those that followed were read for the agency",
                    [
                        "agencies named for this referral: none",
                        f"sheets in the release that mark a referral: {len(sheets)}",
                    ],
                ),
            ],
            awaits=[Awaited("statement", FactName.REFERRED_TO)],
            letter_of=day,
            stands_on=cite(passage.page),
            said=quotable(passage.quote),
            sheets=len(sheets),
        )
