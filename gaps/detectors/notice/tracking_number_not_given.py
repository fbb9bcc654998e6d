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
from gaps.snapshot_queries.clocks import due_in_words, standing, worked
from gaps.snapshot_queries.letters import stated_anywhere, was_read
from gaps.snapshot_queries.wording import amount
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law
from requests_app.law.deadline import ClockName, ClockState

OPEN = (ClockState.OVERDUE, ClockState.MET, ClockState.MET_LATE)


@detector(
    code="NOT007",
    message="No tracking number was given by {due}",
    severity=Severity.LOW,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A7, law.DHS_5_6B],
    adverse=[law.KHINE],
    facts={"due": "the day from which a request still open has to have a number"},
    letter=LetterText(
        heading="The request was given no tracking number",
        rule=(
            "A request that takes longer than ten days is given a tracking number of its own, and "
            "a telephone line or an internet service by which its status can be learned [foia_a7]. "
            "The regulations of the Department of Homeland Security say the same of ten working "
            "days [dhs_5_6b]."
        ),
        item="The ten days had passed on {due}. No letter of the agency gives a tracking number.",
        limits=(
            "No day is set for the letter that gives the number. What a letter has to hold has "
            "been read with restraint [khine]."
        ),
        relief="give the tracking number, the day of receipt and the day expected for completion.",
    ),
    letters=(LetterKind.APPEAL, LetterKind.FOLLOW_UP, LetterKind.OGIS),
)
def tracking_number_not_given(case: CaseSnapshot) -> Iterator[Finding]:
    """A request that took longer than ten days has no tracking number.

    ## Why it matters
    Without its number a request cannot be followed, and letters about it go astray.

    ## What would cure it
    A letter that gives the number.

    ## When it is not a gap
    A number is recorded, or any letter gives one. The ten days have not passed, or the request was
    determined before they had. A letter of the agency could not be read: the number may stand
    there. Where no letter of the agency is held at all the finding is a lead: one may have come
    and not been recorded.
    """
    if any(kind == "request" for kind, _ in case.foia_request.identifiers):
        return
    letters = [each for each in case.letters if each.direction == "in"]
    if stated_anywhere(case, FactName.REQUEST_NUMBER) or not all(map(was_read, letters)):
        return
    for clock in standing(case, ClockName.TRACKING_NUMBER, *OPEN):
        if clock.due is None or case.as_of <= clock.due.value:
            continue
        yield tracking_number_not_given.finding(
            subject="the tracking number",
            confidence=Confidence.CERTAIN if letters else Confidence.LEAD,
            evidence=[
                *worked(clock, f"The ten days had passed on {due_in_words(clock)}"),
                computed(
                    "Letters of the agency that were read",
                    [f"{amount(len(letters), 'letter')} of the agency on file, none with a number"],
                ),
            ],
            awaits=[Awaited("statement", FactName.REQUEST_NUMBER)],
            due=due_in_words(clock),
        )
