from collections.abc import Iterator

from gaps.contract import (
    Confidence,
    Evidence,
    Finding,
    LetterKind,
    LetterText,
    Severity,
    computed,
    detector,
    on_page,
    stable,
)
from gaps.snapshot import CaseSnapshot, Letter
from gaps.snapshot_queries.extensions import extension_noticed, letter_of_notice
from gaps.snapshot_queries.wording import day_in_words, listed
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law
from requests_app.law.extension import Defect, Extension
from requests_app.law.trace import Answer


@detector(
    code="TIM002",
    message="The extension of {noticed} was taken without the notice that the law requires",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6B, law.DHS_5_5C],
    adverse=[law.KHINE],
    facts={
        "noticed": "the day of the notice",
        "lacks": "what the notice lacks, in words",
    },
    letter=LetterText(
        heading="The extension of {noticed} does not rest on a proper notice",
        rule=(
            "The time to determine a request may be extended in unusual circumstances only, by "
            "written notice that sets out which of the three circumstances of the statute apply "
            "and the day on which a determination is expected [foia_a6B]. At the Department of "
            "Homeland Security the notice is sent before the twenty days end [dhs_5_5c]."
        ),
        item="The notice of {noticed} does not do what the law requires: {lacks}.",
        limits=(
            "What a letter of the agency has to hold at this stage has been read with restraint "
            "[khine]; the parts of this notice are listed in the statute."
        ),
        relief="treat the period to determine the request as not extended on {noticed}.",
    ),
    letters=(LetterKind.APPEAL, LetterKind.FOLLOW_UP, LetterKind.OGIS),
)
def extension_without_notice(case: CaseSnapshot) -> Iterator[Finding]:
    """An extension was taken late, or by a notice without its circumstances or its day.

    ## Why it matters
    Without a proper notice the twenty days stand, and a later determination is late.

    ## What would cure it
    Nothing: a notice cannot be sent after the period. A proper notice in time is no gap.

    ## When it is not a gap
    The notice was sent before the last day and states a circumstance and a day. On the last day
    itself the matter is open, and nothing is found. What the letter says is taken from the letter:
    where it was not read, only its day can prove anything, and an entry of the ledger that does
    not say more proves no silence.
    """
    extension = extension_noticed(case)
    if extension is None or extension.value.noticed_on is None:
        return
    letter = letter_of_notice(case, extension.value.noticed_on)
    defects = [each for each in extension.value.defects if _proven(each, letter)]
    if not defects:
        return
    yield extension_without_notice.finding(
        subject=f"a proper notice for the extension of {day_in_words(extension.value.noticed_on)}",
        discriminator=f"notice of {extension.value.noticed_on}",
        confidence=Confidence.CERTAIN,
        evidence=_evidence(extension, letter),
        noticed=day_in_words(extension.value.noticed_on),
        lacks=listed(each.text for each in defects),
    )


def _proven(defect: Defect, letter: Letter | None) -> bool:
    if defect is Defect.TOO_LATE:
        return True
    if letter is None:
        return False
    if defect is Defect.NO_CIRCUMSTANCE:
        return not letter.stated(FactName.UNUSUAL_CIRCUMSTANCE)
    dated = (FactName.EXTENDED_UNTIL, FactName.EXTENDED_BY_DAYS)
    return defect is Defect.NO_DATE and not any(letter.stated(each) for each in dated)


def _evidence(extension: Answer[Extension], letter: Letter | None) -> list[Evidence]:
    page = [on_page(letter.pages[0], "is the notice")] if letter else []
    return [*page, computed("The notice of unusual circumstances", extension.working)]
