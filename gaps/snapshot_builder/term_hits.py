"""In which produced messages no term of a search stands, and where the request's words do.

Everything is answered from the pages that were read already; no query is made.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from gaps import snapshot
from gaps.snapshot_builder.sources import Sources, released
from gaps.snapshot_queries.terms import parts_of, squashed, term_lists, words_asked

FEWEST_LETTERS = 80
"""Of a page with fewer, too little may have been read for the absence of a word to mean
anything."""
_HIDDEN = re.compile(r"\(\s*b\s*\)\s*\(\s*\d|\bredact|\bwithheld\b|\bdeletion\b", re.IGNORECASE)
"""What is closed on a page may be the very word."""

Place = tuple[str, int]


def terms_missed_of(
    sources: Sources,
    searches: Sequence[snapshot.Search],
    letters: Sequence[snapshot.Letter],
    messages: Sequence[snapshot.Message],
) -> tuple[snapshot.TermsMissed, ...]:
    """The messages, by search, that hold no term of it on any page on which they stand."""
    lists = term_lists(searches, letters)
    if not lists:
        return ()
    texts = {
        (sources.files[page.source_file_id].blob_id, page.index + 1): page.text
        for page in sources.pages_by_id.values()
        if released(sources, page.source_file_id)
    }
    whole = _readable_whole(messages, texts)
    missed = []
    for path, terms in lists.items():
        parts = [part for term in terms for part in parts_of(term)]
        keys = tuple(
            key for key, text in whole.items() if parts and not any(each in text for each in parts)
        )
        if keys:
            missed.append(snapshot.TermsMissed(path, keys))
    return tuple(missed)


def words_asked_of(
    sources: Sources,
    ours: snapshot.FoiaRequest,
    organisations: Sequence[snapshot.Organisation],
) -> tuple[snapshot.WordAsked, ...]:
    """Each word that the request quotes or names, with the released pages on which it stands."""
    words = words_asked(ours, organisations)
    if not words:
        return ()
    texts = [
        squashed(page.text)
        for page in sources.pages_by_id.values()
        if released(sources, page.source_file_id)
    ]
    return tuple(
        snapshot.WordAsked(word, sum(squashed(word) in text for text in texts)) for word in words
    )


def _readable_whole(
    messages: Iterable[snapshot.Message], texts: dict[Place, str]
) -> dict[str, str]:
    """The squashed text of each produced message that could be read whole: all the pages on which
    it and what it quotes stand, none of them empty or in part closed, and no file with it."""
    messages = list(messages)
    quoted: defaultdict[str, list[snapshot.PageRef]] = defaultdict(list)
    for message in messages:
        for occurrence in message.occurrences:
            quoted[occurrence.container or ""].extend(occurrence.pages)
    found = {}
    for message in messages:
        own = [page for each in message.occurrences for page in each.pages]
        places = {(page.sha256, page.page) for page in (*own, *quoted[message.key])}
        pages = [texts.get(place, "") for place in sorted(places)]
        if not message.produced or message.attachments or not pages:
            continue
        squashed_pages = [squashed(text) for text in pages]
        if any(len(each) < FEWEST_LETTERS for each in squashed_pages):
            continue
        if not any(_HIDDEN.search(text) for text in pages):
            found[message.key] = "".join(squashed_pages)
    return found
