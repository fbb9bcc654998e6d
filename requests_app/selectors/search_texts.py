"""The texts that the search looks through, as the person may see them; nothing that is closed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from requests_app.lib.search_words import folded_words, stands_in
from requests_app.models import FoiaRequest, Message, Occurrence, Page, Participation
from requests_app.selectors.open_text import open_texts


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands of a message on one page; `index` is that of the page in its file."""

    source_file_id: int
    page_id: int
    index: int
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a message names them, as far as that is open."""

    name: str
    address: str

    def __str__(self) -> str:
        return self.name or self.address


@dataclass(frozen=True, slots=True)
class MessageText:
    """A message as its copies show it, the best copy first.

    Of `subject`, `sender` and `recipients` there is nothing that lies under a closed place in
    every copy, whatever the file still holds.
    """

    copies: tuple[tuple[Passage, ...], ...] = ()
    subject: str = ""
    sender: Named | None = None
    recipients: tuple[Named, ...] = ()

    @property
    def people(self) -> tuple[Named, ...]:
        """The sender and the recipients."""
        return (*((self.sender,) if self.sender else ()), *self.recipients)


def message_texts(messages: Iterable[Message]) -> dict[int, MessageText]:
    """The texts of some messages by their ids, in at most six queries."""
    rows = {each.pk: each for each in messages}
    copies = _copies(rows)
    people: dict[int, list[Participation]] = defaultdict(list)
    slots = Participation.objects.filter(message__in=rows, redacted=False)
    for slot in slots.order_by("message_id", "role", "position"):
        people[slot.message_id].append(slot)
    return {pk: _message_text(row, copies[pk], people[pk]) for pk, row in rows.items()}


def request_text(foia_request: FoiaRequest) -> str:
    """What the request says of itself: its numbers, its title, its parts and its words. Its
    identifiers and items are to be fetched with it."""
    numbers = [each.number for each in foia_request.identifiers.all()]
    parts = [each.text for each in foia_request.items.all()]
    lines = (foia_request.ref, foia_request.title, *numbers, *parts, foia_request.text)
    return "\n".join(dict.fromkeys(each for each in lines if each))


def _copies(messages: Mapping[int, Message]) -> dict[int, list[tuple[Passage, ...]]]:
    rows = sorted(
        Occurrence.objects.filter(message__in=messages).defer("header", "body"),
        key=lambda each: (each.role != Occurrence.Role.TOP, each.source_file_id, each.ordinal),
    )
    places = {(row.source_file_id, index) for row in rows for index, _, _ in _spans(row)}
    files = {source_file for source_file, _ in places}
    indexes = {index for _, index in places}
    known = Page.objects.filter(source_file__in=files, index__in=indexes)
    page_ids = {
        (source_file, index): pk
        for pk, source_file, index in known.values_list("pk", "source_file_id", "index")
        if (source_file, index) in places
    }
    texts = open_texts(page_ids.values())
    found: dict[int, list[tuple[Passage, ...]]] = defaultdict(list)
    for row in rows:
        found[row.message_id or 0].append(tuple(_passages(row, page_ids, texts)))
    return found


def _spans(row: Occurrence) -> Sequence[tuple[int, int, int]]:
    return sorted(map(tuple, (*row.header_spans, *row.body_spans)))


def _passages(
    row: Occurrence, page_ids: Mapping[tuple[int, int], int], texts: Mapping[int, str]
) -> Iterable[Passage]:
    """The stretches of a copy, page by page."""
    by_page: dict[int, list[str]] = {}
    for index, start, end in _spans(row):
        page = page_ids.get((row.source_file_id, index))
        if page is not None:
            by_page.setdefault(index, []).append(texts[page][start:end])
    for index, stretches in by_page.items():
        page = page_ids[row.source_file_id, index]
        yield Passage(row.source_file_id, page, index, "\n".join(stretches))


def _message_text(
    message: Message, copies: Sequence[tuple[Passage, ...]], people: Sequence[Participation]
) -> MessageText:
    words = [folded_words("\n".join(each.text for each in copy)) for copy in copies]

    def seen(text: str) -> bool:
        sought = folded_words(text)
        return any(stands_in(sought, each) for each in words)

    named = [
        (slot.role, Named(*(each if seen(each) else "" for each in (slot.name, slot.address))))
        for slot in people
    ]
    subject = message.subject or ""
    return MessageText(
        copies=tuple(each for each in copies if each),
        subject=subject if seen(subject) else "",
        sender=next((each for role, each in named if role == "from" and str(each)), None),
        recipients=tuple(each for role, each in named if role != "from" and str(each)),
    )
