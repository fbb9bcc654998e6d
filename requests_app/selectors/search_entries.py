"""Asking the full-text index of either database: the same question, the same answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from requests_app.lib.search_places import (
    field_words,
    file_word,
    kind_word,
    request_word,
    words_between,
)
from requests_app.lib.search_query import Query, Term

_ENTRIES = "requests_app_searchentry"
# The index is read first and in its own order: nothing is sorted, nothing read beyond the limit.
_ON_SQLITE = (
    f"SELECT i.rowid FROM {_ENTRIES}_words i CROSS JOIN {_ENTRIES} e "
    f"WHERE {_ENTRIES}_words MATCH %s AND i.rowid {{compared}} %s "
    "AND e.id = i.rowid{days} ORDER BY i.rowid {order} LIMIT %s"
)
# Without OFFSET 0 the planner walks over the rows in their order, in the hope of soon having met
# enough; where what is sought stands in the last of a million, that takes seconds.
_ON_POSTGRESQL = (
    f"SELECT found.id FROM (SELECT e.id FROM {_ENTRIES} e WHERE e.words @@ %s::tsquery "
    "AND e.id {compared} %s{days} OFFSET 0) found ORDER BY found.id {order} LIMIT %s"
)
# The other way round for words that stand in every tenth row: the first rows have enough of them,
# and the index would give all.
WALKED = 2_000
_WALK = (
    f"SELECT near.id FROM (SELECT e.id, e.words FROM {_ENTRIES} e WHERE e.kind = %s "
    f"AND e.id > %s ORDER BY e.id LIMIT {WALKED}) near "
    "WHERE near.words @@ %s::tsquery ORDER BY near.id LIMIT %s"
)
MANY = ("message", "page")
"""Kinds of which there may be very many."""


@dataclass(frozen=True, slots=True)
class Within:
    """Where to look: everywhere, unless something is named. Pages have no day."""

    kind: str = ""
    foia_request_id: int | None = None
    source_file_id: int | None = None
    from_on: date | None = None
    to_on: date | None = None


def entries_found(
    query: Query, within: Within, *, limit: int, after: int = 0, before: int | None = None
) -> list[int]:
    """The ids of at most `limit` entries behind `after` that fit the query, in the order in which
    they were entered; with `before` those in front of it, the nearest first."""
    sqlite = connection.vendor == "sqlite"
    asked = (_for_sqlite if sqlite else _for_postgresql)(query, _groups_within(within))
    if not sqlite and within == Within(kind=within.kind) and within.kind in MANY:
        near = _ids(_WALK, [within.kind, after, asked, limit]) if before is None else []
        if len(near) == limit:
            return near
    days = [
        (compared, connection.ops.adapt_datefield_value(day))
        for compared, day in ((">=", within.from_on), ("<=", within.to_on))
        if day is not None
    ]
    statement = (_ON_SQLITE if sqlite else _ON_POSTGRESQL).format(
        compared="<" if before is not None else ">",
        order="DESC" if before is not None else "ASC",
        days="".join(f' AND e."on" {compared} %s' for compared, _ in days),
    )
    place = after if before is None else before
    return _ids(statement, [asked, place, *(day for _, day in days), limit])


def _ids(statement: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [pk for (pk,) in cursor.fetchall()]


def _groups_within(within: Within) -> list[tuple[Term, ...]]:
    """The places as groups of terms, of each of which one is needed."""
    words: list[Sequence[str]] = []
    if within.kind:
        words.append([kind_word(within.kind)])
    if within.foia_request_id is not None:
        words.append([request_word(within.foia_request_id)])
    if within.source_file_id is not None:
        words.append([file_word(within.source_file_id)])
    if within.from_on or within.to_on:
        words.append(words_between(within.from_on, within.to_on))
    return [tuple(Term((word,)) for word in group) for group in words]


def _for_sqlite(query: Query, places: Iterable[tuple[Term, ...]]) -> str:
    def one(term: Term) -> str:
        return f'"{" ".join(_as_kept(term))}"{" *" if term.open_end else ""}'

    groups = (" OR ".join(map(one, group)) for group in (*places, *query.wanted))
    wanted = " AND ".join(f"({group})" for group in groups)
    return f"({wanted}) NOT ({' OR '.join(map(one, query.barred))})" if query.barred else wanted


def _for_postgresql(query: Query, places: Iterable[tuple[Term, ...]]) -> str:
    def one(term: Term) -> str:
        words = " <-> ".join(f"'{word}'" for word in _as_kept(term))
        return f"({words}{':*' if term.open_end else ''})"

    groups = (" | ".join(map(one, group)) for group in (*places, *query.wanted))
    wanted = " & ".join(f"({group})" for group in groups)
    return " & ".join([wanted, *(f"!{one(each)}" for each in query.barred)])


def _as_kept(term: Term) -> Sequence[str]:
    """The words of a term as the index keeps them: letters, digits and nothing to escape."""
    return field_words(term.field, term.words) if term.field else term.words
