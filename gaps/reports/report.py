"""What a report is, and which requests it is of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from requests_app.pictures.bars import BarPicture
from requests_app.selectors.requests import NOBODY

Row = TypeVar("Row", bound=Model)
ROWS_LOOKED_AT = 100
"""Rows that tell what stands in a column."""


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """The requests that a report is of: filed between two days, both included; of an agency by its
    path, those below it included; of who sees to them, by name (`-` for nobody); with a tag."""

    from_on: date | None = None
    to_on: date | None = None
    agency: str = ""
    assignee: str = ""
    tag: str = ""

    def of(self, rows: QuerySet[Row], to_request: str = "") -> QuerySet[Row]:
        """The rows of these requests; `to_request` leads from a row to its request (`appeal__`)."""
        wanted = Q()
        if self.from_on:
            wanted &= Q(**{f"{to_request}filed_on__gte": self.from_on})
        if self.to_on:
            wanted &= Q(**{f"{to_request}filed_on__lte": self.to_on})
        if self.agency:
            own = Q(**{f"{to_request}agency__path": self.agency})
            wanted &= own | Q(**{f"{to_request}agency__path__startswith": f"{self.agency}/"})
        if self.assignee == NOBODY:
            wanted &= Q(**{f"{to_request}assignee": None})
        elif self.assignee:
            wanted &= Q(**{f"{to_request}assignee__username": self.assignee})
        if self.tag:
            # Of one name there is one tag: no row is found twice.
            wanted &= Q(**{f"{to_request}tags__name__iexact": self.tag})
        return rows.filter(wanted)


@dataclass(frozen=True, slots=True)
class Report:
    """A table, whose first column names its rows; what the picture shows, with the words for each
    kind of bar; and what a reader has to know of the figures."""

    heading: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    picture: BarPicture | None
    legend: Mapping[str, str]
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """The heading of each column, and whether numbers stand in it."""
        rows = self.rows[:ROWS_LOOKED_AT]
        return [
            (name, any(isinstance(row[place], int | float) for row in rows))
            for place, name in enumerate(self.heading)
        ]


def share(part: int, whole: int) -> float | None:
    """The part in percent; None of nothing."""
    return round(100 * part / whole, 1) if whole else None
