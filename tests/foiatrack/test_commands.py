"""Every command: its help, its refusals in one line with status 2, and JSON that is JSON alone."""

import csv
import io
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from requests_app.management.console import CaseCommand
from tests.databases import saved
from tests.e2e.test_cases import FIXTURES, analysed
from tests.factories import (
    FoiaRequestFactory,
    MessageFactory,
    OccurrenceFactory,
    ParticipationFactory,
    ProductionFactory,
    SourceFileFactory,
)
from tests.services.servers import Site

pytestmark = pytest.mark.django_db

OURS = sorted(
    name for name, app in get_commands().items() if app in ("requests_app", "gaps", "foiatrack")
)
WITH_JSON = ["findings", "messages", "clocks", "letters"]
Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Ran:
    """Run a command as a person does; its status, what it printed and what it complained of."""

    def ran(*words: object) -> tuple[int, str, str]:
        name, *rest = map(str, words)
        capsys.readouterr()
        status = 0
        try:
            load_command_class(get_commands()[name], name).run_from_argv(["manage.py", name, *rest])
        except SystemExit as ended:
            status = int(ended.code or 0)
        told = capsys.readouterr()
        return status, told.out, told.err

    return ran


def test_the_commands_are_those_that_are_known() -> None:
    known = {
        *("analyze", "authorities", "bench_mail", "bench_release", "clocks", "confirm_letter"),
        *("demo", "draft_appeal", "draft_letter", "findings", "ingest", "letters", "load_case"),
        *("index_search", "load_reference_data", "messages", "serve", "verify_store"),
    }
    assert known <= set(OURS)


@pytest.mark.parametrize("name", OURS)
def test_help_says_what_the_command_does_and_every_argument_of_its_own(run: Ran, name: str) -> None:
    status, out, err = run(name, "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"usage: manage.py {name}")
    command = import_module(f"{get_commands()[name]}.management.commands.{name}").Command()
    assert " ".join(command.help.split())[:40] in " ".join(out.split())
    parser = command.create_parser("manage.py", name)
    shared = {each.dest for each in CaseCommand().create_parser("manage.py", "x")._actions}
    for action in parser._actions:
        told = action.help or action.choices
        assert action.dest in shared or told, f"{name}: {action.dest} is not explained"


NOTHING = "R-9: no request has this file number (known: R-1)"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["findings", "R-9"], NOTHING),
        (["findings", "R-9", "--format", "json"], NOTHING),
        (["messages", "R-9"], NOTHING),
        (["clocks", "R-9", "--on", "2018-10-01"], NOTHING),
        (["letters", "R-9"], NOTHING),
        (["analyze", "R-9"], NOTHING),
        (["ingest", "R-9"], NOTHING),
        (["confirm_letter", "R-9", "1"], NOTHING),
        (["draft_appeal", "R-9", "--out", "{folder}/out"], NOTHING),
        (["draft_letter", "R-9", "follow_up", "--out", "{folder}/out"], NOTHING),
        (["draft_appeal", "R-1", "--out", "{folder}/file"], "is a file; --out names a folder"),
        (["draft_letter", "R-1", "ogis", "--out", "{folder}/file"], "is a file; --out names a"),
        (["draft_appeal", "R-1", "--out", "{folder}/out"], "R-1"),
        (["draft_letter", "R-1", "follow_up", "--out", "{folder}/out"], "R-1"),
        (["confirm_letter", "R-1", "7"], "7: no letter of R-1; see letters R-1"),
        (["load_case", "{folder}/absent"], "case.yaml: No such file or directory"),
        (["load_case", "{folder}/file"], "case.yaml: Not a directory"),
        (["serve", "--bind", "nowhere"], "nowhere"),
        (["bench_mail", "{folder}/absent.mbox"], "There is no mailbox at"),
        (["bench_release", "--pdf", "{folder}/absent.pdf"], "There is no file"),
    ],
)
def test_a_refusal_is_one_line_and_status_two(
    run: Ran, tmp_path: Path, words: list[str], told: str
) -> None:
    FoiaRequestFactory.create(ref="R-1")
    (tmp_path / "file").write_bytes(b"")
    status, out, err = run(*(each.format(folder=tmp_path) for each in words))
    assert (status, out) == (2, "")
    (line,) = err.splitlines()
    assert told in line
    assert "Traceback" not in line
    assert not (tmp_path / "out").exists()


def test_an_ingest_of_nothing_names_what_is_absent_and_then_refuses(
    run: Ran, tmp_path: Path
) -> None:
    FoiaRequestFactory.create(ref="R-1")
    status, out, err = run("ingest", "R-1", tmp_path / "absent.pdf")
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        f"{tmp_path}/absent.pdf: no such file or folder",
        "R-1: no file to add",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["findings"], "the following arguments are required: ref"),
        (["findings", "R-1", "--format", "xml"], "invalid choice: 'xml'"),
        (["messages", "R-1", "--format", "csv"], "invalid choice: 'csv'"),
        (["analyze", "R-1", "--as-of", "today"], "'today' is not a day; write it as YYYY-MM-DD"),
        (["clocks", "R-1", "--on", "5"], "'5' is not a day; write it as YYYY-MM-DD"),
        (["draft_appeal", "R-1", "--out", "x", "--dated", "x"], "'x' is not a day; write it as"),
        (
            ["draft_letter", "R-1", "ogis", "--out", "x", "--dated", "x"],
            "'x' is not a day; write it as YYYY-MM-DD",
        ),
        (["draft_letter", "R-1", "poem", "--out", "x"], "invalid choice: 'poem'"),
        (["draft_appeal", "R-1"], "the following arguments are required: --out"),
        (["confirm_letter", "R-1", "1", "--only", "x"], "invalid int value: 'x'"),
    ],
)
def test_what_is_wrongly_written_is_told_behind_the_usage_with_status_two(
    run: Ran, words: list[str], told: str
) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert told in err.splitlines()[-1]
    assert err.startswith("usage: ")


@pytest.mark.parametrize("name", WITH_JSON)
def test_json_of_an_empty_request_is_json_and_nothing_else(run: Ran, name: str) -> None:
    FoiaRequestFactory.create(ref="R-1")
    status, out, err = run(name, "R-1", "--format", "json")
    assert (status, err) == (0, "")
    read = json.loads(out)
    assert (read["schema"], read["request"]) == (f"foiatrack.{name}/1", "R-1")


def test_what_is_told_of_the_sample_case_can_be_read_by_a_program(run: Ran) -> None:
    sample = analysed(FIXTURES / "ice-amazon")
    for name in WITH_JSON:
        status, out, err = run(name, sample.ref, "--format", "json")
        assert (status, err) == (0, "")
        assert json.loads(out)[name], "the sample case has some of each"
    status, out, err = run("findings", sample.ref, "--format", "csv")
    assert (status, err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out)))
    fingerprints = list(sample.findings.values_list("fingerprint", flat=True))
    assert sorted(row["fingerprint"] for row in rows) == sorted(fingerprints)
    for words in (("findings",), ("messages",), ("clocks", "--working")):
        status, out, err = run(words[0], sample.ref, *words[1:])
        assert (status, err) == (0, "")
        assert sample.ref in out, words


def test_authorities_are_told_to_a_person_and_to_a_program(run: Ran) -> None:
    status, out, err = run("authorities", "--format", "json")
    assert (status, err) == (0, "")
    assert json.loads(out)["authorities"]
    status, out, err = run("authorities")
    assert (status, err) == (0, "")
    assert "5 U.S.C. § 552(a)(3)(A)" in out


@pytest.mark.django_db(transaction=True)
def test_json_in_a_process_of_its_own_is_json_and_nothing_else(tmp_path: Path) -> None:
    message = MessageFactory.create(foia_request__ref="R-1", subject="Gesichtserkennung “é” 日本")
    saved(tmp_path / "foiatrack.sqlite3")
    told = Site(tmp_path, {"LANG": "C"}).manage("messages", "R-1", "--format", "json")
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout)["messages"][0]["subject"] == message.subject


@pytest.mark.parametrize(
    "words", ["[EXTERNAL] RE: Prices", "[/b] closed", "[bold]Prices", "[link=x]y", "a\\[b]"]
)
def test_words_in_brackets_stand_in_the_table_of_messages_as_in_the_records(
    run: Ran, words: str
) -> None:
    production = ProductionFactory.create(foia_request__ref="R-1 [x]")
    message = MessageFactory.create(foia_request=production.foia_request, subject=words)
    ParticipationFactory.create(message=message, role="from", name="Ann [ICE]")
    ParticipationFactory.create(message=message, name="", redacted=True)
    source_file = SourceFileFactory.create(production=production, path="mail [2].pdf")
    OccurrenceFactory.create(message=message, source_file=source_file)
    status, out, err = run("messages", "R-1 [x]")
    assert (status, err) == (0, "")
    for each in (words, "Ann [ICE]", "[withheld]", "mail [2].pdf", "R-1 [x]"):
        assert each in out


def test_the_table_of_messages_sends_no_code_to_the_terminal(run: Ran) -> None:
    foia_request = FoiaRequestFactory.create(ref="R-1")
    MessageFactory.create(foia_request=foia_request, subject="a\x1b[2Jb\rc\nd")
    _, out, _ = run("messages", "R-1")
    assert "\x1b" not in out
    assert "\r" not in out
