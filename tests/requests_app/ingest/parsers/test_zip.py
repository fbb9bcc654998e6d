import stat
import zipfile
from pathlib import Path

import pytest

from requests_app.ingest.parsers.contract import Limits, ParseContext, ParsedFile, ParseError
from requests_app.ingest.parsers.registry import parser_for
from requests_app.ingest.parsers.zip import PARSER


def read(path: Path, limits: Limits | None = None) -> ParsedFile:
    spool = path.parent / "spool"
    spool.mkdir(exist_ok=True)
    parsed = PARSER.parse(path, ParseContext(spool, limits or Limits()))
    assert len(parsed.children) + len(parsed.failed_children) == parsed.expected_children
    assert sorted(spool.iterdir()) == sorted(child.path for child in parsed.children)
    return parsed


def archive(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return path


def test_files_in_folders_are_children_under_their_whole_names(tmp_path):
    path = archive(tmp_path / "a.zip", ("mail/", b""), ("mail/a.txt", b"one"), ("ü.txt", b"two"))
    parsed = read(path)
    assert [(child.name, child.path.read_bytes(), child.size) for child in parsed.children] == [
        ("mail/a.txt", b"one", 3),
        ("ü.txt", b"two", 3),
    ]


@pytest.mark.parametrize(
    "name", ["../evil.txt", "a/../../evil.txt", "/etc/evil", "C:\\evil.txt", "..\\evil.txt"]
)
def test_a_name_that_points_outside_is_refused_and_its_siblings_are_read(tmp_path, name):
    parsed = read(archive(tmp_path / "a.zip", (name, b"evil"), ("good.txt", b"good")))
    assert [child.name for child in parsed.children] == ["good.txt"]
    assert parsed.failed_children[0].reason == "its name points outside the archive"
    assert not list(tmp_path.rglob("evil*"))


def test_a_name_that_only_looks_like_it_is_read(tmp_path):
    assert len(read(archive(tmp_path / "a.zip", ("a..b/..c.txt", b"fine"))).children) == 1


def test_a_link_is_refused(tmp_path):
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    parsed = read(archive(tmp_path / "a.zip", (link, b"/etc/passwd")))
    assert parsed.failed_children[0].reason == "it is a link, not a file"


def test_a_member_that_swells_without_end_is_stopped_and_leaves_nothing(tmp_path):
    path = archive(tmp_path / "a.zip", ("bomb.txt", bytes(40 * 1024**2)), ("good.txt", b"good"))
    parsed = read(path)
    assert [child.name for child in parsed.children] == ["good.txt"]
    assert "200 times its packed size" in parsed.failed_children[0].reason


def test_members_that_share_their_bytes_are_stopped_by_the_sum(tmp_path):
    path = archive(tmp_path / "a.zip", *((f"{n}.txt", bytes(6 * 1024**2)) for n in range(8)))
    parsed = read(path)
    assert len(parsed.children) < 8
    assert all("together are larger" in failure.reason for failure in parsed.failed_children)


def test_a_size_in_the_header_that_lies_is_not_believed(tmp_path):
    path = archive(tmp_path / "a.zip", ("big.txt", b"x" * 5000))
    content = path.read_bytes().replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(content)
    parsed = read(path, Limits(member_bytes=100))
    assert parsed.children == () or parsed.children[0].size <= 100


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(members=1), "more than 1 members"),
        (Limits(member_bytes=10), "larger than 10 bytes"),
        (Limits(total_bytes=30), "together are larger than 30 bytes"),
    ],
)
def test_limits_stop_with_their_reason(tmp_path, limits, reason):
    parsed = read(archive(tmp_path / "a.zip", ("a", b"x" * 20), ("b", b"y" * 20)), limits)
    assert reason in parsed.failed_children[-1].reason


def test_a_member_with_a_password_fails_alone(tmp_path):
    path = archive(tmp_path / "a.zip", ("secret.txt", b"secret"), ("open.txt", b"open"))
    content = bytearray(path.read_bytes())
    # The first bit of the flags, in the local header and in the central directory.
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    parsed = read(path)
    assert [child.name for child in parsed.children] == ["open.txt"]
    assert parsed.failed_children[0].reason == "it is protected by a password"


def test_a_damaged_member_fails_alone(tmp_path):
    path = archive(tmp_path / "a.zip", ("a.txt", b"some text " * 50), ("b.txt", b"fine"))
    content = bytearray(path.read_bytes())
    content[40] ^= 0xFF
    path.write_bytes(content)
    parsed = read(path)
    assert [child.name for child in parsed.children] == ["b.txt"]
    assert "damaged" in parsed.failed_children[0].reason


def test_an_archive_in_an_archive_is_a_child_like_any_other(tmp_path):
    inner = archive(tmp_path / "inner.zip", ("a.txt", b"deep"))
    (child,) = read(archive(tmp_path / "outer.zip", ("inner.zip", inner.read_bytes()))).children
    assert PARSER.score(child.path.read_bytes()[:4096], child.name) is not None


def test_files_of_the_operating_system_are_left_out_and_mentioned(tmp_path):
    path = archive(tmp_path / "a.zip", ("__MACOSX/._a", b"x"), (".DS_Store", b"x"), ("a.txt", b"a"))
    parsed = read(path)
    assert [child.name for child in parsed.children] == ["a.txt"]
    assert parsed.warnings == ("2 files that an operating system added were left out",)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and then nothing"])
def test_what_is_no_archive_is_refused(tmp_path, content):
    path = tmp_path / "bad.zip"
    path.write_bytes(content)
    with pytest.raises(ParseError):
        read(path)


def test_an_office_file_is_not_unpacked(tmp_path):
    path = archive(tmp_path / "a.docx", ("[Content_Types].xml", b"<Types/>"))
    assert parser_for(path.read_bytes(), "a.docx") is None
    assert parser_for(path.read_bytes(), "renamed") is None
