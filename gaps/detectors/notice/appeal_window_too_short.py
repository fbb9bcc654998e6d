from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Finding,
    LetterText,
    Severity,
    computed,
    detector,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.letters import (
    adverse_determinations,
    letter_facts_of,
    notice_of_2016_applies,
    said,
)
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law
from requests_app.law.parameters import parameter


@detector(
    code="NOT003",
    message="The letter of {letter_of} gives {days} days to appeal; the law gives at least {floor}",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6AI, law.DHS_5_8A],
    adverse=[law.HIDALGO],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page on which the letter begins",
        "days": "the days that the letter gives to appeal",
        "floor": "the days that the statute gives at the least",
    },
    letter=LetterText(
        heading="The determination of {letter_of} gives too short a period to appeal",
        rule=(
            "The period to appeal an adverse determination is set by the head of the agency and "
            "may not be shorter than ninety days after its date [foia_a6Ai]. At the Department of "
            "Homeland Security it is ninety working days [dhs_5_8a]."
        ),
        item=(
            "The letter of {letter_of} gives {days} days to appeal. The statute gives no fewer "
            "than {floor}."
        ),
        limits=(
            "Requester keeps to the shorter period where it can, since a requester is held to the "
            "appeal [hidalgo], and reserves the longer one."
        ),
        relief=(
            "treat an appeal of that letter as timely, and state the lawful period of at least "
            "{floor} days in every further determination."
        ),
    ),
)
def appeal_window_too_short(case: CaseSnapshot) -> Iterator[Finding]:
    """An adverse determination gives fewer days to appeal than the statute allows.

    ## Why it matters
    A requester who believes the letter may give up an appeal that is still open.

    ## What would cure it
    A letter that gives the lawful period.

    ## When it is not a gap
    The letter gives ninety days or more, of whatever kind, or no number. The request was made on
    or before 30 June 2016, when agencies could set shorter periods. The letter denies nothing, as
    one that gives a period for something else. A number that was read with doubt is a lead.
    """
    for letter, _ in adverse_determinations(case):
        stated = letter.stated(FactName.APPEAL_WITHIN_DAYS)
        if not stated or letter.dated_on is None or not notice_of_2016_applies(case, letter):
            continue
        longest = max(stated, key=lambda fact: int(str(fact.value)))
        floor = parameter("appeal_window_floor").on(letter.dated_on)
        days = int(str(longest.value))
        if days >= floor.value:
            continue
        yield appeal_window_too_short.finding(
            subject=f"the period to appeal in the letter of {letter_facts_of(letter)['letter_of']}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=Confidence.LEAD if longest.confidence == "lead" else Confidence.CERTAIN,
            evidence=[
                *said([longest]),
                computed(
                    "The period", [f"stated: {days} days", f"required: {floor}, {floor.title}"]
                ),
            ],
            awaits=[Awaited("statement", f"{FactName.APPEAL_WITHIN_DAYS}={floor.value}")],
            days=days,
            floor=floor.value,
            **letter_facts_of(letter),
        )
