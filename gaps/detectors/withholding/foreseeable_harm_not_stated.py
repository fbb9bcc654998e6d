from collections.abc import Iterator

from gaps.contract import Awaited, Confidence, Finding, LetterText, Severity, detector, stable
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.letters import (
    determinations,
    letter_facts_of,
    notice_of_2016_applies,
    said,
    silence_of,
    stated_by_agency,
)
from gaps.snapshot_queries.withholding import exemptions_claimed, neither_confirms_nor_denies
from gaps.snapshot_queries.wording import listed
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law

NO_HARM_NEEDED = "(b)(3)"
"""What another statute closes is outside the harm standard: 5 U.S.C. § 552(a)(8)(B)."""


@detector(
    code="WTH005",
    message="The letter of {letter_of} claims {exemptions} and speaks of no harm from disclosure",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A8A, law.RCFP_V_FBI, law.LEOPOLD_94, law.OIP_FORESEEABLE_HARM],
    adverse=[law.MACHADO, law.KHINE],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page on which the letter begins",
        "exemptions": "the exemptions claimed to which the harm standard applies",
    },
    letter=LetterText(
        heading="The determination of {letter_of} does not address foreseeable harm",
        rule=(
            "Information may be withheld only where the agency reasonably foresees that its "
            "disclosure would harm an interest that an exemption protects, or where the law "
            "prohibits the disclosure [foia_a8A]. That an exemption covers the information does "
            "not decide this second question [leopold_94]. What has to be shown is why disclosure "
            "of this information would do harm, and generic formulations do not show it "
            "[rcfp_v_fbi]. The Department of Justice advises agencies to acknowledge in their "
            "response letters that they considered foreseeable harm [oip_foreseeable_harm]."
        ),
        item=(
            "The letter of {letter_of} claims {exemptions}. It says nothing of harm that would "
            "follow from disclosure."
        ),
        limits=(
            "No statute requires the letter to explain the harm record by record. Totals with a "
            "list of exemptions have been held enough for a determination [khine], and a showing "
            "of harm was found sufficient in court for legal advice [machado]. This point asks "
            "that the question be considered on appeal. Information that another statute closes "
            "under Exemption 3 is outside the standard, and this point leaves it aside."
        ),
        relief=(
            "consider for each withholding under {exemptions} whether disclosure would harm the "
            "interest protected, say what that harm is, and release what would do none."
        ),
    ),
)
def foreseeable_harm_not_stated(case: CaseSnapshot) -> Iterator[Finding]:
    """A determination claims exemptions and says nothing of harm from disclosure.

    ## Why it matters
    Since June 30, 2016 an exemption alone does not close a record: the agency has to foresee harm.
    A letter that is silent gives no sign that the question was asked.

    ## What would cure it
    A letter that says which harm is foreseen, or the release of what would do none.

    ## When it is not a gap
    This letter or a later one speaks of harm, even in general words; a doubtful reading counts.
    Only Exemption 3 is claimed. The request was made before the standard became law. The letter
    could not be read, or will neither confirm nor deny that records exist. No statute requires the
    letter to state the harm, and the paragraph says so: what is asked is that the standard be
    applied.
    """
    for letter in determinations(case):
        claimed = [
            each
            for each in exemptions_claimed(letter)
            if not str(each.value).startswith(NO_HARM_NEEDED)
        ]
        if not claimed or neither_confirms_nor_denies(letter):
            continue
        if not notice_of_2016_applies(case, letter):
            continue
        if stated_by_agency(case, letter, FactName.HARM_STATED):
            continue
        day = letter_facts_of(letter)["letter_of"]
        yield foreseeable_harm_not_stated.finding(
            subject=f"the harm foreseen from disclosure in the letter of {day}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=Confidence.CERTAIN,
            evidence=[*said(claimed, 6), *silence_of(letter, "harm from disclosure")],
            awaits=[Awaited("statement", FactName.HARM_STATED)],
            exemptions=listed(str(each.value) for each in claimed),
            **letter_facts_of(letter),
        )
