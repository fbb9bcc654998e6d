import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from requests_app.ingest.parsers.contract import Limits, ParsedFile, ParseError
from requests_app.ingest.reader_child import parser_of
from requests_app.ingest.sandbox import Reader, ReaderLimits, ReaderPool, ReadJob
from tests.requests_app.ingest.parsers.written_pdf import text, write_pdf


def raw_pdf(path: Path, pages: list[bytes], forms: dict[str, tuple[str, bytes]]) -> Path:
    """A PDF with these page contents; a form names the one form that it may draw."""
    names = {name: 3 + 2 * len(pages) + at for at, name in enumerate(forms)}
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    font = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    drawn = "".join(f"/{name} {number} 0 R" for name, number in names.items())
    for number, content in enumerate(pages):
        resources = f"<<{font}/XObject<<{drawn}>>>>"
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources{resources}"
        objects.append(f"{page}/Contents {4 + 2 * number} 0 R>>".encode())
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    for inner, content in forms.values():
        inside = f"<<{font}/XObject<</{inner} {names[inner]} 0 R>>>>" if inner else f"<<{font}>>"
        head = f"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources{inside}"
        objects.append(
            f"{head}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"
        )
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, each) for n, each in enumerate(objects, start=1))
    path.write_bytes(b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF")
    return path


def with_a_bomb(path: Path, good_pages: int, bomb_at: int) -> Path:
    """Pages of one line each, but one draws forms in forms a hundred million times over."""
    depth = 8
    forms = {
        f"X{level}": (f"X{level + 1}", b"/X%d Do " % (level + 1) * 10) for level in range(depth)
    }
    forms[f"X{depth}"] = ("", b"BT /F1 9 Tf 72 700 Td (boom) Tj ET " * 10)
    pages = [b"BT /F1 9 Tf 72 700 Td (page %d) Tj ET" % n for n in range(good_pages)]
    pages.insert(bomb_at, b"/X0 Do")
    return raw_pdf(path, pages, forms)


@pytest.fixture
def spool(tmp_path):
    folder = tmp_path / "spool"
    folder.mkdir()
    return folder


def quick(**limits) -> ReaderLimits:
    return ReaderLimits(**{"page_seconds": 1.5, **limits})


def test_a_file_is_read_as_the_parser_reads_it(tmp_path, spool):
    path = write_pdf(tmp_path / "a.pdf", text(72, 100, "one"), text(72, 100, "two"))
    with Reader() as reader:
        parsed = reader.read(path, "a.pdf", spool=spool)
    assert [page.text for page in parsed.pages] == ["one", "two"]
    assert parsed.expected_pages == 2
    assert parsed.pages[0].words[0].box.x0 == pytest.approx(72, abs=0.5)


def test_a_page_that_takes_too_long_costs_only_itself(tmp_path, spool):
    path = with_a_bomb(tmp_path / "a.pdf", good_pages=4, bomb_at=2)
    with Reader(quick()) as reader:
        parsed = reader.read(path, "a.pdf", spool=spool)
    assert [page.text for page in parsed.pages] == ["page 0", "page 1", "page 2", "page 3"]
    assert [page.index for page in parsed.pages] == [0, 1, 3, 4]
    (failure,) = parsed.failed_pages
    assert failure.name == "page 3"
    assert failure.reason == "reading it took longer than 1.5 s"
    assert parsed.expected_pages == 5


def test_a_page_that_eats_memory_costs_only_itself(tmp_path, spool):
    path = with_a_bomb(tmp_path / "a.pdf", good_pages=2, bomb_at=0)
    with Reader(quick(page_seconds=60, memory_bytes=400 * 1024**2)) as reader:
        parsed = reader.read(path, "a.pdf", spool=spool)
    assert [page.text for page in parsed.pages] == ["page 0", "page 1"]
    (failure,) = parsed.failed_pages
    assert failure.name == "page 1"
    assert "crashed the reader" in failure.reason or "out of memory" in failure.reason


def test_a_child_that_died_between_files_is_replaced(tmp_path, spool):
    path = write_pdf(tmp_path / "a.pdf", text(72, 100, "one"))
    with Reader() as reader:
        reader.read(path, "a.pdf", spool=spool)
        os.kill(reader._process.pid, signal.SIGKILL)
        assert reader.read(path, "a.pdf", spool=spool).pages[0].text == "one"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.pdf", b"", "the file is empty"),
        ("photo.heic", b"\x00\x00\x00 ftypheic", "unknown type of file (.heic)"),
        ("bad.pdf", b"%PDF-1.4 nothing", "not a PDF or is damaged"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, spool, name, content, reason):
    (tmp_path / name).write_bytes(content)
    with Reader() as reader, pytest.raises(ParseError) as raised:
        reader.read(tmp_path / name, name, spool=spool)
    assert reason in str(raised.value)


def test_members_are_unpacked_into_the_spool(tmp_path, spool):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mail/a.txt", "one")
        packed.writestr("../b.txt", "two")
    with Reader() as reader:
        parsed = reader.read(path, "a.zip", spool=spool)
    assert [(child.name, child.path.parent) for child in parsed.children] == [("mail/a.txt", spool)]
    assert len(parsed.failed_children) == 1


def test_limits_reach_the_parsers(tmp_path, spool):
    path = tmp_path / "a.txt"
    path.write_text("x" * 100)
    with (
        Reader(ReaderLimits(parse=Limits(text_bytes=50))) as reader,
        pytest.raises(ParseError, match="larger than 50 bytes"),
    ):
        reader.read(path, "a.txt", spool=spool)


def test_a_pool_reads_every_job_and_gives_errors_as_outcomes(tmp_path):
    jobs = []
    for number in range(12):
        path = tmp_path / f"{number}.txt"
        path.write_text("" if number % 4 == 0 else f"text {number}")
        (tmp_path / f"spool-{number}").mkdir()
        jobs.append(ReadJob(number, path, path.name, tmp_path / f"spool-{number}"))
    with ReaderPool(2) as pool:
        outcomes = {job.key: parsed for job, parsed in pool.map(jobs)}
        again = list(pool.map(jobs[:2]))
    assert sorted(outcomes) == list(range(12))
    for number, parsed in outcomes.items():
        if number % 4 == 0:
            assert isinstance(parsed, ParseError)
        else:
            assert isinstance(parsed, ParsedFile)
            assert parsed.pages[0].text == f"text {number}"
    assert len(again) == 2


def test_a_pool_left_in_the_middle_does_not_wait_for_what_hangs(tmp_path):
    slow = with_a_bomb(tmp_path / "slow.pdf", good_pages=1, bomb_at=1)
    fast = tmp_path / "a.txt"
    fast.write_text("text")
    jobs = []
    for number, path in enumerate([slow, fast, fast]):
        (tmp_path / f"spool-{number}").mkdir()
        jobs.append(ReadJob(number, path, path.name, tmp_path / f"spool-{number}"))
    with ReaderPool(2, ReaderLimits(page_seconds=300)) as pool:
        results = pool.map(jobs)
        job, _ = next(results)
        assert job.key in (1, 2)
        results.close()


def test_the_child_knows_no_django_and_nothing_of_the_environment(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import requests_app.ingest.reader_child as child; child.parsers()\n"
        "print([name for name in ('django', 'celery') if name in sys.modules])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(root)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_child_reaches_no_network_where_the_system_allows_to_forbid_it(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from requests_app.ingest.reader_child import confine\n"
        "confine(2**31, 2**31)\n"
        "print(open('/proc/net/dev').read().count(':'))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(root)], capture_output=True, text=True, check=True
    )
    if int(done.stdout) > 1:
        pytest.skip("this system does not let a process leave the network")
    assert int(done.stdout) == 1


def test_the_name_in_a_refusal_is_only_its_ending(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"\x7fELF")
    with pytest.raises(ParseError, match="its name has no extension"):
        parser_of(path, "secret name")
