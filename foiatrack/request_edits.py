"""What an edit changed: a row of the history beside the one before it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, OuterRef, QuerySet, Subquery

from requests_app.models import (
    Correspondence,
    FoiaRequest,
    Production,
    RequestIdentifier,
    RequestItem,
)

LONG = 120
"""Characters from which a value folds away."""
DONE = {"+": "added", "~": "changed", "-": "removed"}


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after, in words; empty where nothing stood there."""

    name: str
    before: str
    after: str

    @property
    def is_long(self) -> bool:
        return max(len(self.before), len(self.after)) > LONG


@dataclass(frozen=True, slots=True)
class Edits:
    """The edits of one kind of row: `words` name it, `fields` are what is compared, `sets` its
    lists with the way to the words of each member, `page` the address where it is shown."""

    model: Any
    words: str
    fields: Mapping[str, str]
    page: str
    sets: Mapping[str, str]
    related: Sequence[str] = ()
    owner: str = "foia_request"

    def rows(self, foia_request: FoiaRequest) -> QuerySet[Any]:
        """The rows of the history, each with the number of the one before it."""
        kept = self.model.history.model.objects
        last = kept.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        was = Subquery(last.order_by("-history_id").values("history_id")[:1])
        rows: QuerySet[Any] = kept.filter(**{self.owner: foia_request.pk}).annotate(was=was)
        return rows.select_related("history_user", *self.related)

    def told(self, rows: Sequence[Any]) -> Iterator[tuple[Any, str, tuple[Change, ...]]]:
        """Each row with what was done, in words, and what changed. No words where nothing that is
        compared did: a row is saved for other reasons, too."""
        kept = self.model.history.model.objects.select_related(*self.related)
        earlier = kept.in_bulk({each.was for each in rows if each.was}, field_name="pk")
        sets = self._sets({each.pk for each in rows} | earlier.keys())
        for row in rows:
            before = earlier.get(row.was)
            if row.history_type == "~" and before:
                changes = (*self._fields(before, row), *self._of_sets(before, row, sets))
                yield row, f"changed {self.named(row)}" if changes else "", changes
            else:
                done = DONE[row.history_type]
                added = self._of_sets(None, row, sets) if done != "removed" else ()
                yield row, f"{done} {self.named(row)}", tuple(added)

    def named(self, row: Any) -> str:
        """The row in words."""
        return self.words.format(row=row)

    def _fields(self, before: Model, after: Model) -> Iterator[Change]:
        for name, words in self.fields.items():
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                yield Change(words, _shown(old), _shown(new))

    def _sets(self, ids: set[int]) -> dict[str, dict[int, set[str]]]:
        found: dict[str, dict[int, set[str]]] = {}
        for name, path in self.sets.items():
            members: dict[int, set[str]] = defaultdict(set)
            through = self.model.history.model._meta.get_field(
                f"{self.model.history.model.__name__.lower()}_{name}"
            ).related_model
            kept = through.objects.filter(history__in=ids).values_list("history_id", path)
            for key, member in kept:
                members[key].add(member or "one that is gone")
            found[name] = members
        return found

    def _of_sets(
        self, before: Model | None, after: Model, sets: Mapping[str, Mapping[int, set[str]]]
    ) -> Iterator[Change]:
        for name, members in sets.items():
            old = members.get(before.pk, set()) if before else set()
            new = members.get(after.pk, set())
            if old != new:
                yield Change(name, ", ".join(sorted(old)), ", ".join(sorted(new)))


def _shown(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%-d %b %Y}" if isinstance(value, date) else str(value)


KINDS = {
    "request": Edits(
        FoiaRequest,
        "the request",
        {
            "ref": "file number",
            "title": "subject",
            "agency": "agency",
            "requester": "requester",
            "text": "text",
            "filed_on": "filed on",
            "received_on": "received on",
            "records_from": "records from",
            "records_to": "records to",
            "fee_waiver_requested": "fee waiver asked for",
            "expedition_requested_on": "expedition asked on",
            "as_of": "analyzed as of",
            "assignee": "seen to by",
        },
        "request",
        {"offices": "office__path", "tags": "tag__name"},
        ("agency", "assignee"),
        "id",
    ),
    "part": Edits(RequestItem, "part {row.number}", {"text": "text"}, "request", {}),
    "number": Edits(
        RequestIdentifier,
        "the {row.kind} number {row.number}",
        {"kind": "kind", "number": "number"},
        "request",
        {},
    ),
    "letter": Edits(
        Correspondence,
        "a letter, {row.kind}",
        {
            "kind": "kind",
            "direction": "direction",
            "dated_on": "dated",
            "received_on": "received on",
        },
        "request_letters",
        {},
    ),
    "production": Edits(
        Production,
        "production {row.number}",
        {
            "received_on": "received on",
            "is_final": "final",
            "pages_released": "pages released",
            "pages_withheld_in_full": "pages withheld in full",
            "bates_from": "numbers from",
            "bates_to": "numbers to",
        },
        "request_productions",
        {},
    ),
}


def edits(of: str) -> Edits:
    """The edits of a kind, as KINDS names it."""
    return KINDS[of]
