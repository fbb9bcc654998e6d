"""The sample case is read as its generator wrote it: truth.yaml says where everything stands."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from requests_app.models import Message, Occurrence, Redaction, Stamp
from tests.e2e.test_cases import FIXTURES, analysed

FOLDER = FIXTURES / "ice-amazon"

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FOLDER / "truth.yaml").read_text(encoding="utf-8"))
    return read


def moment(truth: dict[str, Any], key: str) -> datetime:
    return datetime.fromisoformat(truth["messages"][key]["sent"])


def test_every_email_is_found_where_it_was_printed_or_quoted(truth: dict[str, Any]) -> None:
    analysed(FOLDER)
    found = Counter(
        (
            row.source_file.path,
            row.role,
            min(span[0] for span in row.header_spans) + 1,
            datetime.fromisoformat(row.header["sent_at"]),
        )
        for row in Occurrence.objects.filter(source_file__production__isnull=False).select_related(
            "source_file"
        )
    )
    written = Counter(
        (place["file"], place["role"], place["pages"][0], moment(truth, place["key"]))
        for place in truth["places"]
    )
    assert found == written


def test_what_is_only_quoted_is_inferred_and_everything_else_is_produced(
    truth: dict[str, Any],
) -> None:
    analysed(FOLDER)
    printed = {place["key"] for place in truth["places"] if place["role"] == "top"}
    expected = {
        (moment(truth, place["key"]), "produced" if place["key"] in printed else "inferred")
        for place in truth["places"]
    }
    assert set(Message.objects.values_list("sent_at", "state")) == expected
    assert Message.objects.count() == len(expected)


def test_every_page_bears_the_number_that_was_stamped_on_it(truth: dict[str, Any]) -> None:
    analysed(FOLDER)
    found: dict[str, list[str]] = {}
    stamps = Stamp.objects.select_related("page__source_file").order_by(
        "page__source_file__path", "page__index"
    )
    for stamp in stamps:
        found.setdefault(stamp.page.source_file.path, []).append(str(stamp))
    assert found == truth["bates"]


def test_every_closed_place_is_found_with_its_codes_and_its_field(truth: dict[str, Any]) -> None:
    analysed(FOLDER)
    found = Counter(
        (row.page.source_file.path, row.page.index + 1, tuple(row.codes), row.field)
        for row in Redaction.objects.select_related("page__source_file").filter(
            page__source_file__production__isnull=False, box__isnull=False
        )
    )
    written = Counter(
        (file, mark["page"], tuple(mark["codes"]), mark["field"])
        for file, marks in truth["redactions"].items()
        for mark in marks
    )
    assert found == written


def test_the_label_stands_on_every_page_of_the_case() -> None:
    analysed(FOLDER)
    from requests_app.models import Page

    pages = Page.objects.exclude(source_file__parser__in=("eml", "plain_text"))
    assert pages.count() > 40
    for page in pages.select_related("source_file"):
        assert "Re-creation for demonstration" in page.text, str(page)
    assert Path(FOLDER / "case.yaml").read_text().startswith("# A re-creation")
