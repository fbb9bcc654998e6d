"""What was asked of the agency, and what its letters say."""

import re
from collections.abc import Iterable, Sequence

from gaps import snapshot
from gaps.snapshot_builder.sources import Sources, pages_of
from requests_app.models import Page


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
    letters = []
    for each in sources.foia_request.correspondence.all():
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
            )
        )
    return tuple(letters)


def searches_of(
    sources: Sources, custodians: dict[int, snapshot.Custodian]
) -> tuple[snapshot.Search, ...]:
    searches = []
    for each in sources.foia_request.searches.prefetch_related("custodians"):
        office = sources.offices[each.office_id]
        pages = pages_of(sources, each.source_file_id)
        passage = _naming(sources, pages, (office.name, office.abbreviation))
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
    sources: Sources, pages: Sequence[Page], names: Iterable[str]
) -> snapshot.Passage | None:
    """The first sentence of a letter that names an office and speaks of searching it, else the
    first that names it."""
    candidates: list[tuple[bool, Page, int, int]] = []
    for name in names:
        for page in pages:
            for found in re.finditer(rf"\b{re.escape(name)}\b", page.text):
                start, end = sentence_around(page.text, found.start(), found.end())
                speaks = re.search(r"\bsearch", page.text[start:end], re.IGNORECASE) is not None
                candidates.append((speaks, page, start, end))
        if any(speaks for speaks, *_ in candidates):
            break
    if not candidates:
        return None
    _, page, start, end = max(candidates, key=lambda each: each[0])
    return sources.passage(page, start, end)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around a run of characters, within its paragraph."""
    breaks = re.compile(r"(?<=[.;:!?])\s+(?=[A-Z(])|\n\s*\n")
    ends = [found.start() for found in breaks.finditer(text)]
    starts = [0, *(found.end() for found in breaks.finditer(text))]
    return (
        max(each for each in starts if each <= start),
        min((each for each in ends if each >= end), default=len(text.rstrip())),
    )
