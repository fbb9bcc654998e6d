"""The catalogue is made from the detectors and their cases, and cannot go stale unseen."""

from pathlib import Path

import pytest

from gaps import catalogue
from gaps.catalogue import examples, main, pages, split_documentation, stale
from gaps.engine import detectors
from requests_app.law.authorities import authority
from tests.snapshots import case_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wanted() -> dict[str, str]:
    return pages(detectors(), examples(ROOT / catalogue.CASES, case_of))


def test_the_pages_in_the_repository_are_those_that_would_be_written(
    wanted: dict[str, str],
) -> None:
    assert list(stale(ROOT / "docs/gaps", wanted)) == []


def test_every_detector_has_a_page_with_its_example_run(wanted: dict[str, str]) -> None:
    for each in detectors():
        text = wanted[f"{each.family}/{each.name}.md"]
        assert text.startswith(f"# {each.name} ({each.code})\n")
        order = ["## Legal basis", "## Why it matters", "## What would cure it"]
        order += ["## When it is not a gap", "## Facts of a finding", "## Example"]
        order += ["## Known misses", "## Changes"]
        places = [text.index(f"{heading}\n") for heading in order]
        assert places == sorted(places)
        assert all(f"- `{name}`: " in text for name in each.facts)


def test_the_facts_of_the_example_are_those_that_the_detector_finds(
    wanted: dict[str, str],
) -> None:
    text = wanted["correspondence/one_directional_correspondence.md"]
    assert "produced = 3, produced_back = 0, proven_back = 2" in text
    assert "- looked for: messages from ice.dhs.gov to amazon.com, in 40 pages, 3 messages" in text


def test_the_index_lists_every_code_and_links_its_page(wanted: dict[str, str]) -> None:
    for each in detectors():
        assert (
            f"| {each.code} | [{each.name}]({each.family}/{each.name}.md) |" in wanted["index.md"]
        )


def test_the_authorities_say_what_is_not_verified_and_who_cites_them(
    wanted: dict[str, str],
) -> None:
    rows = wanted["authorities.md"].splitlines()
    (row,) = [each for each in rows if each.startswith("| Iturralde")]
    assert "(adverse)" in row
    assert authority("iturralde").unverified_note in row
    (row,) = [each for each in rows if each.startswith("| Morley")]
    assert "| nothing open |" in row


def test_a_docstring_is_split_at_its_headings() -> None:
    text = "One\nsentence.\n\n## A heading\nIts\nwords.\n\nMore.\n\n## Another\nLast."
    assert split_documentation(text) == (
        "One sentence.",
        {"A heading": "Its words.\n\nMore.", "Another": "Last."},
    )


def test_a_check_names_what_is_missing_out_of_date_or_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    folder = tmp_path / "gaps"
    assert main(["--write", str(folder)]) == 0
    assert main(["--check", str(folder)]) == 0
    (folder / "index.md").write_text("old")
    (folder / "authorities.md").unlink()
    (folder / "search/gone.md").write_text("of a detector that was")
    assert main(["--check", str(folder)]) == 1
    told = capsys.readouterr().err
    assert "index.md: out of date" in told
    assert "authorities.md: missing" in told
    assert "search/gone.md: no detector has this page" in told
    assert main(["--write", str(folder)]) == 0
    assert main(["--check", str(folder)]) == 0
    assert not (folder / "search/gone.md").exists()


def test_an_example_that_finds_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "production").mkdir()
    (tmp_path / "production/bates_gap.yaml").write_text(
        "detector: bates_gap\ncases: [{name: x, example: true, case: {}}]\n"
    )
    with pytest.raises(ValueError, match="finds nothing"):
        examples(tmp_path, case_of)
