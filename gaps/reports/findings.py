"""Gaps by kind and component, and what became of what each detector found."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Count, Q

from gaps.engine import detectors
from gaps.models import Finding
from gaps.reports.report import Report, ReportFilter, share
from requests_app.pictures.bars import Figure, bar_picture

GAPS_HEADING = (
    *("Kind", "What is missing", "Component", "Open", "Confirmed", "Dismissed", "Cured", "All"),
)
DETECTORS_HEADING = (
    *("Kind", "What is missing", "Found", "Not decided", "Confirmed", "Dismissed"),
    "Confirmed of all decided, %",
)
AGENCY = "foia_request__agency__path"
Status = Finding.Status
Decision = Finding.Decision


def kind_named(code: str) -> str:
    """The name of a kind of gap; a kind that is no longer looked for has none."""
    return _NAMES.get(code, "no longer looked for")


_NAMES = {each.code: each.name.replace("_", " ") for each in detectors()}


def gaps_found(wanted: ReportFilter) -> Report:
    """Gaps by kind, and within it by component."""
    counted = (
        wanted.of(Finding.objects.order_by(), "foia_request__")
        .values("code", AGENCY)
        .annotate(all=Count("pk"), **{each: _number(status=each) for each in _STATUSES})
        .order_by("-all", "code", AGENCY)
    )
    rows: list[tuple[object, ...]] = []
    by_kind: dict[str, list[int]] = defaultdict(lambda: [0] * len(_STATUSES))
    for code, path, whole, *parts in counted.values_list("code", AGENCY, "all", *_STATUSES):
        rows.append((code, kind_named(code), path, *parts, whole))
        by_kind[code] = [sum(pair) for pair in zip(by_kind[code], parts, strict=True)]
    kinds = sorted(by_kind.items(), key=lambda each: (-sum(each[1]), each[0]))
    return Report(
        heading=GAPS_HEADING,
        rows=rows,
        picture=bar_picture([_gaps_bar(code, parts) for code, parts in kinds]),
        legend={
            "solid": "confirmed",
            "hollow": "open: nobody has decided",
            "hatched": "cured by what came later",
            "pale": "dismissed",
        },
        notes=("A gap is counted once, however often the analysis has run.",),
    )


_STATUSES = (Status.OPEN, Status.CONFIRMED, Status.DISMISSED, Status.CURED)


def _gaps_bar(code: str, parts: Sequence[int]) -> Figure:
    waiting, confirmed, dismissed, cured = parts
    drawn = (
        ("solid", confirmed),
        ("hollow", waiting),
        ("hatched", cured),
        ("pale", dismissed),
    )
    words = f"{sum(parts):,}, {confirmed:,} confirmed"
    return Figure(f"{code} {kind_named(code)}", drawn, words)


def detectors_judged(wanted: ReportFilter) -> Report:
    """What people decided on the findings of each detector."""
    counted = (
        wanted.of(Finding.objects.order_by(), "foia_request__")
        .values("code")
        .annotate(all=Count("pk"), **{f"is_{each}": _number(decision=each) for each in _DECISIONS})
        .order_by("-all", "code")
    )
    columns = [f"is_{each}" for each in _DECISIONS]
    rows = [
        (code, kind_named(code), whole, none, confirmed, dismissed, share(confirmed, decided))
        for code, whole, none, confirmed, dismissed in counted.values_list("code", "all", *columns)
        for decided in (confirmed + dismissed,)
    ]
    decided = sorted(rows, key=lambda row: (-row[4] - row[5], row[0]))
    return Report(
        heading=DETECTORS_HEADING,
        rows=rows,
        picture=bar_picture([_decided_bar(row) for row in decided if row[4] + row[5]]),
        legend={"solid": "confirmed", "hollow": "dismissed"},
        notes=(
            "The decision that stands now. A kind that is dismissed often says that the detector "
            "finds too much, or that its caveats are not read.",
        ),
    )


_DECISIONS = (Decision.NONE, Decision.CONFIRMED, Decision.DISMISSED)


def _decided_bar(row: tuple[str, str, int, int, int, int, float | None]) -> Figure:
    code, name, _, _, confirmed, dismissed, _ = row
    parts = (("solid", confirmed), ("hollow", dismissed))
    return Figure(f"{code} {name}", parts, f"{confirmed:,} of {confirmed + dismissed:,} confirmed")


def _number(**condition: str) -> Count:
    return Count("pk", filter=Q(**condition))
