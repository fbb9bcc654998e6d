"""What a case folder writes into the ledger, and what a changed one changes."""

from pathlib import Path

import pytest

from requests_app.lib.strict_yaml import YamlError
from requests_app.models import ClockEvent, Correspondence, Determination, FoiaRequest
from requests_app.selectors.ledger import ledger_of
from requests_app.services.cases import case_load
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db

CASE = """
schema: foiatrack.case/1
request:
  ref: R-1
  title: Records
  agency: DEP
  requester: Example Oversight
  filed_on: 2018-07-20
  received_on: 2018-07-23
  text: All records.
  fee_waiver_requested: true
  expedition_requested_on: 2018-07-21
correspondence:
  - {kind: acknowledgment, direction: in, dated_on: 2018-07-24, file: letters/ack.txt}
  - {kind: interim_response, direction: in, dated_on: 2018-09-03, file: letters/interim.txt}
  - {kind: determination, direction: in, dated_on: 2018-10-05, adverse: true,
     file: letters/final.txt}
productions:
  - {received_on: 2018-09-05, letter: letters/interim.txt, files: [production/*.eml]}
"""
ENTRIES = [
    ("sent", "2018-07-20"),
    ("fee_waiver_asked", "2018-07-20"),
    ("expedition_asked", "2018-07-21"),
    ("received", "2018-07-23"),
    ("acknowledged", "2018-07-24"),
    ("produced", "2018-09-05"),
    ("determined", "2018-10-05"),
]


@pytest.fixture
def folder(tmp_path: Path, store: Path) -> Path:
    AgencyFactory.create()
    for name in ("letters/ack.txt", "letters/interim.txt", "letters/final.txt", "production/1.eml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def loaded(folder: Path, *changes: tuple[str, str]) -> FoiaRequest:
    text = CASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return case_load(folder=folder).foia_request


def standing(foia_request: FoiaRequest) -> list[tuple[str, str]]:
    return [(each.kind.value, each.on.isoformat()) for each in ledger_of(foia_request).standing]


def test_a_case_folder_writes_the_ledger(folder: Path) -> None:
    foia_request = loaded(folder)
    assert standing(foia_request) == ENTRIES
    assert [each.adverse for each in ledger_of(foia_request).standing][-1] is True


def test_an_interim_response_and_its_production_are_one_entry_of_the_letter(folder: Path) -> None:
    loaded(folder)
    produced = ClockEvent.objects.get(kind="produced")
    assert produced.correspondence is not None
    assert produced.correspondence.kind == "interim_response"


def test_loading_twice_adds_nothing(folder: Path) -> None:
    loaded(folder)
    rows = list(ClockEvent.objects.values_list())
    assert standing(loaded(folder)) == ENTRIES
    assert list(ClockEvent.objects.values_list()) == rows


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (
            ("received_on: 2018-07-23", "received_on: 2018-07-25"),
            ("received", "2018-07-23"),
            ("received", "2018-07-25"),
        ),
        (
            ("dated_on: 2018-10-05", "dated_on: 2018-10-04"),
            ("determined", "2018-10-05"),
            ("determined", "2018-10-04"),
        ),
        (
            ("received_on: 2018-09-05", "received_on: 2018-09-06"),
            ("produced", "2018-09-05"),
            ("produced", "2018-09-06"),
        ),
    ],
)
def test_a_changed_day_withdraws_the_old_entry_and_adds_the_new_one(
    folder: Path, change: tuple[str, str], gone: tuple[str, str], come: tuple[str, str]
) -> None:
    loaded(folder)
    before = list(ClockEvent.objects.order_by("pk").values_list())
    foia_request = loaded(folder, change)
    assert sorted(standing(foia_request)) == sorted({*ENTRIES, come} - {gone})
    rows = list(ClockEvent.objects.order_by("pk"))
    assert list(ClockEvent.objects.order_by("pk").values_list())[: len(before)] == before
    withdrawal, added = rows[len(before) :]
    assert withdrawal.withdraws is not None
    assert (withdrawal.withdraws.kind, str(withdrawal.withdraws.on)) == gone
    assert (added.kind, str(added.on)) == come
    assert Correspondence.objects.count() == 3


def test_a_change_and_its_return_are_both_kept(folder: Path) -> None:
    loaded(folder)
    loaded(folder, ("filed_on: 2018-07-20", "filed_on: 2018-07-19"))
    foia_request = loaded(folder)
    assert standing(foia_request) == ENTRIES
    assert ClockEvent.objects.filter(kind="sent").count() == 5


def test_a_determination_of_which_nothing_is_said_is_not_known_to_be_adverse(folder: Path) -> None:
    foia_request = loaded(folder, (" adverse: true,", ""))
    assert Determination.objects.get().is_adverse is None
    assert ledger_of(foia_request).standing[-1].adverse is None
    foia_request = loaded(folder, ("adverse: true", "adverse: false"))
    assert ledger_of(foia_request).standing[-1].adverse is False


def test_only_a_determination_is_adverse(folder: Path) -> None:
    with pytest.raises(YamlError, match="adverse is said of a determination"):
        loaded(folder, ("dated_on: 2018-07-24", "dated_on: 2018-07-24, adverse: true"))
    assert not FoiaRequest.objects.exists()
