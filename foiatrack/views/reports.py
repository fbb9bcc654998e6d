"""Reports over all requests, as pages of the admin and as tables to take away."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foiatrack.admin_dashboard import what_matters
from foiatrack.forms_reports import ReportForm, agencies_offered, tags_offered
from foiatrack.permissions import REPORTS, needs
from gaps.reports.listed import REPORTS as LISTED
from gaps.reports.listed import Listed
from gaps.reports.report import Report
from requests_app.lib.csv_lines import csv_lines
from requests_app.lib.xlsx_file import Sheet, xlsx_file

ROWS_SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(REPORTS)
@require_safe
def reports_home(request: HttpRequest) -> HttpResponse:
    """What matters now, and the way to every report."""
    shown = {**_frame(request, "Reports"), **what_matters()}
    return render(request, "foiatrack/admin/reports.html", shown)


@needs(REPORTS)
@require_safe
def report_page(request: HttpRequest, name: str) -> HttpResponse:
    """A report: its picture, and its table; of a very long one the first rows."""
    listed, form = _listed(name), ReportForm(request.GET)
    made = listed.made(form.found)
    shown = {
        **_frame(request, listed.title),
        "listed": listed,
        "reports": LISTED.values(),
        "form": form,
        "agencies": agencies_offered(),
        "tags": tags_offered(),
        "report": made,
        "rows": made.rows[:ROWS_SHOWN],
        "left_out": max(0, len(made.rows) - ROWS_SHOWN),
        "query": request.GET.urlencode(),
    }
    return render(request, "foiatrack/admin/report.html", shown)


@needs(REPORTS)
@require_safe
def report_csv(request: HttpRequest, name: str) -> StreamingHttpResponse:
    """The whole table as CSV."""
    listed, form = _listed(name), ReportForm(request.GET)
    made = listed.made(form.found)
    answer = StreamingHttpResponse(csv_lines(made.heading, made.rows), content_type="text/csv")
    return _named(answer, listed, "csv")


@needs(REPORTS)
@require_safe
def report_xlsx(request: HttpRequest, name: str) -> HttpResponse:
    """The whole table as a workbook; what it is of stands on its second sheet."""
    listed, form = _listed(name), ReportForm(request.GET)
    made = listed.made(form.found)
    table = Sheet(listed.title, made.heading, made.rows)
    about = Sheet("About", ("Of this table", ""), _about(listed, form, made))
    answer = HttpResponse(xlsx_file([table, about]), content_type=XLSX)
    return _named(answer, listed, "xlsx")


def _about(listed: Listed, form: ReportForm, made: Report) -> list[tuple[object, object]]:
    chosen: list[tuple[object, object]] = [("Of", each) for each in form.chosen]
    return [
        ("Report", listed.title),
        ("Made on", timezone.localdate()),
        *(chosen or [("Of", "all requests")]),
        *(("Note", each) for each in made.notes),
    ]


def _named(answer: Any, listed: Listed, ending: str) -> Any:
    named = f"{listed.name}-{timezone.localdate():%Y-%m-%d}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{named}"'
    return answer


def _listed(name: str) -> Listed:
    if name not in LISTED:
        raise Http404(f"there is no report {name}")
    return LISTED[name]


def _frame(request: HttpRequest, title: str) -> dict[str, Any]:
    """What the theme of the admin takes for every page."""
    return {**admin.site.each_context(request), "title": title}
