"""Figures over all requests, each against rows counted by hand."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from gaps.models import Appeal, AppealPoint
from gaps.reports.deadlines import lateness, response
from gaps.reports.findings import detectors_judged, gaps_found
from gaps.reports.listed import REPORTS
from gaps.reports.outcomes import appeals, exemptions
from gaps.reports.report import Report, ReportFilter
from requests_app.models import AnnualFigures, Office, Redaction, Tag
from tests.factories import (
    AgencyFactory,
    ComponentFactory,
    FindingFactory,
    FoiaRequestFactory,
    PageFactory,
    WithheldSheetFactory,
)
from tests.gaps.reports.rows import TODAY, clock, with_all_sorts

pytestmark = pytest.mark.django_db

ALL = ReportFilter()


def row(report: Report, name: str) -> dict[str, object]:
    """The row of that name, by its columns."""
    found = [each for each in report.rows if each[0] == name]
    assert len(found) == 1, report.rows
    return dict(zip(report.heading, found[0], strict=True))


@pytest.fixture
def ice() -> Office:
    dhs = AgencyFactory(abbreviation="DHS", path="DHS")
    return ComponentFactory(parent=dhs, abbreviation="ICE", path="DHS/ICE")


def test_an_agency_has_what_is_overdue_late_in_time_and_not_yet_due(ice: Office) -> None:
    for values in (
        {},
        {"due_on": date(2018, 10, 30)},
        {"done_on": date(2018, 8, 20)},
        {"done_on": date(2018, 8, 27)},
        {"done_on": date(2018, 8, 17)},
        {"due_on": date(2018, 11, 1)},
        {"due_on": None},
        {"ended": True},
    ):
        clock(FoiaRequestFactory(agency=ice), **values)
    clock(FoiaRequestFactory(agency=ice), name="appeal_decision", position=2)
    found = row(lateness(ALL), "DHS/ICE")
    assert found == {
        "Agency": "DHS/ICE",
        "Name": ice.name,
        "Requests": 8,
        "Overdue": 2,
        "Determined late": 2,
        "Determined in time": 1,
        "Not yet due": 2,
        "Ended otherwise": 1,
        "Late of all that fell due, %": 80.0,
        "Days late on average": 6.5,
        "Days overdue at the most": 76,
    }


def test_agencies_stand_by_what_is_overdue(ice: Office) -> None:
    cbp = ComponentFactory(parent=ice.parent, abbreviation="CBP", path="DHS/CBP")
    for agency in (cbp, ice, ice):
        clock(FoiaRequestFactory(agency=agency))
    report = lateness(ALL)
    assert [each[0] for each in report.rows] == ["DHS/ICE", "DHS/CBP"]
    assert report.picture is not None
    assert report.picture.lanes[0].words == "2 of 2 late"


@pytest.mark.parametrize(
    ("days", "median"),
    [([7], 7), ([4, 9], 6.5), ([30, 1, 5], 5), ([8, 2, 2, 100], 5), ([3] * 5, 3), ([0, 0], 0)],
)
def test_the_time_to_determination_is_a_median(ice: Office, days: list[int], median: float) -> None:
    for each in days:
        clock(FoiaRequestFactory(agency=ice), done_on=TODAY, days_taken=each)
    clock(FoiaRequestFactory(agency=ice))
    found = row(response(ALL), "DHS/ICE")
    assert (found["Determinations"], found["Median, ours"]) == (len(days), median)
    assert found["Annual report of"] == "none at hand"


def test_beside_a_component_stand_its_own_figures_else_those_of_its_agency(ice: Office) -> None:
    cbp = ComponentFactory(parent=ice.parent, abbreviation="CBP", path="DHS/CBP")
    said = {"simple_median": "3", "complex_median": "28.5", "expedited_median": "<1"}
    AnnualFigures.objects.create(office=ice.parent, fiscal_year=2024, **said)
    AnnualFigures.objects.create(office=ice, fiscal_year=2023, complex_median="1")
    AnnualFigures.objects.create(office=ice, fiscal_year=2024, complex_median="203")
    for agency in (ice, cbp):
        clock(FoiaRequestFactory(agency=agency), done_on=TODAY, days_taken=20)
    report = response(ALL)
    own, above = row(report, "DHS/ICE"), row(report, "DHS/CBP")
    assert (own["Annual report of"], own["Complex, median"]) == ("DHS/ICE", 203.0)
    assert own["Simple, median"] is None
    assert (above["Annual report of"], above["Complex, median"]) == ("DHS", 28.5)
    assert (above["Simple, median"], above["Expedited, median"]) == (3.0, "<1")
    assert report.picture is not None
    words = [each.words for each in report.picture.lanes]
    assert "28.5 days, complex (DHS)" in words
    assert "simple: not reported" in words


def test_gaps_are_counted_by_kind_and_component_and_status(ice: Office) -> None:
    first, second = (FoiaRequestFactory(agency=each) for each in (ice, ice.parent))
    FindingFactory(foia_request=first)
    FindingFactory(foia_request=first, decision="confirmed", status="confirmed")
    FindingFactory(foia_request=first, is_present=False, status="cured")
    FindingFactory(foia_request=second, decision="dismissed", status="dismissed")
    FindingFactory(foia_request=second, code="GONE99")
    report = gaps_found(ALL)
    missing = "one directional correspondence"
    assert list(report.rows) == [
        ("COR001", missing, "DHS/ICE", 1, 1, 0, 1, 3),
        ("COR001", missing, "DHS", 0, 0, 1, 0, 1),
        ("GONE99", "no longer looked for", "DHS", 1, 0, 0, 0, 1),
    ]
    assert report.picture is not None
    assert report.picture.lanes[0].words == "4, 1 confirmed"


def test_a_detector_is_judged_by_what_people_decided_whatever_came_later() -> None:
    FindingFactory(decision="confirmed", is_present=False, status="cured")
    FindingFactory(decision="confirmed", status="confirmed")
    FindingFactory(decision="dismissed", status="dismissed")
    FindingFactory()
    found = row(detectors_judged(ALL), "COR001")
    assert (found["Found"], found["Not decided"]) == (4, 1)
    assert (found["Confirmed"], found["Dismissed"]) == (2, 1)
    assert found["Confirmed of all decided, %"] == 66.7


def test_of_a_detector_nobody_judged_there_is_no_share() -> None:
    FindingFactory()
    assert row(detectors_judged(ALL), "COR001")["Confirmed of all decided, %"] is None


def test_a_mark_counts_for_each_exemption_that_it_names() -> None:
    page = PageFactory()
    for codes in (["(b)(6)", "(b)(7)(C)"], ["(b)(6)"], []):
        Redaction.objects.create(page=page, kind="box", codes=codes)
    WithheldSheetFactory(page=page, codes=["(b)(6)"], pages=12)
    WithheldSheetFactory(page=page, codes=["(b)(5)"], pages=None)
    assert list(exemptions(ALL).rows) == [
        ("(b)(6)", 2, 1, 12),
        ("(b)(5)", 0, 1, 0),
        ("(b)(7)(C)", 1, 0, 0),
        ("none named", 1, 0, 0),
    ]


def test_points_of_filed_appeals_are_counted_and_drafts_are_not() -> None:
    filed = Appeal.objects.create(
        foia_request=FoiaRequestFactory(), number=1, dated_on=TODAY, status="filed", filed_on=TODAY
    )
    draft = Appeal.objects.create(foia_request=FoiaRequestFactory(), number=1, dated_on=TODAY)
    outcomes = ("granted", "granted_in_part", "denied", "remanded", "unanswered", "pending")
    for appeal in (filed, draft):
        for number, outcome in enumerate(outcomes, 1):
            AppealPoint.objects.create(
                appeal=appeal, number=number, code="COR001", heading="x", outcome=outcome
            )
    report = appeals(ALL)
    found = row(report, "COR001")
    assert list(found.values())[2:] == [6, 1, 1, 1, 1, 1, 1, 50.0]
    assert report.picture is not None
    assert report.picture.lanes[0].words == "2 of 6 granted"


@pytest.mark.parametrize("name", REPORTS)
def test_without_rows_a_report_is_empty_and_has_no_picture(name: str) -> None:
    report = REPORTS[name].made(ALL)
    assert (list(report.rows), report.picture) == ([], None)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_of_the_requests_of_its_filter_alone(ice: Office, name: str) -> None:
    kim = get_user_model().objects.create_user("kim")
    mine = FoiaRequestFactory(agency=ice, filed_on=date(2018, 7, 20), assignee=kim)
    mine.tags.add(Tag.objects.create(name="Amazon"))
    with_all_sorts(mine)
    other = FoiaRequestFactory(agency=AgencyFactory(), filed_on=date(2019, 1, 1))
    with_all_sorts(other)
    both = REPORTS[name].made(ALL)
    for chosen in (
        ReportFilter(to_on=date(2018, 7, 20)),
        ReportFilter(agency="DHS"),
        ReportFilter(agency="DHS/ICE"),
        ReportFilter(assignee="kim"),
        ReportFilter(tag="amazon"),
        ReportFilter(date(2018, 7, 20), date(2018, 7, 20), "DHS/ICE", "kim", "AMAZON"),
    ):
        only = REPORTS[name].made(chosen)
        assert only.rows, chosen
        assert total(only) * 2 == total(both), chosen
    for chosen in (
        ReportFilter(from_on=date(2019, 1, 2)),
        ReportFilter(agency="DH"),
        ReportFilter(tag="none"),
        ReportFilter(assignee="nobody of this name"),
        ReportFilter(assignee="-", agency="DHS"),
    ):
        assert not REPORTS[name].made(chosen).rows, chosen


def total(report: Report) -> int:
    """What was counted, over all rows."""
    columns = {"Requests", "Determinations", "All", "Found", "Marks on pages", "Points"}
    place = next(at for at, words in enumerate(report.heading) if words in columns)
    return sum(int(str(each[place])) for each in report.rows)


def test_a_column_is_of_numbers_where_a_row_has_one() -> None:
    rows = [("ICE", None, None, "<1"), ("CBP", 3, None, 2.5)]
    report = Report(("Agency", "Late", "Early", "Median"), rows, None, {})
    assert report.columns == [("Agency", False), ("Late", True), ("Early", False), ("Median", True)]
