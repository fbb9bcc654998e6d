"""Keeping what the search finds: written in bulk by whoever writes what is found.

Pages are entered in the transaction that writes them, messages in the one that assembles them.
Entries that would be the same are left alone, so that doing it twice changes nothing.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, QuerySet

from requests_app.bulk import bulk_write
from requests_app.lib.search_places import (
    day_words,
    field_words,
    file_word,
    kind_word,
    request_word,
)
from requests_app.lib.search_query import FIELDS
from requests_app.lib.search_words import CLOSED, folded_words
from requests_app.models import (
    Correspondence,
    FoiaRequest,
    Message,
    Occurrence,
    Page,
    Participation,
    SearchEntry,
)
from requests_app.selectors.open_text import open_texts
from requests_app.selectors.search_texts import MessageText, message_texts, request_text

VERSION = "1"
"""Of how entries are made; where it changes, they have to be made anew."""
FILES_AT_ONCE, PAGES_AT_ONCE, MESSAGES_AT_ONCE = 500, 500, 1_000
WORDS_A_PART, TIMES_A_PART = 15_000, 250
"""PostgreSQL counts no further than 16,383 words in a row and 255 places of one word."""
WORDS_OF_FIELDS = 2_000
"""Words of subject and people that can be asked for by their field; all are in the text, too."""

Progress = Callable[[str, int, int], None]
Kind = SearchEntry.Kind


def pages_index(*, source_file_ids: Sequence[int]) -> None:
    """Enter the pages of these files that are not entered yet."""
    rows = Page.objects.filter(source_file__in=source_file_ids, searchentry=None)
    waiting = rows.order_by("source_file_id", "index").values_list(
        "pk", "source_file_id", "source_file__foia_request_id", "source_file__production_id"
    )
    days = _letter_days(source_file_ids)
    for some in _slices(list(waiting), PAGES_AT_ONCE):
        texts = open_texts(pk for pk, *_ in some)
        entries: list[SearchEntry] = []
        for pk, source_file, foia_request, production in some:
            kind = Kind.LETTER if production is None else Kind.PAGE
            on = days.get(source_file)
            head = [*_context(kind, foia_request, on), file_word(source_file), CLOSED]
            entries += _entries(
                head,
                folded_words(texts[pk]),
                foia_request_id=foia_request,
                kind=kind,
                page_id=pk,
                on=on,
                made_of=VERSION,
            )
        bulk_write(entries)


def messages_index(*, foia_request: FoiaRequest) -> None:
    """Bring the entries of the request's messages up to what the messages are now."""
    standing = Occurrence.objects.filter(message=OuterRef("pk"))
    with transaction.atomic():
        _wait_turn(foia_request)
        ours = foia_request.search_entries.filter(kind=Kind.MESSAGE)
        held = dict(ours.values_list("message_id", "made_of"))
        # A message that is only named somewhere has no words.
        messages = foia_request.messages.filter(Exists(standing)).order_by("number", "pk")
        ids = list(messages.values_list("pk", flat=True))
        for some in _slices(ids, MESSAGES_AT_ONCE):
            rows = Message.objects.in_bulk(some)
            made_of = _made_of([rows[pk] for pk in some])
            stale = [rows[pk] for pk in some if held.get(pk) != made_of[pk]]
            ours.filter(message__in=[each.pk for each in stale if each.pk in held]).delete()
            texts = message_texts(stale)
            bulk_write(
                [
                    entry
                    for each in stale
                    for entry in _message_entries(each, texts[each.pk], made_of[each.pk])
                ]
            )
        gone = sorted(held.keys() - set(ids))
        for few in _slices(gone, MESSAGES_AT_ONCE):
            ours.filter(message__in=few).delete()


def request_index(*, foia_request: FoiaRequest) -> None:
    """Bring the entry of the request itself, and the days of its letters, up to what they are."""
    on = foia_request.filed_on
    head = field_words(FIELDS["subject"], folded_words(foia_request.title))
    head = [*head[:WORDS_OF_FIELDS], CLOSED, *_context(Kind.REQUEST, foia_request.pk, on), CLOSED]
    with transaction.atomic():
        _wait_turn(foia_request)
        words = folded_words(request_text(foia_request))
        made_of = _digest([VERSION, *head, *words])
        ours = foia_request.search_entries.filter(kind=Kind.REQUEST)
        if set(ours.values_list("made_of", flat=True)) != {made_of}:
            ours.delete()
            bulk_write(
                _entries(
                    head,
                    words,
                    foia_request_id=foia_request.pk,
                    kind=Kind.REQUEST,
                    on=on,
                    made_of=made_of,
                )
            )
        _letters_follow(foia_request)


def requests_not_indexed() -> QuerySet[FoiaRequest]:
    """The requests that nothing was ever entered for, as before the index was there."""
    entered = SearchEntry.objects.filter(foia_request=OuterRef("pk"), kind=Kind.REQUEST)
    return FoiaRequest.objects.filter(~Exists(entered)).order_by("pk")


def index_rebuild(*, requests: Sequence[FoiaRequest], progress: Progress | None = None) -> None:
    """Make all entries of these requests anew, each request in a transaction of its own."""
    for number, foia_request in enumerate(requests, 1):
        with transaction.atomic():
            foia_request.search_entries.all().delete()
            request_index(foia_request=foia_request)
            files = foia_request.source_files.filter(read_pages__gt=0).order_by("pk")
            for some in _slices(list(files.values_list("pk", flat=True)), FILES_AT_ONCE):
                pages_index(source_file_ids=some)
            messages_index(foia_request=foia_request)
        if progress:
            progress("Entering requests", number, len(requests))


def _wait_turn(foia_request: FoiaRequest) -> None:
    """One at a time enters what is of a request; whoever writes its pages is not kept waiting."""
    locked = FoiaRequest.objects.select_for_update(no_key=True).filter(pk=foia_request.pk)
    list(locked.values_list("pk"))


def _letters_follow(foia_request: FoiaRequest) -> None:
    """Enter letters anew whose day is another than when they were entered."""
    entries = foia_request.search_entries.filter(kind=Kind.LETTER)
    held = set(entries.values_list("page__source_file_id", "on"))
    days = _letter_days([source_file for source_file, _ in held])
    changed = [source_file for source_file, on in held if days.get(source_file) != on]
    if changed:
        entries.filter(page__source_file__in=changed).delete()
        pages_index(source_file_ids=changed)


def _letter_days(source_file_ids: Sequence[int]) -> dict[int, date | None]:
    rows = Correspondence.objects.filter(source_file__in=source_file_ids)
    dated = rows.order_by().values_list("source_file_id").annotate(on=Min("dated_on"))
    return dict(dated)


def _message_entries(message: Message, text: MessageText, made_of: str) -> list[SearchEntry]:
    on = message.sent_at.date() if message.sent_at else None
    named = [f"{each.name} {each.address}" for each in text.people]
    fields = (
        (FIELDS["subject"], [text.subject]),
        (FIELDS["from"], named[:1] if text.sender else []),
        (FIELDS["people"], named),
    )
    head: list[str] = []
    counted: Counter[str] = Counter()
    for name, said in fields:
        for each in said:
            words = field_words(name, folded_words(each))
            counted.update(words)
            many = any(counted[word] > TIMES_A_PART // 2 for word in words)
            if words and not many and len(head) < WORDS_OF_FIELDS:
                head += [*words, CLOSED]
    head += [*_context(Kind.MESSAGE, message.foia_request_id, on), CLOSED]
    return _entries(
        head,
        _words_of_copies(text),
        foia_request_id=message.foia_request_id,
        kind=Kind.MESSAGE,
        message_id=message.pk,
        on=on,
        made_of=made_of,
    )


def _words_of_copies(text: MessageText) -> list[str]:
    """The words of the best copy, and of others that show a line which none before them does."""
    words: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for copy in text.copies:
        shown = "\n".join(each.text for each in copy)
        lines = {tuple(folded_words(line)) for line in shown.splitlines()}
        if not lines <= seen:
            seen |= lines
            words += [*folded_words(shown), CLOSED]
    return words


def _made_of(messages: Sequence[Message]) -> dict[int, str]:
    """What each message's entry is made of, in brief."""
    pieces: dict[int, list[object]] = defaultdict(list)
    for each in messages:
        pieces[each.pk] += [VERSION, each.sent_at, each.subject]
    ids = list(pieces)
    people = Participation.objects.filter(message__in=ids).order_by("message", "role", "position")
    for pk, *slot in people.values_list("message_id", "role", "name", "address", "redacted"):
        pieces[pk] += slot
    # The text of a file never changes: one that is read again has other occurrences.
    standing = Occurrence.objects.filter(message__in=ids).order_by("pk")
    for pk, occurrence in standing.values_list("message_id", "pk"):
        if pk is not None:
            pieces[pk].append(occurrence)
    return {pk: _digest(those) for pk, those in pieces.items()}


def _digest(pieces: Iterable[object]) -> str:
    return hashlib.sha256(repr(list(pieces)).encode("utf-8", "replace")).hexdigest()


def _context(kind: str, foia_request_id: int, on: date | None) -> list[str]:
    return [kind_word(kind), request_word(foia_request_id), *day_words(on)]


def _entries(head: list[str], words: list[str], **values: Any) -> list[SearchEntry]:
    """The rows of one text; what no database can count to its end is parted."""
    return [
        SearchEntry(part=number, words=part, **values)
        for number, part in enumerate(_parts(head, words))
    ]


def _parts(head: list[str], words: list[str]) -> Iterator[list[str]]:
    if len(head) + len(words) <= TIMES_A_PART:
        yield [*head, *words]
        return
    part, counted = [*head], Counter(head)
    for word in words:
        if len(part) >= WORDS_A_PART or (counted[word] >= TIMES_A_PART and word != CLOSED):
            yield part
            part, counted = [*head], Counter(head)
        part.append(word)
        counted[word] += 1
    yield part


def _slices(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))
