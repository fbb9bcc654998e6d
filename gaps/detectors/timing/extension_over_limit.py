from collections.abc import Iterator

from gaps.contract import (
    Confidence,
    Finding,
    LetterKind,
    LetterText,
    Severity,
    computed,
    detector,
    on_page,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.extensions import days_noticed, extension_noticed, letter_of_notice
from gaps.snapshot_queries.letters import said
from gaps.snapshot_queries.wording import day_in_words, listed
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law
from requests_app.law.extension import Defect
from requests_app.law.parameters import parameter

PARTS = {
    FactName.OFFERS_TO_NARROW: Defect.NO_OFFER,
    FactName.LIAISON: Defect.NO_LIAISON,
    FactName.OGIS: Defect.NO_OGIS,
}


@detector(
    code="TIM003",
    message="The notice of {noticed} takes {days} working days; ten is the limit without an offer",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6B, law.DHS_5_5C],
    adverse=[law.KHINE],
    facts={
        "noticed": "the day of the notice",
        "days": "the working days that it takes",
        "lacks": "what the notice lacks for more than ten, in words",
    },
    letter=LetterText(
        heading="The extension of {noticed} is longer than the law allows",
        rule=(
            "No notice of unusual circumstances may extend the time by more than ten working days "
            "unless the agency offers the requester to limit the scope of the request or to agree "
            "on another time, makes its FOIA Public Liaison available and tells of the Office of "
            "Government Information Services [foia_a6B]. The regulations of the Department of "
            "Homeland Security say the same [dhs_5_5c]."
        ),
        item=(
            "The notice of {noticed} takes {days} working days, and does not do what that "
            "requires: {lacks}."
        ),
        limits=(
            "What a letter of the agency has to hold at this stage has been read with restraint "
            "[khine]; the parts of this notice are listed in the statute."
        ),
        relief="treat its letter of {noticed} as extending the period by ten working days at most.",
    ),
    letters=(LetterKind.APPEAL, LetterKind.FOLLOW_UP, LetterKind.OGIS),
)
def extension_over_limit(case: CaseSnapshot) -> Iterator[Finding]:
    """A notice takes more than ten working days without what the law asks for that.

    ## Why it matters
    Beyond ten days the extension holds only with an offer that lets the requester choose.

    ## What would cure it
    The offer, with the liaison and the mediation service, before the ten days end.

    ## When it is not a gap
    The notice takes ten working days or fewer, or no number that is known. It makes the offer and
    names the liaison and OGIS. Its letter was not read: an entry of the ledger that does not say
    more proves no silence.
    """
    extension = extension_noticed(case)
    noticed_on = extension.value.noticed_on if extension else None
    letter = letter_of_notice(case, noticed_on) if noticed_on else None
    if extension is None or noticed_on is None or letter is None:
        return
    limit = parameter("extension_limit").on(noticed_on).value
    days = days_noticed(extension.value, letter)
    lacks = [defect.text for name, defect in PARTS.items() if not letter.stated(name)]
    if days is None or days <= limit or not lacks:
        return
    yield extension_over_limit.finding(
        subject=f"the offer that an extension of {days} working days requires",
        discriminator=f"notice of {noticed_on}",
        confidence=Confidence.CERTAIN,
        evidence=[
            on_page(letter.pages[0], "is the notice"),
            *said(list(letter.stated(FactName.EXTENDED_BY_DAYS))),
            computed("The notice of unusual circumstances", [*extension.working, *lacks]),
        ],
        noticed=day_in_words(noticed_on),
        days=days,
        lacks=listed(lacks),
    )
