"""Filling an empty database with requests as an organisation has them after ten years."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from django.contrib.auth.models import User

from gaps import models as found
from requests_app import models
from requests_app.services.reference_data import reference_data_load
from tests.bench.shape import FIRST_NAMES, KINDS, SEED, SURNAMES, TODAY, TOPICS, Plan, plans
from tests.bench.tables import Table, filling

M = models
READER = "bench"
LETTER = (
    "Dear Requester,\n\nThis responds to your request under the Freedom of Information Act. "
    "A search located records that are responsive. Portions are withheld under 5 U.S.C. § 552"
    "(b)(6) and (b)(7)(C).\n\nIf you are not satisfied with this response you may appeal within "
    "90 days of the date of this letter.\n\nSincerely,\nThe FOIA Office\n"
)
LETTERS = {
    "sent": "request",
    "acknowledged": "acknowledgment",
    "determined": "determination",
    "decided": "appeal_determination",
}
"""The letter from which an entry of the ledger comes."""
THROUGH = M.FoiaRequest.offices.through
TAGGED = M.FoiaRequest.tags.through
TAGS, STAFF = 40, 30
TABLES: dict[type[Any], tuple[str, ...]] = {
    M.FoiaRequest: (
        "id", "ref", "title", "agency_id", "requester", "text", "filed_on", "received_on",
        "assignee_id", "last_event", "last_event_on",
    ),
    THROUGH: ("id", "foiarequest_id", "office_id"),
    TAGGED: ("id", "foiarequest_id", "tag_id"),
    M.RequestItem: ("id", "foia_request_id", "number", "text"),
    M.RequestIdentifier: ("id", "foia_request_id", "kind", "number"),
    M.Custodian: ("id", "foia_request_id", "name", "office_id", "named_in_request"),
    M.SearchRecord: ("id", "foia_request_id", "office_id", "status", "reason", "source_file_id"),
    M.Correspondence: (
        "id", "foia_request_id", "kind", "direction", "dated_on", "received_on", "source_file_id",
    ),
    M.Determination: ("id", "correspondence_id", "is_adverse", "pages_released"),
    M.ClockEvent: (
        "id", "foia_request_id", "kind", "on", "terms", "what", "correspondence_id", "origin",
    ),
    M.Deadline: (
        "id", "foia_request_id", "position", "name", "whose", "runs_from_on", "due_on", "done_on",
        "days_taken", "derived_for",
    ),
    M.LetterFact: (
        "id", "correspondence_id", "ordinal", "key", "name", "value", "page_id", "start", "end",
        "quote", "confidence", "reading_version", "status", "decided_at",
    ),
    M.Blob: ("sha256", "size"),
    M.Production: (
        "id", "foia_request_id", "number", "received_on", "is_final", "pages_released",
        "bates_from", "bates_to",
    ),
    M.SourceFile: (
        "id", "foia_request_id", "production_id", "parent_id", "depth", "ordinal", "path",
        "blob_id", "state", "reason", "parser", "expected_pages", "read_pages",
        "expected_members", "read_members",
    ),
    M.Page: ("id", "source_file_id", "index", "label", "width", "height", "text", "words"),
    M.Stamp: ("id", "page_id", "start", "end", "raw", "prefix", "number", "width"),
    M.Redaction: ("id", "page_id", "kind", "codes", "start", "end", "box"),
    M.Organisation: ("id", "foia_request_id", "key", "name", "domains", "side"),
    M.Person: ("id", "foia_request_id", "key", "name", "organisation_id"),
    M.Message: (
        "id", "foia_request_id", "key", "number", "state", "sent_at", "has_time", "subject",
        "normalized_subject", "parent_id", "thread",
    ),
    M.Exchange: ("id", "sender_id", "recipient_id", "produced", "inferred"),
    M.Participation: (
        "id", "message_id", "role", "position", "name", "address", "person_id", "organisation_id",
    ),
    M.Occurrence: (
        "id", "source_file_id", "ordinal", "role", "style", "message_id", "header", "header_spans",
        "body_spans", "body",
    ),
    found.AnalysisRun: ("id", "foia_request_id", "number", "as_of", "snapshot_hash", "new"),
    found.Finding: (
        "id", "foia_request_id", "fingerprint", "code", "detector", "subject", "severity",
        "confidence", "message", "authorities", "is_present", "decision", "status", "first_run_id",
        "last_run_id",
    ),
    found.Evidence: (
        "id", "finding_id", "position", "kind", "page_id", "document", "sha256", "page_number",
        "quote", "start", "end", "what", "looked_in",
    ),
    found.Review: ("id", "finding_id", "decision", "reason", "reviewer_id"),
    found.Appeal: (
        "id", "foia_request_id", "number", "status", "dated_on", "letter", "filed_on",
        "decided_on",
    ),
    found.AppealPoint: (
        "id", "appeal_id", "number", "code", "heading", "argument", "relief", "outcome",
    ),
    found.Exhibit: ("id", "appeal_id", "letter", "title", "source_file_id", "pages"),
}  # fmt: skip


class Filling:
    """The tables that are being filled, and what the rows draw on."""

    def __init__(self) -> None:
        self.rng = Random(SEED)
        self.tables = {model: Table(model, *columns) for model, columns in TABLES.items()}
        self.numbers = {model: count(1) for model in TABLES}
        paths = dict(M.Office.objects.order_by("path").values_list("pk", "path"))
        kinds = dict(M.Office.objects.values_list("pk", "kind"))
        self.agencies = [pk for pk in paths if kinds[pk] != M.Office.Kind.OFFICE]
        self.below = {
            pk: [each for each in paths if paths[each].startswith(f"{paths[pk]}/")] or [pk]
            for pk in self.agencies
        }
        self.reader = User.objects.get(username=READER).pk
        self.staff = list(User.objects.order_by("pk").values_list("pk", flat=True))
        self.tags = list(M.Tag.objects.order_by("pk").values_list("pk", flat=True))

    def add(self, model: type[Any], *values: Any) -> int:
        """A row under the next key; returns the key."""
        pk = next(self.numbers[model])
        self.tables[model].add(pk, *values)
        return pk

    def one_of(self, choices: Any, bend: float = 1.0) -> Any:
        """One of these; the first ones oftener where `bend` is above 1."""
        return choices[int(len(choices) * self.rng.random() ** bend)]

    def file(
        self,
        plan: Plan,
        path: str,
        *,
        pages: int,
        production: int | None = None,
        parent: int | None = None,
        ordinal: int = 0,
        members: int = 0,
        parser: str = "pdf_text",
    ) -> int:
        """A file that was read whole; its pages are the caller's to write."""
        pk = next(self.numbers[M.SourceFile])
        sha256 = f"{pk:064x}"
        self.tables[M.Blob].add(sha256, 40_000)
        failed = parent is None and production is not None and self.rng.random() < 0.01
        self.tables[M.SourceFile].add(
            pk, plan.pk, production, parent, int(parent is not None), ordinal, path, sha256,
            "failed" if failed else "read", "the file is damaged" if failed else "", parser,
            pages, pages, members, members,
        )  # fmt: skip
        return pk


def fill(requests: int, messages: int) -> dict[str, int]:
    """Fill the database, which was migrated and is empty; returns the rows by table."""
    # Stands in a module of its own, and draws on this one.
    from tests.bench.filling_release import release

    reference_data_load()
    User.objects.create_superuser(READER, password=None)
    User.objects.bulk_create(User(username=f"staff{number}") for number in range(STAFF))
    M.Tag.objects.bulk_create(M.Tag(name=f"campaign {number}") for number in range(TAGS))
    made = Filling()
    with filling(list(TABLES)):
        for plan in plans(requests, messages):
            _request(made, plan)
            letters = _letters(made, plan)
            _ledger(made, plan, letters)
            release(made, plan)
        for table in made.tables.values():
            table.flush()
    return {model._meta.db_table: table.count for model, table in made.tables.items()}


def day(value: date | None) -> str | None:
    """A day as both databases take it."""
    return value.isoformat() if value else None


def topic(made: Filling) -> str:
    return f"{made.one_of(KINDS)} {made.one_of(TOPICS, 1.5)}"


def person(number: int) -> str:
    return f"{FIRST_NAMES[number % 10]} {SURNAMES[number // 10 % 26]}"


def _request(made: Filling, plan: Plan) -> None:
    agency = made.one_of(made.agencies, 3)
    subject = topic(made)
    text = f"All records, including emails, of {subject.lower()}, from 2014 to the present. " * 5
    made.add(
        M.FoiaRequest, f"{plan.filed_on:%Y}-{plan.pk:06d}", f"{subject}, {plan.filed_on:%Y}",
        agency, f"{person(plan.pk % 40)}, Example Oversight", text, day(plan.filed_on),
        day(plan.received_on), made.one_of(made.staff) if plan.pk % 4 else None,
        plan.happened[-1][0], day(plan.happened[-1][1]),
    )  # fmt: skip
    if plan.pk % 3 == 0:
        made.add(TAGGED, plan.pk, made.one_of(made.tags, 2))
    for number in (1, 2, 3)[: 1 + plan.pk % 3]:
        made.add(M.RequestItem, plan.pk, number, f"Part {number}: {text[:120]}")
    made.add(M.RequestIdentifier, plan.pk, "request", f"{plan.filed_on:%Y}-ICFO-{plan.pk:05d}")
    offices = made.below[agency][: 40 if plan.messages > 1_000 else 3]
    for place, office in enumerate(offices):
        made.add(THROUGH, plan.pk, office)
        if place % 2 == 0 and plan.determined_on:
            status = ("searched", "no_records", "refused")[(place + plan.pk) % 3]
            made.add(M.SearchRecord, plan.pk, office, status, None, None)
    made.add(M.Custodian, plan.pk, person(plan.pk), offices[0], True)


def _letters(made: Filling, plan: Plan) -> dict[str, int]:
    """The letters by their kind, those of the agency with their page and what was read in it."""
    sent = ("request", "out", day(plan.filed_on), None, None)
    letters = {"request": made.add(M.Correspondence, plan.pk, *sent)}
    for kind, on in _answers(plan):
        words = f"{on:%B %-d, %Y}\n{LETTER}"
        source_file = made.file(plan, f"letters/{kind}-{on}.pdf", pages=1)
        page = made.add(M.Page, source_file, 0, "1", 612.0, 792.0, words, "[]")
        letter = made.add(
            M.Correspondence, plan.pk, kind, "in", day(on), day(on + timedelta(days=2)), source_file
        )
        letters[kind] = letter
        open_still = made.rng.random() < 0.1
        for place in range(3):
            made.add(
                M.LetterFact, letter, place, f"{place:064d}", "pages_released", str(place + 1),
                page, 10 * place, 10 * place + 9, words[10 * place : 10 * place + 9], "certain", 1,
                "proposed" if open_still else "confirmed",
                None if open_still else f"{on} 12:00:00",
            )  # fmt: skip
        if kind == "determination":
            made.add(M.Determination, letter, True, plan.pages)
    return letters


def _answers(plan: Plan) -> Iterator[tuple[str, date]]:
    yield "acknowledgment", plan.acknowledged_on
    for number in range(1, plan.productions):
        yield "interim_response", plan.filed_on + timedelta(days=40 + number)
    if plan.determined_on:
        yield "determination", plan.determined_on
    if plan.decided_on:
        yield "appeal_determination", plan.decided_on


def _ledger(made: Filling, plan: Plan, letters: dict[str, int]) -> None:
    """What happened, and the clocks that follow from it."""
    for kind, on in plan.happened:
        letter = letters.get(LETTERS.get(kind, ""))
        terms = '{"adverse": true}' if kind == "determined" else "{}"
        origin = "letter" if letter else "record"
        made.add(M.ClockEvent, plan.pk, kind, day(on), terms, kind, letter, origin)
    clocks = (
        ("tracking_number", "agency", plan.filed_on, 14, plan.acknowledged_on),
        ("determination", "agency", plan.filed_on, 30, plan.determined_on),
        ("appeal", "requester", plan.determined_on, 90, plan.appealed_on),
        ("appeal_decision", "agency", plan.appealed_on, 29, plan.decided_on),
    )
    for position, (name, whose, start, days, done) in enumerate(clocks):
        if start:
            due = day(start + timedelta(days=days))
            # About five working days to seven.
            taken = (done - start).days * 5 // 7 if done and done >= start else None
            times = (day(start), due, day(done), taken, day(TODAY))
            made.add(M.Deadline, plan.pk, position, name, whose, *times)
