"""What a search finds, kind by kind, each with the words around it and the page that shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from requests_app.lib.search_query import Query, marks, words_written
from requests_app.lib.search_snippet import Piece, pieces_of, snippet
from requests_app.models import (
    Correspondence,
    FoiaRequest,
    Message,
    Page,
    SearchEntry,
    Stamp,
)
from requests_app.selectors.documents import names_of
from requests_app.selectors.open_text import open_texts
from requests_app.selectors.search_entries import Within, entries_found
from requests_app.selectors.search_texts import MessageText, Passage, message_texts, request_text

Kind = SearchEntry.Kind
COUNTED = 100
"""What is found is counted so far: beyond it there are `more`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. `words` are those to be marked on the page that shows it; of a message,
    `title` is its subject as far as it is open, `sent_at` its printed moment."""

    kind: str
    foia_request: FoiaRequest
    title: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    words: str
    on: date | None = None
    sent_at: datetime | None = None
    people: str = ""
    inferred: bool = False
    source_file_id: int | None = None
    page_number: int | None = None
    document: str = ""
    bates: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind: the first `hits`, how many there are (`more`: more than that),
    and behind which entry the next ones stand; 0 where there are none."""

    kind: str
    hits: tuple[Hit, ...]
    number: int
    more: bool
    after: int


@dataclass(frozen=True, slots=True)
class _Chosen:
    kind: str
    entries: tuple[SearchEntry, ...]
    number: int
    more: bool
    after: int


def found_by(query: Query, within: Within, *, shown: int, after: int = 0) -> list[Found]:
    """What fits the query, of the kind named in `within` or of every kind, `shown` of each.

    The number of queries does not grow with what is found.
    """
    kinds = [within.kind] if within.kind else Kind.values
    ids = {
        kind: entries_found(query, replace(within, kind=kind), limit=COUNTED + 1, after=after)
        for kind in kinds
    }
    every = [pk for those in ids.values() for pk in those]
    entries = SearchEntry.objects.defer("words").in_bulk(every)
    chosen = [_choose(kind, [entries[pk] for pk in ids[kind]], shown) for kind in kinds]
    hits = _hits(query, [entry for each in chosen for entry in each.entries])
    return [
        Found(
            each.kind,
            tuple(hits[entry.pk] for entry in each.entries if entry.pk in hits),
            each.number,
            each.more,
            each.after,
        )
        for each in chosen
    ]


def _choose(kind: str, entries: Sequence[SearchEntry], shown: int) -> _Chosen:
    """The first entries, one of each thing: a long text has several."""
    first: dict[tuple[int | None, ...], SearchEntry] = {}
    before, after = 0, 0
    for entry in entries:
        thing = (entry.page_id, entry.message_id, entry.foia_request_id)
        if thing not in first and len(first) == shown:
            after = before
        first.setdefault(thing, entry)
        before = entry.pk
    things = tuple(first.values())
    more = len(entries) > COUNTED
    return _Chosen(kind, things[:shown], min(len(things), COUNTED), more, after)


def _hits(query: Query, entries: Sequence[SearchEntry]) -> dict[int, Hit]:
    """What the entries lead to, by their ids; without those whose words have been closed since."""
    requests = FoiaRequest.objects.select_related("agency").prefetch_related("identifiers", "items")
    known = requests.in_bulk({each.foia_request_id for each in entries})
    pages = [each for each in entries if each.page_id]
    messages = [each for each in entries if each.message_id]
    found = {
        **_of_requests(query, [each for each in entries if each.kind == Kind.REQUEST], known),
        **_of_pages(query, pages, known),
        **_of_messages(query, messages, known),
    }
    names = names_of({each.source_file_id for each in found.values() if each.source_file_id})
    return {
        pk: replace(hit, document=names.get(hit.source_file_id or 0, ""))
        for pk, hit in found.items()
    }


def _of_requests(
    query: Query, entries: Iterable[SearchEntry], known: Mapping[int, FoiaRequest]
) -> dict[int, Hit]:
    found = {}
    for entry in entries:
        foia_request = known[entry.foia_request_id]
        # What it asks for, rather than its title once more.
        text = "\n".join([*(each.text for each in foia_request.items.all()), foia_request.text])
        if not marks(query, text):
            text = request_text(foia_request)
        found[entry.pk] = Hit(
            kind=entry.kind,
            foia_request=foia_request,
            title=pieces_of(foia_request.title, marks(query, foia_request.title)),
            pieces=snippet(text, marks(query, text)),
            words=words_written(query),
            on=foia_request.filed_on,
        )
    return found


def _of_pages(
    query: Query, entries: Sequence[SearchEntry], known: Mapping[int, FoiaRequest]
) -> dict[int, Hit]:
    ids = [each.page_id for each in entries if each.page_id]
    texts, bates = open_texts(ids), _bates(ids)
    pages = Page.objects.only("source_file_id", "index").in_bulk(ids)
    files = {each.source_file_id for each in pages.values()}
    letters: dict[int, Correspondence] = {}
    for letter in Correspondence.objects.filter(source_file__in=files).order_by("-pk"):
        letters[letter.source_file_id or 0] = letter
    found = {}
    for entry in entries:
        page = pages[entry.page_id or 0]
        text = texts[page.pk]
        spans = marks(query, text)
        if not spans:
            continue
        sent = letters.get(page.source_file_id) if entry.kind == Kind.LETTER else None
        found[entry.pk] = Hit(
            kind=entry.kind,
            foia_request=known[entry.foia_request_id],
            title=(Piece(sent.get_kind_display()),) if sent else (),
            pieces=snippet(text, spans),
            words=words_written(query),
            on=entry.on,
            source_file_id=page.source_file_id,
            page_number=page.index + 1,
            bates=bates.get(page.pk, ""),
        )
    return found


def _of_messages(
    query: Query, entries: Sequence[SearchEntry], known: Mapping[int, FoiaRequest]
) -> dict[int, Hit]:
    messages = Message.objects.in_bulk([each.message_id for each in entries if each.message_id])
    texts = message_texts(messages.values())
    found: dict[int, Hit] = {}
    places: dict[int, int] = {}
    for entry in entries:
        message = messages[entry.message_id or 0]
        text = texts[message.pk]
        passage = _passage(query, text)
        if passage is None:
            continue
        places[entry.pk] = passage.page_id
        found[entry.pk] = Hit(
            kind=entry.kind,
            foia_request=known[entry.foia_request_id],
            title=pieces_of(text.subject, marks(query, text.subject)),
            pieces=snippet(passage.text, marks(query, passage.text)),
            # Its words may stand on several pages.
            words=words_written(query, any_of=True),
            sent_at=message.sent_at,
            people=_people(text),
            inferred=message.state == Message.State.INFERRED,
            source_file_id=passage.source_file_id,
            page_number=passage.index + 1,
        )
    bates = _bates(places.values())
    return {pk: replace(hit, bates=bates.get(places[pk], "")) for pk, hit in found.items()}


def _passage(query: Query, text: MessageText) -> Passage | None:
    """The first passage of the message in which anything that is wanted stands."""
    passages = (passage for copy in text.copies for passage in copy)
    return next((each for each in passages if marks(query, each.text)), None)


def _people(text: MessageText) -> str:
    others = len(text.recipients) - 1
    more = f" and {others} other{'s' if others > 1 else ''}" if others > 0 else ""
    to = f"{text.recipients[0]}{more}" if text.recipients else "recipients not shown"
    return f"{text.sender or 'sender not shown'} to {to}"


def _bates(pages: Iterable[int]) -> dict[int, str]:
    """The Bates numbers of some pages by their ids."""
    rows = Stamp.objects.filter(page__in=list(pages)).order_by("-pk")
    return dict(rows.values_list("page_id", "raw"))
