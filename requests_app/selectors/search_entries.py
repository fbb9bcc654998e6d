"""Asking the full-text index of either database: the same question, the same answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from requests_app.lib.search_places import (
    field_words,
    file_word,
    kind_word,
    request_word,
    words_between,
)
from requests_app.lib.search_query import Query, Term

# On SQLite the index is read first and in its own order: nothing is sorted, and nothing is read
# beyond the limit.
_STATEMENTS = {
    "sqlite": (
        "SELECT i.rowid FROM requests_app_searchentry_words i "
        "CROSS JOIN requests_app_searchentry e "
        "WHERE requests_app_searchentry_words MATCH %s AND i.rowid {compared} %s "
        "AND e.id = i.rowid{days} ORDER BY i.rowid {order} LIMIT %s"
    ),
    "postgresql": (
        "SELECT e.id FROM requests_app_searchentry e "
        "WHERE e.words @@ %s::tsquery AND e.id {compared} %s{days} ORDER BY e.id {order} LIMIT %s"
    ),
}


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
    days = [
        (compared, connection.ops.adapt_datefield_value(day))
        for compared, day in ((">=", within.from_on), ("<=", within.to_on))
        if day is not None
    ]
    statement = _STATEMENTS[connection.vendor].format(
        compared="<" if before is not None else ">",
        order="DESC" if before is not None else "ASC",
        days="".join(f' AND e."on" {compared} %s' for compared, _ in days),
    )
    asked = _for_sqlite if connection.vendor == "sqlite" else _for_postgresql
    place = after if before is None else before
    values = [asked(query, _groups_within(within)), place, *(day for _, day in days), limit]
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
