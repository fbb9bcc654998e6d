from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Finding,
    LetterText,
    Severity,
    computed,
    detector,
    quoted,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.evidence import in_request_letter, says_so
from gaps.snapshot_queries.offices import unsearched_offices
from gaps.snapshot_queries.searches import carried_out, described
from gaps.snapshot_queries.wording import listed
from requests_app.law import authorities as law


@detector(
    code="SCH001",
    message="No search of {office} was made or recorded; {ground}",
    severity=Severity.HIGH,
    stage=stable(since="0.1"),
    authorities=[law.MORLEY, law.OGLESBY_SEARCH, law.CAMPBELL, law.VALENCIA_LUCENA, law.WALLICK],
    adverse=[law.DHS_5_4C, law.ITURRALDE],
    facts={
        "office": "the office, by name and abbreviation",
        "path": "its path from the department down",
        "basis": "request, where the request names it; records, where the records lead to it",
        "ground": "the same in words",
        "status": "what the agency says of it: refused, unknown, or not_mentioned",
        "said": "the same in words",
        "searched": "the offices that the agency says it searched",
        "shown": "how the released records show the office, in words; empty where they do not",
        "mentions": "places in the released records that name it or show it taking part",
    },
    letter=LetterText(
        heading="{office} was not searched",
        rule=(
            "An agency must make a search reasonably calculated to uncover all relevant documents "
            "[morley]. It may not confine the search to one place where others are likely to hold "
            "responsive records [oglesby_search], and it has to follow the leads that its own "
            "records give it [campbell]. A likely repository that was not consulted shows a search "
            "to be inadequate [valencia_lucena]; the bare assertion that no other place is likely "
            "does not answer that [wallick]."
        ),
        item=(
            "As to {office}, {ground}. By the agency's own account it searched {searched}; {said}. "
            "{shown}"
        ),
        limits=(
            "Within the Department of Homeland Security a component need not forward a request to "
            "other components that the request does not list [dhs_5_4c]; why this one had "
            "to be searched is said above. Adequacy is judged by the methods of a search and not "
            "by its fruits [iturralde]; this point concerns the method."
        ),
        relief=(
            "search {office} for records responsive to the request, say which custodians, systems "
            "and terms were used there, and produce what is found, or explain, from what that "
            "office does, why it is not likely to hold any."
        ),
    ),
)
def requested_component_not_searched(case: CaseSnapshot) -> Iterator[Finding]:
    """An office that the request names, or to which the released records lead, was not searched.

    ## Why it matters
    One office that was never asked can hold most of what the request is about. Whether the search
    was adequate turns on the places that were likely to hold records.

    ## What would cure it
    A search of the office, with its result, or a reason why it is not likely to hold records.

    ## When it is not a gap
    The agency has not answered yet, or its letters describe no search at all. The office was
    searched, or one above it (other than the agency as a whole). The office was referred to for its
    own answer. An office that only the records lead to belongs to another component: a component of
    the Department of Homeland Security need not forward a request to others that it does not list.
    Where the records alone lead to it the finding is probable at most, and a lead for one mention.
    """
    searches = [described(each) for each in case.searches]
    for gap in unsearched_offices(case):
        office = gap.office
        words = (office.name, office.abbreviation, *office.aliases) if gap.requested else ()
        yield requested_component_not_searched.finding(
            subject=f"a search of {office.full_name}",
            discriminator=office.path,
            confidence=gap.confidence,
            evidence=[
                *(says_so(gap.search, f"speaks of {office.full_name}") if gap.search else []),
                *in_request_letter(case, words),
                *[quoted(each.passage) for each in gap.cited],
                computed(f"The searches described, {office.path} not among those made", searches),
            ],
            awaits=[Awaited("search", office.path)],
            office=office.full_name,
            path=office.path,
            basis="request" if gap.requested else "records",
            ground=gap.ground,
            status=gap.search.status if gap.search else "not_mentioned",
            said=gap.said,
            searched=listed(dict.fromkeys(each.office.full_name for each in carried_out(case)))
            or "no office",
            shown=gap.shown,
            mentions=len(gap.mentions),
        )
