"""What came of a request: files, pages, mail, gaps and the appeal."""

import json
from datetime import datetime, timedelta
from typing import Any

from gaps import models as found
from gaps.engine import detectors
from requests_app import models as M  # noqa: N812  (as the filling names it)
from requests_app.ingest.exchanges import exchanges_of
from tests.bench.filling import Filling, day, person, topic
from tests.bench.shape import TODAY, Plan

ORGANISATIONS = ("agency", "outside", "outside", "unknown")
WITH_WORDS = 50
"""Pages of a file that have the places of their words: the rest would only fill the disk."""
SENTENCES = (
    "Please see the attached draft and send any edits by close of business on Friday. ",
    "Per our call yesterday, the site visit is moved to next week. ",
    "The contractor has not yet answered the questions about the invoices. ",
    "I am adding counsel to this thread for awareness. ",
    "We will need the final figures for the briefing before noon. ",
)
ISSUE = "## I. The agency did not search every office\n\nThe agency owed a search of each. "
APPEAL = "# Appeal\n\n" + "".join(
    f"{ISSUE}*Example v. Agency*, 1 F.4th {number} (D.C. Cir. 2021). See Exhibit A at {number}.\n\n"
    for number in range(1, 13)
)
CODES = tuple((each.code, each.name) for each in detectors())
STANDINGS = (
    *((True, "none", "open"),) * 6,
    *((True, "confirmed", "confirmed"),) * 3,
    (True, "dismissed", "dismissed"),
    (False, "none", "cured"),
)


def release(made: Filling, plan: Plan) -> None:
    """Everything that came, and what was found to be missing."""
    pages = _productions(made, plan) if plan.messages else []
    if plan.messages:
        _mail(made, plan, pages)
    if plan.findings:
        _findings(made, plan, pages)
    if plan.appealed_on or plan.messages > 1_000:
        _appeal(made, plan, pages)


def _productions(made: Filling, plan: Plan) -> list[tuple[int, int, int]]:
    """Files and their pages: the keys of the page and of its file, and its place in it."""
    pages: list[tuple[int, int, int]] = []
    left = max(plan.pages, 1)
    for number in range(1, plan.productions + 1):
        share = left // (plan.productions - number + 1)
        first, left = len(pages) + 1, left - share
        production = made.add(
            M.Production, plan.pk, number, day(plan.filed_on + timedelta(days=40 + number)),
            number == plan.productions, share, f"AGY-{first:06d}", f"AGY-{first + share - 1:06d}",
        )  # fmt: skip
        if plan.native:
            _mailbox(made, plan, production, share, pages)
        else:
            _printouts(made, plan, production, share, pages)
    return pages


def _printouts(
    made: Filling, plan: Plan, production: int, share: int, pages: list[tuple[int, int, int]]
) -> None:
    """A long file and some short ones."""
    lengths = [share // 2, *[50] * (share // 100)] if share > 200 else [share]
    lengths[0] += share - sum(lengths)
    for ordinal, length in enumerate(lengths):
        name = f"release-{production}-{ordinal + 1:03d}.pdf"
        options: dict[str, Any] = {"production": production, "ordinal": ordinal}
        source_file = made.file(plan, name, pages=length, **options)
        for index in range(length):
            pages.append((_page(made, plan, source_file, index, len(pages)), source_file, index))


def _mailbox(
    made: Filling, plan: Plan, production: int, share: int, pages: list[tuple[int, int, int]]
) -> None:
    """An archive whose members are messages, a page each."""
    archive = made.file(
        plan, f"mail-{production}.zip", pages=0, production=production, members=share, parser="zip"
    )
    for ordinal in range(share):
        member = made.file(
            plan, f"{ordinal + 1:05d}.eml", pages=1, production=production, parent=archive,
            ordinal=ordinal, parser="eml",
        )  # fmt: skip
        pages.append((_page(made, plan, member, 0, len(pages)), member, 0))


def _page(made: Filling, plan: Plan, source_file: int, index: int, place: int) -> int:
    """A page of an email with its stamp; some pages have a closed place, and some no stamp."""
    stamp = f"AGY-{place + 1:06d}"
    text = (
        f"From: {person(place)}\nSent: Monday, July 2, 2018 1:20 PM\nTo: {person(place + 7)}\n"
        f"Subject: {topic(made)}\n\n{SENTENCES[place % 5] * 4}\n{stamp}\n"
    )
    words = _words(text) if index < WITH_WORDS and plan.messages > 1_000 else "[]"
    pk = made.add(M.Page, source_file, index, str(index + 1), 612.0, 792.0, text, words)
    if not plan.native and place % 97:
        start = len(text) - len(stamp) - 1
        made.add(M.Stamp, pk, start, start + len(stamp), stamp, "AGY-", place + 1, 6)
    if place % 4 == 0:
        box = "[72.0, 140.0, 260.0, 152.0]"
        made.add(M.Redaction, pk, "box", '["(b)(6)"]', 6, 12, box)
    return pk


def _words(text: str) -> str:
    """Words of a page in lines of twelve points, as a reading of it gives them."""
    places, start = [], 0
    for line, words in enumerate(text.splitlines(keepends=True)):
        left = start
        for word in words.split():
            at = text.index(word, left)
            x0, top = 72.0 + 5.5 * (at - start) % 460, 80.0 + 12 * line
            places.append([at, at + len(word), x0, top, x0 + 5.5 * len(word), top + 11])
            left = at + len(word)
        start += len(words)
    return json.dumps(places)


def _mail(made: Filling, plan: Plan, pages: list[tuple[int, int, int]]) -> None:
    """The messages with those who wrote and received them, and where they stand."""
    organisations = []
    for number in range(min(3 + plan.messages // 200, 40)):
        domain, side = f"org{number}.example", ORGANISATIONS[min(number, 3)]
        name = f"Organisation {number}"
        row = (plan.pk, domain, name, json.dumps([domain]), side)
        organisations.append(made.add(M.Organisation, *row))
    people = []
    for number in range(min(4 + plan.messages // 20, 1_500)):
        organisation = made.one_of(organisations, 2)
        address = f"p{number}@org{organisations.index(organisation)}.example"
        name = person(number)
        key = made.add(M.Person, plan.pk, f"address:{address}", name, organisation)
        people.append((name, address, key, organisation))
    began = datetime.combine(plan.filed_on, datetime.min.time()) - timedelta(days=900)
    first = (0, 0)
    slots: list[tuple[int, str, int | None]] = []
    states: dict[int, str] = {}
    for number in range(1, plan.messages + 1):
        sent = began + timedelta(minutes=number * 900 * 1440 // plan.messages + number % 61)
        first = _message(made, plan, number, sent, people, pages, first, slots, states)
    for way, counted in sorted(exchanges_of(slots, states).items()):
        made.add(M.Exchange, *way, *counted)


def _message(
    made: Filling,
    plan: Plan,
    number: int,
    sent: datetime,
    people: list[tuple[str, str, int, int]],
    pages: list[tuple[int, int, int]],
    first: tuple[int, int],
    slots: list[tuple[int, str, int | None]],
    states: dict[int, str],
) -> tuple[int, int]:
    """One message; returns the key and number of the first of the thread that it belongs to."""
    inferred = number % 17 == 0
    answers = first[0] and number % 5
    subject = topic(made)
    pk = made.add(
        M.Message, plan.pk, f"key-{number}", number, "inferred" if inferred else "produced",
        str(sent) if number % 50 else None, bool(number % 50),
        f"RE: {subject}" if answers else subject, subject.lower(), first[0] if answers else None,
        first[1] if answers else number,
    )  # fmt: skip
    states[pk] = "inferred" if inferred else "produced"
    for position, role in enumerate(("from", "to", "cc", "cc")[: 2 + number % 3 // 2 + number % 2]):
        name, address, key, organisation = made.one_of(people, 2.5)
        made.add(M.Participation, pk, role, position, name, address, key, organisation)
        slots.append((pk, role, organisation))
    if not inferred:
        _, source_file, index = pages[(number - 1) * len(pages) // plan.messages]
        spans = (f"[[{index}, 0, 90]]", f"[[{index}, 91, 300]]")
        role = "top" if number % 3 else "quoted"
        made.add(
            M.Occurrence, source_file, number, role, "outlook", pk,
            '{"complete": true, "mailbox_owner": null}', *spans, SENTENCES[number % 5] * 2,
        )  # fmt: skip
    return first if answers else (pk, number)


def _findings(made: Filling, plan: Plan, pages: list[tuple[int, int, int]]) -> None:
    run = made.add(found.AnalysisRun, plan.pk, 1, day(TODAY), f"{plan.pk:064x}", plan.findings)
    for number in range(plan.findings):
        code, detector = made.one_of(CODES, 2)
        present, decision, status = made.one_of(STANDINGS)
        pk = made.add(
            found.Finding, plan.pk, f"{number:064x}", code, detector, f"{topic(made)} {number}",
            made.one_of(("high", "medium", "low")), made.one_of(("certain", "probable", "lead")),
            f"A message of {person(number)} is proven and was not produced.",
            '["foia_a3CD"]', present, decision, status, run, run,
        )  # fmt: skip
        if pages:
            page, source_file, index = made.one_of(pages)
            made.add(
                found.Evidence, pk, 1, "quoted", page, f"file {source_file}", f"{source_file:064x}",
                index + 1, "From:", 0, 5, "", "",
            )  # fmt: skip
        made.add(
            found.Evidence, pk, 2, "looked_for", None, "", "", None, "", None, None,
            "the reply", f"{len(pages)} pages of {plan.productions} productions",
        )  # fmt: skip
        if decision != "none":
            made.add(found.Review, pk, decision, "Produced elsewhere", made.reader)


def _appeal(made: Filling, plan: Plan, pages: list[tuple[int, int, int]]) -> None:
    filed = day(plan.appealed_on)
    status = "decided" if plan.decided_on else "filed" if filed else "draft"
    appeal = made.add(
        found.Appeal, plan.pk, 1, status, filed or day(TODAY), APPEAL, filed, day(plan.decided_on)
    )
    for number in range(1, 5):
        made.add(
            found.AppealPoint, appeal, number, CODES[number][0], "The search was not adequate",
            ISSUE, "A new search.", "denied" if plan.decided_on else "pending",
        )  # fmt: skip
    for letter, (_, source_file, index) in zip("ABCDEF", pages, strict=False):
        made.add(found.Exhibit, appeal, letter, f"Page {index + 1}", source_file, f"[{index + 1}]")
