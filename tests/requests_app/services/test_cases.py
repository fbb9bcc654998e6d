"""Loading a case folder: what it writes, that twice is as once, that nothing is half-written."""

import random
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction

from requests_app.lib.strict_yaml import YamlError
from requests_app.models import FoiaRequest
from requests_app.services.cases import case_load
from requests_app.services.ingest import request_read
from tests.factories import AgencyFactory, ComponentFactory
from tests.requests_app.lib.test_case_folder import CASE, FILES, mutated

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

Rows = dict[str, dict[Any, tuple[Any, ...]]]


@pytest.fixture
def folder(tmp_path: Path, store: Path) -> Path:
    agency = AgencyFactory.create()
    for abbreviation in ("A", "B"):
        ComponentFactory.create(parent=agency, abbreviation=abbreviation)
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def load(folder: Path, *changes: tuple[str, str], text: str = CASE) -> FoiaRequest:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return case_load(folder=folder).foia_request


def rows() -> Rows:
    """Every row of the project by table and key, histories and relations among them; what is
    derived from the ledger and from these rows is left out."""
    return {
        model._meta.object_name or "": {
            row[0]: row[1:] for row in model._default_manager.values_list("pk", *_columns(model))
        }
        for app in ("requests_app", "gaps")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model.__name__ not in ("Deadline", "SearchEntry")
    }


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def differences(before: Rows, after: Rows) -> dict[str, int]:
    """How many rows of each table were changed, added or removed."""
    return {
        table: found
        for table in after
        if (
            found := sum(
                before[table].get(key) != after[table].get(key)
                for key in before[table].keys() | after[table].keys()
            )
        )
    }


def test_a_case_gives_a_row_for_everything_that_it_says(folder: Path) -> None:
    load(folder)
    counted = {table: len(found) for table, found in rows().items()}
    assert {table: n for table, n in counted.items() if n and "Historical" not in table} == {
        "Office": 3,
        "FoiaRequest": 1,
        "FoiaRequest_offices": 2,
        "RequestItem": 1,
        "RequestIdentifier": 1,
        "Custodian": 2,
        "Organisation": 1,
        "Correspondence": 1,
        "Determination": 1,
        "SearchRecord": 1,
        "SearchRecord_custodians": 2,
        "Production": 1,
        "SourceFile": 4,
        "Blob": 4,
        "Statement": 1,
        "ClockEvent": 5,
    }


def test_loading_a_case_twice_changes_no_row_and_adds_no_history(folder: Path) -> None:
    first = load(folder)
    before = rows()
    assert load(folder) == first
    assert differences(before, rows()) == {}


def test_loading_a_case_again_once_it_is_read_changes_no_row(folder: Path) -> None:
    request_read(foia_request=load(folder), readers=1)
    before = rows()
    load(folder)
    assert differences(before, rows()) == {}


ONE_FIELD = [
    (("title: Prices", "title: Costs"), "FoiaRequest"),
    (("records_to: 2018-08-31", "records_to: 2018-09-30"), "FoiaRequest"),
    (("as_of: 2018-11-01", "as_of: 2018-11-02"), "FoiaRequest"),
    (("text: All records of prices.", "text: All prices."), "RequestItem"),
    (("side: outside", "side: unknown"), "Organisation"),
    (("{name: Company,", "{name: The Company,"), "Organisation"),
    (("terms: [prices]", "terms: [prices, costs]"), "SearchRecord"),
    (("reason: null", "reason: It is a copy."), "SearchRecord"),
    (("pages_released: 2", "pages_released: 3"), "Production"),
    (("bates_to: DEP-2", "bates_to: DEP-3"), "Production"),
    (("to: a Senator", "to: a Representative"), "Statement"),
    (("said_on: 2018-10-16", "said_on: 2018-10-17"), "Statement"),
    (("{name: Ann Vale, office: DEP/A}", "{name: Ann Vale, office: DEP/B}"), "Custodian"),
]
WITHOUT_HISTORY = ("Statement",)


@pytest.mark.parametrize(("change", "table"), ONE_FIELD)
def test_one_changed_field_changes_its_row_alone_and_adds_one_line_of_history(
    folder: Path, change: tuple[str, str], table: str
) -> None:
    load(folder)
    before = rows()
    load(folder, change)
    after = rows()
    history = {} if table in WITHOUT_HISTORY else {f"Historical{table}": 1}
    found = differences(before, after)
    # A line of history holds copies of the row's relations.
    relations = [each for each in found if each.startswith(f"Historical{table}_")]
    assert {each: found[each] for each in found.keys() - relations} == {table: 1} | history
    assert before[table].keys() == after[table].keys(), "the row keeps its identity"


def test_a_file_that_is_added_to_a_production_is_added_and_the_others_stay(folder: Path) -> None:
    load(folder)
    before = rows()
    (folder / "production-01/c.pdf").write_bytes(b"new")
    load(folder)
    assert differences(before, rows()) == {"SourceFile": 1, "Blob": 1}


def test_a_file_whose_bytes_changed_is_added_beside_the_one_received_before(folder: Path) -> None:
    foia_request = load(folder)
    before = rows()
    (folder / "production-01/a.pdf").write_bytes(b"replaced")
    load(folder)
    assert differences(before, rows()) == {"SourceFile": 1, "Blob": 1}
    assert foia_request.source_files.filter(path="production-01/a.pdf").count() == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("records_to: 2018-08-31", "records_to: 2017-08-31"), "records_to"),
        (("received_on: 2018-07-23", "received_on: 2018-07-19"), "received_on"),
        (("pages_released: 2", "pages_released: -2"), "pages_released"),
        (("pages_released: 2", "pages_released: 99999999999999999999"), "pages_released"),
        (("number: 1,", "number: -1,"), "number"),
        (("  ref: R-1", f"  ref: {'R' * 81}"), "ref"),
        (("  title: Prices", f"  title: {'P' * 301}"), "title"),
        (("  title: Prices", "  title: ''"), "title"),
        (("  ref: R-1", "  ref: ''"), "ref"),
        (("bates_from: DEP-1", f"bates_from: {'D' * 81}"), "bates_from"),
        (("number: 2018-1", f"number: {'2' * 81}"), "number"),
        (("{name: Ben}", f"{{name: {'B' * 201}}}"), "name"),
        (("by: DEP,", f"by: {'D' * 201},"), "by"),
        (("agency: DEP", "agency: NONE"), "no office has the path 'NONE'"),
        (("office: DEP/A, status", "office: DEP/C, status"), "no office has the path 'DEP/C'"),
    ],
)
def test_what_no_row_can_hold_is_refused_in_one_line_and_nothing_is_written(
    folder: Path, change: tuple[str, str], told: str
) -> None:
    before = {table: found for table, found in rows().items() if table != "Blob"}
    with pytest.raises(YamlError) as refused:
        load(folder, change)
    line = str(refused.value)
    assert line.startswith("case.yaml")
    assert line.isprintable()
    assert told in line
    assert {table: found for table, found in rows().items() if table != "Blob"} == before


def test_a_change_that_is_refused_leaves_the_loaded_case_as_it_was(folder: Path) -> None:
    load(folder)
    before = rows()
    with pytest.raises(YamlError):
        load(folder, ("  title: Prices", "  title: Costs"), ("by: DEP,", f"by: {'D' * 201},"))
    assert differences(before, rows()) == {}


@pytest.mark.parametrize("seed", range(4))
def test_a_case_changed_at_random_is_loaded_or_refused_in_one_line(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        text = mutated(chance)
        try:
            with transaction.atomic():
                load(folder, text=text)
                transaction.set_rollback(True)
        except YamlError as refused:
            line = str(refused)
            assert line.startswith("case.yaml"), text
            assert line.isprintable(), text
