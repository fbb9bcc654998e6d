"""What to look at before an appeal is signed, as the records stand now and as the words stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gaps.appeals.assembly import assembled
from gaps.appeals.citations import in_print
from gaps.appeals.markdown import count, long_date, unmarked
from gaps.appeals.references import blanks, markers, references
from gaps.appeals.written import FIELDS, Written, WrittenPoint, enclosed
from gaps.models import Finding
from gaps.services.appeal_period import appeal_window
from gaps.services.appeal_versions import finding_digest, pages_held
from requests_app.law.authorities import authorities
from requests_app.law.openings import is_open
from requests_app.models import Correspondence, FoiaRequest
from requests_app.selectors.openings import openings_counting

MUST, LOOK = "must", "look"
WINDOW, AUTHORITY, EXHIBIT, PROOF, FINDING, MISSING, BLANK = (
    "window",
    "authority",
    "exhibit",
    "proof",
    "finding",
    "missing",
    "blank",
)
FOR_PRINT = ("unknown authority", EXHIBIT, PROOF, FINDING)
"""Kinds that the last page of a printed draft repeats: what the program's own words never have."""
NEAR = 14
"""Days before the end of the period to appeal, from which on it presses."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `weight` is MUST for what would be wrong in a filed letter, else LOOK;
    `lines` are its working, or what it counts."""

    kind: str
    weight: str
    text: str
    lines: tuple[str, ...] = ()


def appeal_checks(*, foia_request: FoiaRequest, written: Written, on: date) -> tuple[Check, ...]:
    """All checks on a day, most dangerous first, in a number of queries that does not grow."""
    letters = list(foia_request.correspondence.order_by("dated_on", "pk"))
    held = pages_held(foia_request)
    found = [
        *_window(foia_request, letters, written, on),
        *_findings(foia_request, written),
        *_references(written, held),
        *_authorities(written),
        *_missing(foia_request, letters),
        *_blanks(written),
    ]
    return tuple(sorted(found, key=lambda each: each.weight != MUST))


def _window(
    foia_request: FoiaRequest, letters: Sequence[Correspondence], written: Written, on: date
) -> Iterator[Check]:
    window, unknown = appeal_window(foia_request, letters)
    if window is None:
        yield Check(WINDOW, MUST, f"The appeal period is not computed: {unknown}")
        return
    closes, left = long_date(window.closes_on), (window.closes_on - on).days
    if left < 0:
        ended = count(-left, "day")
        yield Check(
            WINDOW, MUST, f"The appeal period ended {ended} ago, on {closes}", window.working
        )
    else:
        words = "ends today" if not left else f"ends in {count(left, 'day')}"
        weight = MUST if left <= NEAR else LOOK
        yield Check(WINDOW, weight, f"The appeal period {words}, on {closes}", window.working)
    if written.dated_on > window.closes_on and left >= 0:
        yield Check(WINDOW, MUST, f"The letter is dated after the period ends ({closes})")
    if written.dated_on < window.determined_on:
        yield Check(WINDOW, MUST, "The letter is dated before the determination")


def _findings(foia_request: FoiaRequest, written: Written) -> Iterator[Check]:
    if not written.argued:
        yield Check(FINDING, MUST, "No point is left in the letter")
    rows = foia_request.findings.prefetch_related("evidence")
    wanted = {each for point in written.points for each in point.findings}
    found = {each.fingerprint: each for each in rows.filter(fingerprint__in=wanted)}
    for number, point in enumerate(written.argued, 1):
        yield from _of_point(number, point, found)
    confirmed = foia_request.findings.filter(status=Finding.Status.CONFIRMED)
    new = confirmed.exclude(fingerprint__in=wanted).exclude(confidence=Finding.Confidence.LEAD)
    number_new = new.count()
    if number_new:
        told = f"{count(number_new, 'confirmed finding')} not in this draft: draft anew to take in"
        yield Check(FINDING + " new", LOOK, told)


def _of_point(number: int, point: WrittenPoint, found: Mapping[str, Finding]) -> Iterator[Check]:
    groups: dict[str, list[str]] = {}
    for fingerprint, digest in point.findings.items():
        finding = found.get(fingerprint)
        standing = _standing(finding, digest)
        if standing:
            groups.setdefault(standing, []).append(finding.message if finding else fingerprint[:12])
    for standing, which in groups.items():
        told = f"Point {number}: {count(len(which), 'finding')} {standing} since it was drafted"
        yield Check(FINDING, MUST, told, tuple(which[:20]))


def _standing(finding: Finding | None, digest: str) -> str:
    if finding is None:
        return "removed"
    if finding.status in (Finding.Status.DISMISSED, Finding.Status.CURED):
        return finding.get_status_display().lower()
    return "" if finding_digest(finding) == digest else "changed"


def _references(written: Written, held: Mapping[tuple[str, str], int]) -> Iterator[Check]:
    pages = {each.letter: held.get((each.document, each.sha256), 0) for each in written.exhibits}
    for place, words in written.said():
        # Released words may speak of exhibits of their own; those the program quotes as they are.
        if not words.edited:
            continue
        wrong = references([words.text]).missing_in(pages)
        drafted = references([words.drafted]).missing_in(pages)
        for each in wrong:
            if each not in drafted:
                yield Check(EXHIBIT, MUST, f"{place}: {each} does not exist")
    for exhibit in enclosed(written):
        gone = [page.page for page in exhibit.pages if page.page > pages[exhibit.letter]]
        if gone:
            listed = ", ".join(map(str, gone[:20]))
            told = f"Exhibit {exhibit.letter}: page {listed} of {exhibit.document} is not held"
            yield Check(EXHIBIT, MUST, told)
    for number, point in enumerate(written.argued, 1):
        lost = _lost(point)
        if lost:
            told = f"Point {number} no longer cites what its findings rest on"
            yield Check(PROOF, MUST, told, tuple(lost))


def _lost(point: WrittenPoint) -> list[str]:
    cited = references(point.text(name) for name in FIELDS)
    proofs = ((each, references([each]).pages) for each in point.proofs)
    return [
        each
        for each, pages in proofs
        if any(
            not wanted <= cited.pages.get(letter, frozenset()) for letter, wanted in pages.items()
        )
    ]


def _authorities(written: Written) -> Iterator[Check]:
    for place, words in written.said():
        unknown = [each for each in markers(words.text) if each not in authorities()]
        for each in dict.fromkeys(unknown):
            if words.edited and each not in markers(words.drafted):
                told = f"{place}: [{each}] names no authority; it prints as plain words"
                yield Check("unknown authority", MUST, told)
    opened = openings_counting()
    cited = assembled(written, opened).cited
    unverified = [each for each in cited if is_open(each, opened.get(each.key))]
    if unverified:
        number = len(unverified)
        told = f"{number} {'authority' if number == 1 else 'authorities'} cited and not verified"
        yield Check(AUTHORITY, MUST, told, tuple(unmarked(in_print(each)) for each in unverified))


def _missing(foia_request: FoiaRequest, letters: Sequence[Correspondence]) -> Iterator[Check]:
    kinds = {each.kind for each in letters if each.source_file_id}
    absent = {
        "The agency’s request number": foia_request.identifiers.filter(kind="request").exists(),
        "The day on which the request was filed": bool(foia_request.filed_on),
        "The day on which the agency received it": bool(foia_request.received_on),
    }
    for what, known in absent.items():
        if not known:
            yield Check(MISSING, LOOK, f"{what} is not recorded")
    for kind in ("request", "determination"):
        if kind not in kinds:
            yield Check(MISSING, LOOK, f"The {kind} is not on file, so it is no exhibit")


def _blanks(written: Written) -> Iterator[Check]:
    left = [f"{place}: {each}" for place, words in written.said() for each in blanks(words.text)]
    if left:
        number = len(left)
        told = f"{number} place{'' if number == 1 else 's'} still to be filled in or confirmed"
        yield Check(BLANK, MUST, told, tuple(left))
