from collections.abc import Iterator

from gaps.contract import Confidence, Finding, LetterText, Severity, computed, detector, stable
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.evidence import in_request_letter, says_so, standing_on
from gaps.snapshot_queries.terms import NarrowTerms, narrow_terms
from gaps.snapshot_queries.wording import amount, listed, named
from requests_app.law import authorities as law

MESSAGES_SHOWN = 5


@detector(
    code="SCH004",
    message="The search terms of {place} are too narrow: {ground}",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[law.MORLEY, law.LACEDRA, law.IDP_V_ICE, law.CREW_V_GSA],
    adverse=[law.COFFEY, law.ITURRALDE],
    facts={
        "place": "the office searched, or the letter where it names none",
        "terms": "the terms that the agency names",
        "omitted": "words that the request quotes or names and no term covers",
        "missed": "produced messages that could be read whole and hold none of the terms",
        "ground": "the same in words",
    },
    letter=LetterText(
        heading="The search terms were too narrow",
        rule=(
            "A search must be reasonably calculated to uncover all relevant documents [morley], "
            "and a request is to be read liberally, not down to a part of what was asked "
            "[lacedra]. ICE was held to a liberal reading of a term of the request [idp_v_ice]. A "
            "search that missed known responsive messages was inadequate where the agency misread "
            "the request and so used the wrong terms [crew_v_gsa]."
        ),
        item="For {place} the agency names these terms: {terms}. As to these, {ground}.",
        limits=(
            "A requester has no right to dictate the terms of a search, and the omission of one "
            "term that was proposed has been upheld [coffey]. Adequacy is judged by the methods of "
            "a search and not by its fruits [iturralde]. This point names only words of the "
            "request itself and messages that the agency produced as responsive."
        ),
        relief=(
            "search again with terms that cover the words of the request and the records named, "
            "or say why these terms were thought to be enough."
        ),
    ),
)
def search_terms_too_narrow(case: CaseSnapshot) -> Iterator[Finding]:
    """The terms of a search omit words that the request uses, or would not have found messages that
    were produced.

    ## Why it matters
    What holds none of the terms was never seen by anyone who might have found it responsive.

    ## What would cure it
    A search with wider terms, or a letter that names further terms that were used.

    ## When it is not a gap
    The agency names no term. A term covers the word: it is part of it or contains it, also beside
    an operator or with a wildcard. A letter names the term, read with doubt or for
    another office. The request leaves the word out, defines it, cites a title, or means an office
    or a custodian. Of a message, an attachment, a closed passage or a page without text may hold
    the term, and so may another message of its thread. Fewer than three messages hold no term.
    """
    for gap in narrow_terms(case):
        place = gap.search.office.full_name if gap.search else "the search told of in its letter"
        ground = _ground(gap)
        yield search_terms_too_narrow.finding(
            subject=f"a search of {place} with wider terms" if gap.search else "wider search terms",
            discriminator=gap.place,
            confidence=Confidence.PROBABLE,
            evidence=[
                *(says_so(gap.search, "names the terms") if gap.search else []),
                *in_request_letter(case, gap.omitted),
                *standing_on(gap.missed[:MESSAGES_SHOWN], "holds none of the terms"),
                computed(
                    f"The terms of {place} against the request and the records",
                    [
                        f"terms: {listed(gap.terms)}",
                        f"words of the request that none covers: {listed(gap.omitted) or 'none'}",
                        f"produced messages that hold none: {len(gap.missed)}",
                        *(named(each) for each in gap.missed[:MESSAGES_SHOWN]),
                    ],
                ),
            ],
            place=place,
            terms=listed(f"“{each}”" for each in gap.terms),
            omitted=list(gap.omitted),
            missed=len(gap.missed),
            ground=ground,
        )


def _ground(gap: NarrowTerms) -> str:
    said = []
    if gap.omitted:
        words = listed(f"“{each}”" for each in gap.omitted)
        said.append(f"none covers {words}, which the request uses")
    if gap.missed:
        said.append(f"{amount(len(gap.missed), 'produced message')} hold none of them")
    return " and ".join(said)
