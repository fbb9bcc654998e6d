"""How pages write names and days."""

from datetime import date

import pytest
from django.template import Context, Template

from requests_app.templatetags.words import as_day, in_words


@pytest.mark.parametrize("day", [date(2018, 10, 5), "2018-10-05"])
def test_a_day_is_written_in_one_way_whatever_it_comes_as(day: date | str) -> None:
    assert as_day(day) == "5 Oct 2018"


def test_a_day_is_written_as_the_dates_of_other_pages_are() -> None:
    page = Template('{% load words %}{{ day|as_day }}={{ day|date:"j M Y" }}')
    written, plain = page.render(Context({"day": date(2018, 6, 1)})).split("=")
    assert written == plain


@pytest.mark.parametrize("none", [None, ""])
def test_no_day_is_nothing(none: str | None) -> None:
    assert as_day(none) == ""


def test_what_is_no_day_is_no_day() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        as_day("soon")


def test_a_name_of_the_program_is_read_as_words() -> None:
    assert in_words("clarification_asked") == "clarification asked"
