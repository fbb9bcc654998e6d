"""Exemptions as they stand on the pages, and what became of the arguments of appeals."""

from collections import Counter, defaultdict

from django.db.models import Count, Sum

from gaps.models import Appeal, AppealPoint
from gaps.reports.findings import kind_named
from gaps.reports.report import Report, ReportFilter, share
from requests_app.models import Redaction, WithheldSheet
from requests_app.pictures.bars import Figure, bar_picture

EXEMPTIONS_HEADING = ("Exemption", "Marks on pages", "Sheets for pages withheld", "Pages withheld")
NONE_NAMED = "none named"
Outcome = AppealPoint.Outcome
FILED = (Appeal.Status.FILED, Appeal.Status.DECIDED)
APPEALS_HEADING = (
    *("Kind", "Argument", "Points", "Granted", "Granted in part", "Remanded", "Denied"),
    *("Unanswered", "Pending", "Won in whole or part of all decided, %"),
)


def exemptions(wanted: ReportFilter) -> Report:
    """How often each exemption was claimed on what was released."""
    to_request = "page__source_file__foia_request__"
    marks = wanted.of(Redaction.objects.order_by(), to_request)
    sheets = wanted.of(WithheldSheet.objects.order_by(), to_request)
    marked, sheeted, withheld = Counter[str](), Counter[str](), Counter[str]()
    # The database counts each combination of codes; there are few of them.
    for codes, number in marks.values_list("codes").annotate(number=Count("pk")):
        for code in codes or [NONE_NAMED]:
            marked[code] += number
    grouped = sheets.values_list("codes").annotate(number=Count("pk"), whole=Sum("pages"))
    for codes, number, pages in grouped:
        for code in codes or [NONE_NAMED]:
            sheeted[code] += number
            withheld[code] += pages or 0
    codes = sorted({*marked, *sheeted}, key=lambda code: (-marked[code] - sheeted[code], code))
    figures = [
        Figure(
            code,
            (("hatched", marked[code]), ("hollow", sheeted[code])),
            f"{marked[code]:,} marks, {sheeted[code]:,} sheets",
        )
        for code in codes
    ]
    return Report(
        heading=EXEMPTIONS_HEADING,
        rows=[(code, marked[code], sheeted[code], withheld[code]) for code in codes],
        picture=bar_picture(figures),
        legend={"hatched": "marks on pages", "hollow": "sheets in place of pages"},
        notes=(
            "A mark that names several exemptions counts for each of them, so the rows are not to "
            "be added up. Counted is what was read on the pages, not what letters say.",
        ),
    )


def appeals(wanted: ReportFilter) -> Report:
    """The points of appeals that were filed, by argument and outcome."""
    points = wanted.of(AppealPoint.objects.order_by(), "appeal__foia_request__")
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    filed = points.filter(appeal__status__in=FILED)
    for code, outcome, number in filed.values_list("code", "outcome").annotate(n=Count("pk")):
        counted[code][outcome] += number
    ordered = sorted(counted.items(), key=lambda each: (-each[1].total(), each[0]))
    return Report(
        heading=APPEALS_HEADING,
        rows=[_appeals_row(code, outcomes) for code, outcomes in ordered],
        picture=bar_picture([_appeals_bar(code, outcomes) for code, outcomes in ordered]),
        legend={
            "solid": "granted, in whole or in part",
            "hatched": "remanded",
            "hollow": "denied or unanswered",
            "pale": "pending",
        },
        notes=("Appeals that are still drafts are left out.",),
    )


_OUTCOMES = (
    *(Outcome.GRANTED, Outcome.GRANTED_IN_PART, Outcome.REMANDED, Outcome.DENIED),
    *(Outcome.UNANSWERED, Outcome.PENDING),
)


def _appeals_row(code: str, outcomes: Counter[str]) -> tuple[object, ...]:
    decided = outcomes.total() - outcomes[Outcome.PENDING] - outcomes[Outcome.UNANSWERED]
    numbers = (outcomes[each] for each in _OUTCOMES)
    won = share(_won(outcomes), decided)
    return (code, kind_named(code), outcomes.total(), *numbers, won)


def _appeals_bar(code: str, outcomes: Counter[str]) -> Figure:
    lost = outcomes[Outcome.DENIED] + outcomes[Outcome.UNANSWERED]
    parts = (
        ("solid", _won(outcomes)),
        ("hatched", outcomes[Outcome.REMANDED]),
        ("hollow", lost),
        ("pale", outcomes[Outcome.PENDING]),
    )
    words = f"{_won(outcomes):,} of {outcomes.total():,} granted"
    return Figure(f"{code} {kind_named(code)}", parts, words)


def _won(outcomes: Counter[str]) -> int:
    return outcomes[Outcome.GRANTED] + outcomes[Outcome.GRANTED_IN_PART]
