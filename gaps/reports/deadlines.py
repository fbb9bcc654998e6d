"""How late agencies determine, and how long it takes them by their own figures and by ours."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from statistics import fmean, median

from django.db.models import Avg, Count, F, Max, Q, QuerySet

from gaps.reports.report import Report, ReportFilter, share
from requests_app.law.deadline import ClockName
from requests_app.models import AnnualFigures, Deadline, Office
from requests_app.pictures.bars import Figure, bar_picture

LATENESS_HEADING = (
    *("Agency", "Name", "Requests", "Overdue", "Determined late", "Determined in time"),
    *("Not yet due", "Ended otherwise", "Late of all that fell due, %", "Days late on average"),
    "Days overdue at the most",
)
RESPONSE_HEADING = (
    *("Agency", "Name", "Determinations", "Median, ours", "Average, ours", "Annual report of"),
    *("Fiscal year", "Simple, median", "Simple, average", "Complex, median", "Complex, average"),
    *("Expedited, median", "Expedited, average"),
)
AGENCY = "foia_request__agency__path"
AGENCIES_DRAWN = 8


def lateness(wanted: ReportFilter) -> Report:
    """Agencies by how many determinations are overdue or came late."""
    done, due = F("done_on"), F("due_on")
    waiting = Q(done_on=None, ended=False)
    overdue = waiting & Q(due_on__lt=F("derived_for"))
    late, in_time = Q(done_on__gt=due), Q(done_on__lte=due)
    counted = (
        _determinations(wanted)
        .values(AGENCY, "foia_request__agency__name")
        .annotate(
            requests=Count("pk"),
            overdue=Count("pk", filter=overdue),
            late=Count("pk", filter=late),
            in_time=Count("pk", filter=in_time),
            not_due=Count("pk", filter=waiting & ~overdue),
            days_late=Avg(done - due, filter=late),
            days_overdue=Max(F("derived_for") - due, filter=overdue),
        )
        .order_by("-overdue", "-late", AGENCY)
    )
    rows = [_lateness_row(*each) for each in counted.values_list(*_LATENESS_VALUES)]
    return Report(
        heading=LATENESS_HEADING,
        rows=rows,
        picture=bar_picture([_lateness_bar(row) for row in rows]),
        legend={
            "hollow": "overdue",
            "hatched": "determined late",
            "solid": "determined in time",
            "pale": "not yet due",
        },
        notes=(
            "One clock to a request: the determination under 5 U.S.C. § 552(a)(6)(A)(i), with its "
            "extension and pauses, as it stood when the clocks were last counted. Days late and "
            "overdue are calendar days.",
        ),
    )


_LATENESS_VALUES = (
    *(AGENCY, "foia_request__agency__name", "requests", "overdue", "late", "in_time", "not_due"),
    *("days_late", "days_overdue"),
)


def _lateness_row(
    path: str,
    name: str,
    requests: int,
    overdue: int,
    late: int,
    in_time: int,
    not_due: int,
    days_late: timedelta | None,
    days_overdue: timedelta | None,
) -> tuple[object, ...]:
    ended = requests - overdue - late - in_time - not_due
    fell_due = share(overdue + late, overdue + late + in_time)
    average = round(days_late / timedelta(days=1), 1) if days_late else None
    most = days_overdue.days if days_overdue else None
    counted = (requests, overdue, late, in_time, not_due, ended)
    return (path, name, *counted, fell_due, average, most)


def _lateness_bar(row: tuple[object, ...]) -> Figure:
    overdue, late, in_time, not_due = (int(str(each)) for each in row[3:7])
    parts = (("hollow", overdue), ("hatched", late), ("solid", in_time), ("pale", not_due))
    return Figure(f"{row[0]}", parts, f"{overdue + late:,} of {row[2]:,} late")


def response(wanted: ReportFilter) -> Report:
    """Working days to the determination, beside what the agency reports of itself."""
    days = _days_taken(wanted)
    offices = Office.objects.in_bulk(days)
    reported = _reported(each.path for each in offices.values())
    rows: list[tuple[object, ...]] = []
    figures: list[Figure] = []
    for key in sorted(days, key=lambda key: (-days[key].total(), offices[key].path)):
        office, taken = offices[key], days[key]
        ours, of = float(median(taken.elements())), reported.get(office.path)
        average = round(fmean(taken.keys(), weights=taken.values()), 1)
        rows.append((office.path, office.name, taken.total(), ours, average, *_said(of)))
        figures += _response_bars(office.path, ours, of)
    return Report(
        heading=RESPONSE_HEADING,
        rows=rows,
        picture=bar_picture(figures, lanes=3 * AGENCIES_DRAWN),
        legend={
            "solid": "our requests, median",
            "hollow": "the agency’s report, complex requests, median",
            "pale": "the agency’s report, simple requests, median",
        },
        notes=(
            "Ours: working days from the start of the clock to the determination, days on which "
            "it was paused included. Theirs: working days from a perfected request to the "
            "response, as each annual report states them (https://www.foia.gov/data.html). A "
            "determination may come before the last record, so the two measure not quite the same.",
            "Where no figures of a component are at hand, those of its agency stand beside it.",
        ),
    )


def _determinations(wanted: ReportFilter) -> QuerySet[Deadline]:
    rows = Deadline.objects.filter(name=ClockName.DETERMINATION).order_by()
    return wanted.of(rows, "foia_request__")


def _days_taken(wanted: ReportFilter) -> dict[int, Counter[int]]:
    """By the key of an agency, how many determinations took so many days."""
    done = _determinations(wanted).filter(days_taken__isnull=False)
    counted = done.values_list("foia_request__agency_id", "days_taken").annotate(n=Count("pk"))
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for key, days, number in counted:
        found[key][days or 0] += number
    return dict(found)


def _reported(paths: Iterable[str]) -> dict[str, AnnualFigures]:
    """The newest figures of each office, or of the nearest above it that has any."""
    above = {path: list(_upwards(path)) for path in paths}
    offices = Office.objects.filter(path__in={each for line in above.values() for each in line})
    figures = AnnualFigures.objects.filter(office__in=offices).select_related("office")
    held = {each.office.path: each for each in figures.order_by("fiscal_year")}
    found = ((path, next(filter(None, map(held.get, line)), None)) for path, line in above.items())
    return {path: each for path, each in found if each}


def _upwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


def _said(figures: AnnualFigures | None) -> tuple[object, ...]:
    if figures is None:
        return ("none at hand", *[None] * 7)
    tracks = (
        *(figures.simple_median, figures.simple_average, figures.complex_median),
        *(figures.complex_average, figures.expedited_median, figures.expedited_average),
    )
    return (figures.office.path, str(figures.fiscal_year), *map(_number, tracks))


def _number(said: str) -> float | str | None:
    """A figure of a report as a number where it is one; `<1` stays."""
    return None if not said else said if said.startswith("<") else float(said)


def _response_bars(path: str, ours: float, figures: AnnualFigures | None) -> Iterator[Figure]:
    yield Figure(path, (("solid", ours),), f"{ours:g} days")
    of = f" ({figures.office.path})" if figures and figures.office.path != path else ""
    for kind, words, said in (
        ("hollow", "complex", figures.complex_median if figures else ""),
        ("pale", "simple", figures.simple_median if figures else ""),
    ):
        number = _number(said)
        drawn = number if isinstance(number, float) else 0.0
        shown = f"{said} days, {words}{of}" if said else f"{words}: not reported"
        yield Figure("", ((kind, drawn),), shown)
