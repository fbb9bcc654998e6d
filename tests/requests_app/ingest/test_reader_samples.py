"""Every real, odd and hostile sample file goes through the reader; skipped without the samples."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from requests_app.ingest.parsers.contract import ParsedFile, ParseError
from requests_app.ingest.sandbox import ReaderLimits, ReaderPool, ReadJob

SAMPLES = Path(
    os.environ.get("FOIATRACK_SAMPLES", Path(__file__).parents[4] / "shared" / "samples")
)
FOLDERS = ("msg", "mime", "pdf-broken", "pdf-redaction", "scans")
READ = {".msg", ".eml", ".pdf", ".txt"}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory) -> dict[Path, ParsedFile | ParseError]:
    if not SAMPLES.is_dir():
        pytest.skip(f"the sample files are not here ({SAMPLES}); set FOIATRACK_SAMPLES")
    spool = tmp_path_factory.mktemp("spool")

    def jobs() -> Iterator[ReadJob]:
        paths = (path for folder in FOLDERS for path in sorted((SAMPLES / folder).rglob("*")))
        for number, path in enumerate(path for path in paths if path.suffix in READ):
            folder = spool / str(number)
            folder.mkdir()
            # The MIME samples of CPython are messages under the name of a text.
            name = path.name.replace(".txt", ".eml")
            yield ReadJob(path, path, name, folder)

    with ReaderPool(2, ReaderLimits(seconds=60, page_seconds=20)) as pool:
        return {job.path: parsed for job, parsed in pool.map(jobs())}


def test_every_sample_is_read_or_refused_with_a_reason(outcomes):
    assert len(outcomes) > 300
    for path, parsed in outcomes.items():
        if isinstance(parsed, ParseError):
            assert str(parsed), path
            assert "crashed" not in str(parsed), path
            assert "longer than" not in str(parsed), path


def test_what_is_expected_is_read_or_failed(outcomes):
    for path, parsed in outcomes.items():
        if isinstance(parsed, ParsedFile):
            assert len(parsed.pages) + len(parsed.failed_pages) == parsed.expected_pages, path
            members = len(parsed.children) + len(parsed.failed_children)
            assert members == parsed.expected_children, path
            for page in parsed.pages:
                assert all(page.text[word.start : word.end] == word.text for word in page.words)


def test_every_real_message_redaction_and_scan_is_read(outcomes):
    whole = ("msg", "pdf-redaction", "scans")
    unread = {
        path.name: str(parsed)
        for path, parsed in outcomes.items()
        if path.parent.name in whole and isinstance(parsed, ParseError)
    }
    assert unread == {}


def test_black_boxes_are_found_where_the_sample_is_named_for_them(outcomes):
    by_name = {path.name: parsed for path, parsed in outcomes.items()}

    def black(name: str) -> int:
        pages = by_name[name].pages
        fills = [mark for page in pages for mark in page.marks if mark.kind == "fill"]
        return sum(mark.shade is not None and mark.shade < 0.2 for mark in fills)

    assert black("rectangles_yes.pdf") > 0
    assert black("rectangles_yes_2.pdf") > 0
    assert black("rectangles_no.pdf") == 0
