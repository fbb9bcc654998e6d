from collections import defaultdict
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
from gaps.snapshot import CaseSnapshot, Search
from gaps.snapshot_queries.evidence import says_so
from gaps.snapshot_queries.refusals import (
    letter_of,
    question_left_unanswered,
    reason_given,
    reason_may_follow,
)
from gaps.snapshot_queries.searches import described, page_of, search_that_covers
from gaps.snapshot_queries.wording import cite, day_in_words
from requests_app.law import authorities as law


@detector(
    code="SCH002",
    message="The agency declined to search {office} and gave no reason",
    severity=Severity.HIGH,
    stage=stable(since="0.1"),
    authorities=[law.FOIA_A6AI, law.DHS_5_6E, law.DHS_5_3B, law.TRUITT, law.DHS_5_6D],
    adverse=[law.DHS_5_3C],
    facts={
        "office": "the office, by name and abbreviation",
        "path": "its path from the department down",
        "said_on": "the page on which the agency declined",
        "letter_of": "the day of that letter",
    },
    letter=LetterText(
        heading="The refusal to search {office} states no reason",
        rule=(
            "With its determination an agency has to give the reasons for it [foia_a6Ai]. Under "
            "the regulations of the Department of Homeland Security a denial has to state its "
            "reasons [dhs_5_6e]. To say only that records were not reasonably described would not "
            "excuse a refusal to search a file that is likely to hold them [truitt]. Under those "
            "regulations a component that finds a description insufficient should say what more it "
            "needs or why [dhs_5_3b]. A request found not reasonably described is an adverse "
            "determination there [dhs_5_6d]."
        ),
        item=(
            "On {letter_of} the agency declined to search {office}. Its answer gives no reason for "
            "that."
        ),
        limits=(
            "Under the same regulations a component may close a request where its question for "
            "clarification stays unanswered [dhs_5_3c]; the refusal does not rest on that."
        ),
        relief=(
            "withdraw its refusal to search {office} or, if the refusal stands, state the reasons "
            "for it in full."
        ),
    ),
)
def search_refused_without_reason(case: CaseSnapshot) -> Iterator[Finding]:
    """The agency declined to search an office and did not say why.

    ## Why it matters
    A refusal is an adverse determination. Without its reason the requester cannot answer it, and
    the agency has not shown that the office was unlikely to hold records.

    ## What would cure it
    A search of the office, or a letter that states the reason.

    ## When it is not a gap
    The letter gives a reason, good or bad, in the words that refuse. Where the next sentence
    may be the reason, a lead is given. Another letter gave it, or the office was searched later. A
    question of the agency that the requester left unanswered is the reason.
    """
    refusals: defaultdict[str, list[Search]] = defaultdict(list)
    for search in case.searches:
        if search.status == "refused":
            refusals[search.office.path].append(search)
    for path, searches in refusals.items():
        if search_that_covers(case, path) or any(reason_given(each) for each in searches):
            continue
        search = searches[0]
        office, page = search.office.full_name, page_of(search)
        letter = letter_of(case, search)
        unclear = reason_may_follow(letter, search) or question_left_unanswered(case)
        proven = Confidence.CERTAIN if page else Confidence.PROBABLE
        yield search_refused_without_reason.finding(
            subject=f"the reason for not searching {office}",
            discriminator=path,
            confidence=Confidence.LEAD if unclear else proven,
            evidence=[
                *says_so(search, f"declines to search {office}"),
                computed(
                    "What is recorded of the office", [*map(described, searches), "reason: none"]
                ),
            ],
            awaits=[Awaited("reason", path)],
            office=office,
            path=path,
            said_on=cite(page),
            letter_of=day_in_words(letter.dated_on if letter else None),
        )
