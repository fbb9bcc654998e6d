"""What was asked of the agency, and what its letters say."""

import re
from collections.abc import Iterable, Sequence

from gaps import snapshot
from gaps.snapshot_builder.sources import Sources, pages_of
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.models import LetterFact, Page
from requests_app.selectors.letters import facts_by_letter, letter_numbers

_SEARCH = re.compile(r"\bsearch|\btask(?:ed|ing)?\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:you|your\s+(?:\w+\s+){0,3}(?:letter|request|message|email))(?:\s+(?:have|had|also))?"
    r"\s+(?:ask|request|seek|sought|want|urge|propose|suggest|state|wr[io]te|contend|argue)\w*",
    re.IGNORECASE,
)
_DECLINES = re.compile(
    r"\b(?:declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing)|unable|unwilling)\b"
    r"|\b(?:not|never|no)\b(?:\s+\w+){0,5}\s+(?:search|task)"
    r"|\bsearch(?:es|ed)?\b(?:\s+\w+){0,12}?\s+(?:not|never)\b",
    re.IGNORECASE,
)
_DECLINES_IT = re.compile(
    r"\b(?:declin(?:e|es|ed)|refus(?:e|es|ed)|unable|will\s+not|cannot|did\s+not)\s+(?:to\s+)?"
    r"(?:do\s+(?:so|this|that|it)|(?:this|that)\s+(?:request|search))\b",
    re.IGNORECASE,
)
_SEARCHED = re.compile(r"\b(?:searched|tasked|conducted|performed|completed)\b", re.IGNORECASE)


def custodians_of(sources: Sources) -> dict[int, snapshot.Custodian]:
    people = {
        _folded(name): person.key
        for person in sources.foia_request.people.all()
        for name in (person.name, *person.names)
        if name
    }
    return {
        each.pk: snapshot.Custodian(
            each.name, each.office.path if each.office else None, people.get(_folded(each.name))
        )
        for each in sources.foia_request.custodians.select_related("office")
    }


def _folded(name: str) -> str:
    """A name as its words in one order, so that `Last, First` is `First Last`."""
    words = re.findall(r"\w+", re.sub(r"\(.*?\)", " ", name).casefold())
    return " ".join(sorted(word for word in words if len(word) > 1))


def foia_request_of(
    sources: Sources, custodians: dict[int, snapshot.Custodian]
) -> snapshot.FoiaRequest:
    ours = sources.foia_request
    return snapshot.FoiaRequest(
        ref=ours.ref,
        title=ours.title,
        agency=sources.offices[ours.agency_id],
        requester=ours.requester,
        text=ours.text,
        filed_on=ours.filed_on,
        received_on=ours.received_on,
        records_from=ours.records_from,
        records_to=ours.records_to,
        items=tuple(snapshot.RequestItem(each.number, each.text) for each in ours.items.all()),
        offices=tuple(sources.offices[each.pk] for each in ours.offices.order_by("path")),
        custodians=tuple(
            custodians[each.pk] for each in ours.custodians.all() if each.named_in_request
        ),
        identifiers=tuple((each.kind, each.number) for each in ours.identifiers.all()),
    )


def letters_of(sources: Sources) -> tuple[snapshot.Letter, ...]:
    foia_request = sources.foia_request
    numbers = letter_numbers(foia_request)
    facts = facts_by_letter(foia_request)
    letters = []
    for each in foia_request.correspondence.all():
        pages = pages_of(sources, each.source_file_id)
        letters.append(
            snapshot.Letter(
                kind=each.kind,
                direction=each.direction,  # type: ignore[arg-type]  # a Literal in the column
                dated_on=each.dated_on,
                received_on=each.received_on,
                document=sources.names[each.source_file_id] if each.source_file_id else None,
                pages=tuple(sources.page_ref(page) for page in pages),
                texts=tuple(page.text for page in pages),
                facts=tuple(_fact(sources, fact) for fact in facts[each.pk]),
                # Of a letter that no reading has looked at, silence means nothing.
                readable=bool(each.readable),
                number=numbers[each.pk],
            )
        )
    return tuple(letters)


def _fact(sources: Sources, fact: LetterFact) -> snapshot.LetterFact:
    page = sources.pages_by_id[fact.page_id]
    return snapshot.LetterFact(
        name=FactName(fact.name),
        value=fact.typed_value,
        passage=sources.passage(page, fact.start, fact.end),
        confidence=fact.confidence,  # type: ignore[arg-type]  # a Literal in the column
        confirmed=fact.status == LetterFact.Status.CONFIRMED,
    )


def searches_of(
    sources: Sources, custodians: dict[int, snapshot.Custodian]
) -> tuple[snapshot.Search, ...]:
    searches = []
    for each in sources.foia_request.searches.prefetch_related("custodians"):
        office = sources.offices[each.office_id]
        pages = pages_of(sources, each.source_file_id)
        passage = _naming(sources, pages, (office.name, office.abbreviation), each.status)
        source = passage.page if passage else (sources.page_ref(pages[0]) if pages else None)
        searches.append(
            snapshot.Search(
                office=office,
                status=each.status,
                reason=each.reason,
                custodians=tuple(custodians[one.pk] for one in each.custodians.all()),
                systems=tuple(each.systems),
                terms=tuple(each.terms),
                from_on=each.from_on,
                to_on=each.to_on,
                source=source,
                passage=passage,
            )
        )
    return tuple(searches)


def _naming(
    sources: Sources, pages: Sequence[Page], names: Iterable[str], status: str
) -> snapshot.Passage | None:
    """The sentence of a letter that best shows what the agency says of searching an office."""
    said = sentence_naming([page.text for page in pages], names, status)
    if said is None:
        return None
    number, start, end = said
    return sources.passage(pages[number], start, end)


def sentence_naming(
    texts: Sequence[str], names: Iterable[str], status: str
) -> tuple[int, int, int] | None:
    """The sentence among the texts of a letter's pages that says of an office what is recorded of
    it: the number of its text, and its bounds there. None where nothing names the office.

    Of the sentences that name it: the first whose words fit the status (that declines, or that
    tells of a search made), else the first that speaks of searching, else the first. A letter may
    restate what was asked before it answers, and only the answer proves anything.
    """
    found = [
        (number, *sentence_around(text, named.start(), named.end()))
        for name in dict.fromkeys(name for name in names if name)
        for number, text in enumerate(texts)
        for named in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]
    if not found:
        return None
    number, start, end = max(
        sorted(dict.fromkeys(found)),
        key=lambda each: _fitness(texts[each[0]][each[1] : each[2]], status),
    )
    if status == "refused" and _fitness(texts[number][start:end], status) < 3:
        end = _with_refusal_behind(texts[number], end)
    return number, start, end


def _with_refusal_behind(text: str, end: int) -> int:
    """The end of the next sentence where that declines what this one speaks of ("We decline to do
    so."), else the end of this one."""
    behind = re.search(r"\S", text[end:])
    if behind is None or "\n\n" in text[end : end + behind.start()]:
        return end
    start, last = sentence_around(text, end + behind.start(), end + behind.end())
    return last if start >= end and _DECLINES_IT.search(text[start:last]) else end


def _fitness(sentence: str, status: str) -> int:
    """How well a sentence shows a status: 3 says it, 2 speaks of searching, 1 asks for a search,
    0 says nothing of one."""
    sentence = " ".join(sentence.split())
    if not _SEARCH.search(sentence):
        return 0
    if _ASKED.search(sentence):
        # "You asked us to search X; we decline" does both, and declining counts.
        return 3 if status == "refused" and _DECLINES.search(sentence) else 1
    if status == "refused":
        return 3 if _DECLINES.search(sentence) else 2
    if status == "searched":
        return 3 if _SEARCHED.search(sentence) and not _DECLINES.search(sentence) else 2
    return 2


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around a run of characters, within its paragraph."""
    breaks = re.compile(r"(?<=[.;:!?])\s+(?=[A-Z(])|\n\s*\n")
    ends = [found.start() for found in breaks.finditer(text)]
    starts = [0, *(found.end() for found in breaks.finditer(text))]
    return (
        max(each for each in starts if each <= start),
        min((each for each in ends if each >= end), default=len(text.rstrip())),
    )
