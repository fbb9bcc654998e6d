"""`ingest` killed at its worst moments and run again gives the rows of one undisturbed run."""

import hashlib
import os
import re
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest

from requests_app.ingest.pipeline import FILES_A_WRITE
from requests_app.services.cases import case_load
from requests_app.services.ingest import request_read
from tests.databases import saved
from tests.factories import AgencyFactory
from tests.services.servers import Site, wait_for

pytestmark = pytest.mark.django_db(transaction=True)

MANY = FILES_A_WRITE + 6
"""Files enough for two writes, and members enough for two more."""
FEW = 5
CASE = """\
schema: foiatrack.case/1
request: {ref: R-1, title: Prices, agency: DEP, requester: Example Oversight, text: All.}
organisations:
  - {name: Company, domains: [company.example], side: outside}
  - {name: Department, domains: [agency.example], side: agency, office: DEP}
correspondence:
  - {kind: determination, direction: in, dated_on: 2018-10-05, file: letter.txt}
productions:
  - {received_on: 2018-10-05, letter: letter.txt, files: [release/*]}
as_of: 2018-11-01
"""
FILES = """
select f.path, parent.path, f.depth, f.ordinal, f.blob_id, f.state, f.reason, f.parser,
       f.expected_pages, f.read_pages, f.failed_pages,
       f.expected_members, f.read_members, f.failed_members
from requests_app_sourcefile f left join requests_app_sourcefile parent on parent.id = f.parent_id
"""
ON_PAGE = "join requests_app_page p on p.id = r.page_id join requests_app_sourcefile f"
ROWS = {
    "files": FILES,
    "blobs": "select sha256, size from requests_app_blob",
    "failures": """select f.path, r.kind, r.name, r.reason from requests_app_filefailure r
        join requests_app_sourcefile f on f.id = r.source_file_id""",
    "pages": """select f.path, f.blob_id, p."index", p.text, p.words, p.marks
        from requests_app_page p join requests_app_sourcefile f on f.id = p.source_file_id""",
    "mentions": f"""select f.path, f.blob_id, p."index", r.kind, r.start, r."end", r."on"
        from requests_app_mention r {ON_PAGE} on f.id = p.source_file_id""",
    "facts": f"""select f.path, r.ordinal, r.key, r.name, r.value, r.quote, r.status
        from requests_app_letterfact r {ON_PAGE} on f.id = p.source_file_id""",
    "messages": """select m.key, m.number, m.state, m.sent_at, m.subject, parent.key
        from requests_app_message m left join requests_app_message parent
        on parent.id = m.parent_id""",
    "occurrences": """select f.path, f.blob_id, o.ordinal, o.role, o.header, o.body, m.key
        from requests_app_occurrence o join requests_app_sourcefile f on f.id = o.source_file_id
        left join requests_app_message m on m.id = o.message_id""",
    "participations": """select m.key, r.role, r.position, r.name, r.address, p.key, o.key
        from requests_app_participation r join requests_app_message m on m.id = r.message_id
        left join requests_app_person p on p.id = r.person_id
        left join requests_app_organisation o on o.id = r.organisation_id""",
    "claims": """select m.key, c.name, c.carried, f.path from requests_app_attachmentclaim c
        join requests_app_occurrence o on o.id = c.occurrence_id
        join requests_app_message m on m.id = o.message_id
        left join requests_app_sourcefile f on f.id = c.produced_file_id""",
    "references": """select m.key, n.key from requests_app_messagereference r
        join requests_app_message m on m.id = r.message_id
        join requests_app_occurrence o on o.id = r.occurrence_id
        join requests_app_message n on n.id = o.message_id""",
    "runs": "select number, as_of, new, kept, cured, reopened, errors from gaps_analysisrun",
    "findings": "select fingerprint, code, status, message, subject, facts from gaps_finding",
    "evidence": """select g.fingerprint, e.position, e.kind, e.document, e.page_number, e.quote
        from gaps_evidence e join gaps_finding g on g.id = e.finding_id""",
}
"""Every fact of a case by what it is about: the numbers of rows may differ, nothing else may."""

COUNTS = {
    "read": "select count(*) from requests_app_sourcefile where state = 'read'",
    "waiting": "select count(*) from requests_app_sourcefile where state = 'stored'",
    "messages": "select count(*) from requests_app_message",
    "runs": "select count(*) from gaps_analysisrun",
    "torn": """select count(*) from requests_app_sourcefile f where f.read_pages !=
        (select count(*) from requests_app_page p where p.source_file_id = f.id)""",
}
Counts = dict[str, int]


def mail(number: int, attachment: bytes | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Ann <ann@agency.example>", "Ben <ben@company.example>"
    message["Date"] = f"Mon, 02 Jul 2018 {number // 60:02d}:{number % 60:02d}:00 -0400"
    message["Subject"], message["Message-ID"] = f"RE: Prices {number}", f"<{number}@agency.example>"
    message["In-Reply-To"] = f"<{number - 7}@company.example>"
    message.set_content(f"Let us have a call about price {number}.\n")
    if attachment is not None:
        message.add_attachment(
            attachment, maintype="application", subtype="octet-stream", filename="plan.xyz"
        )
    return bytes(message)


def case_folder(folder: Path) -> Path:
    """A case with files that are read, that are kept, that fail, and that hold others."""
    release = folder / "release"
    release.mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "letter.txt").write_text("October 5, 2018\n\nWe release 70 pages to you.\n" * 3)
    for number in range(MANY):
        attachment = b"\x00\x01" if number == 3 else None
        (release / f"{number:03d}.eml").write_bytes(mail(number, attachment))
    (release / "empty.pdf").write_bytes(b"")
    (release / "unknown.xyz").write_bytes(b"\x00\x01\x02")
    for name, first, many in (("a.zip", 200, MANY), ("b.zip", 400, FEW)):
        with zipfile.ZipFile(release / name, "w") as archive:
            archive.writestr("../outside.eml", mail(999))
            for number in range(first, first + many):
                archive.writestr(f"{number - first:03d}.eml", mail(number))
    return folder


def rows_in(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as opened:
        return {name: sorted(opened.execute(sql), key=repr) for name, sql in ROWS.items()}


@pytest.fixture
def killed(tmp_path: Path, store: Path) -> Iterator[tuple[Site, Path]]:
    """A site with the case loaded and unread, and a database in which it was read undisturbed."""
    AgencyFactory.create()
    foia_request = case_load(folder=case_folder(tmp_path / "case")).foia_request
    saved(tmp_path / "foiatrack.sqlite3")
    request_read(foia_request=foia_request, readers=2)
    yield (
        Site(tmp_path, {"FOIATRACK_STORE": str(store)}),
        saved(tmp_path / "undisturbed.sqlite3"),
    )


IN_THE_TRAP = 0.3
"""Seconds in which it goes from the last commit into the trap."""
A_FILE_IS_READ = """(select count(*) from requests_app_sourcefile where state = 'read') > 0"""
ENDLESS = """create view endless as with recursive counted(number) as
    (values (1) union all select number + 1 from counted) select number from counted"""
TRAP = "create trigger trap before insert on {table} when {when} begin {loop}; end"


def ingest_killed_at(
    site: Site, table: str, reached: Callable[[Counts], bool], *, when: str = "true"
) -> Counts:
    """Run `ingest`, kill it with SIGKILL in the transaction that first inserts into the table
    while `when` holds, and count the rows. `reached` says whether all before it is committed.

    A trigger that never ends holds it there, so that it is always killed at the same place.
    """
    output = site.home / "ingest.log"
    loop = "select count(*) from endless"
    with closing(
        sqlite3.connect(site.home / "foiatrack.sqlite3", isolation_level=None)
    ) as database:

        def counts() -> Counts:
            return {name: database.execute(sql).fetchone()[0] for name, sql in COUNTS.items()}

        database.execute(ENDLESS)
        database.execute(TRAP.format(table=table, when=when, loop=loop))
        process = site.start("manage", "ingest", "R-1", output=output)
        try:
            wait_for(lambda: process.poll() is not None or reached(counts()), "the trap", 30)
            time.sleep(IN_THE_TRAP)
            assert process.poll() is None, output.read_text()
            readers = children(process.pid)
        finally:
            process.kill()
            process.wait()
        wait_for(lambda: not any(map(is_alive, readers)), "the end of its readers", 20)
        database.execute("drop trigger trap")
        database.execute("drop view endless")
        return counts()


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:1]


def test_an_ingest_killed_three_times_ends_as_one_that_was_left_alone(
    killed: tuple[Site, Path], store: Path
) -> None:
    site, undisturbed = killed
    first = ingest_killed_at(
        site, "requests_app_page", lambda now: now["read"] > 0, when=A_FILE_IS_READ
    )
    assert (first["read"], first["waiting"] > 0) == (FILES_A_WRITE, True)
    second = ingest_killed_at(site, "requests_app_message", lambda now: now["waiting"] == 0)
    assert (second["waiting"], second["messages"]) == (0, 0)
    third = ingest_killed_at(site, "gaps_analysisrun", lambda now: now["messages"] > 0)
    assert (third["messages"] > 0, third["runs"]) == (True, 0)
    assert [each["torn"] for each in (first, second, third)] == [0, 0, 0]

    told = site.manage_well("ingest", "R-1")
    counted = re.search(
        r"(\d+) files = (\d+) read \+ (\d+) kept unread \+ (\d+) failed; "
        r"(\d+) pages = (\d+) read \+ (\d+) failed",
        told,
    )
    assert counted, told
    expected, read, kept, failed, pages, pages_read, pages_failed = map(int, counted.groups())
    assert (read, kept, failed) == (2 * MANY + FEW + 2, 1, 4)
    assert expected == read + kept + failed
    assert (pages, pages_failed) == (pages_read, 0)

    once, again = rows_in(undisturbed), rows_in(site.home / "foiatrack.sqlite3")
    assert {name: len(found) for name, found in again.items()} == {
        name: len(found) for name, found in once.items()
    }
    for name, found in once.items():
        assert again[name] == found, name
    assert once["findings"] and once["claims"] and once["references"] and once["facts"]
    kept_bytes = [path for path in store.rglob("*") if re.fullmatch("[0-9a-f]{64}", path.name)]
    assert len(kept_bytes) == len(once["blobs"])
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in kept_bytes)
