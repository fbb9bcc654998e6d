"""Versions of an appeal: what is stored of each, and the rows of points and exhibits that follow
from the one in use."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Max

from gaps.appeals.assembly import assembled
from gaps.appeals.contract import AppealFacts
from gaps.appeals.drafting import drafted_parts, drafted_points, point_key
from gaps.appeals.editable import armed_line
from gaps.appeals.written import (
    Written,
    WrittenExhibit,
    WrittenPage,
    WrittenPoint,
    as_json,
    enclosed,
)
from gaps.models import Appeal, AppealPoint, AppealVersion, Exhibit, Finding
from gaps.services.letterheads import letterhead_in_use
from requests_app.models import FoiaRequest, Page
from requests_app.selectors.documents import document_names
from requests_app.selectors.openings import openings_counting

DRAFTED = "drafted from the confirmed findings"
Document = tuple[str, str]
"""A document by its name and its hash."""


def version_first(
    *, appeal: Appeal, facts: AppealFacts, findings: Sequence[Finding]
) -> AppealVersion:
    """The first version of an appeal that was just drafted, which holds the letter as drafted."""
    written = written_of(appeal.foia_request, facts, findings)
    version = AppealVersion.objects.create(
        appeal=appeal,
        number=1,
        content=as_json(written),
        letter=appeal.letter,
        checklist=appeal.checklist,
        what=DRAFTED,
    )
    rows_follow(appeal=appeal, written=written)
    return version


def version_add(
    *,
    appeal: Appeal,
    written: Written,
    checklist: Sequence[str],
    what: str,
    based_on: int,
    aside: bool = False,
    saved_by: AbstractBaseUser | None = None,
) -> AppealVersion:
    """A further version; one that is not `aside` comes into use. The caller holds the lock."""
    letter = assembled(written, openings_counting()).markdown(checklist)
    newest = appeal.versions.first()
    version = AppealVersion.objects.create(
        appeal=appeal,
        number=newest.number + 1 if newest else 1,
        based_on=based_on,
        aside=aside,
        content=as_json(written),
        letter=letter,
        checklist=list(checklist),
        what=what[:200],
        saved_by=saved_by,  # type: ignore[misc]  # the user model of the project
    )
    if not aside:
        appeal.letter, appeal.checklist = letter, list(checklist)
        appeal.dated_on = written.dated_on
        appeal.save(update_fields=["letter", "checklist", "dated_on"])
        rows_follow(appeal=appeal, written=written)
    return version


def written_of(
    foia_request: FoiaRequest, facts: AppealFacts, findings: Sequence[Finding]
) -> Written:
    """What the program drafts, in the parts in which it is edited."""
    sheet = letterhead_in_use()
    head = "\n".join((sheet.organisation, sheet.address)) if sheet else ""
    return Written(
        ref=facts.ref,
        dated_on=facts.dated_on,
        parts=drafted_parts(facts, letterhead=head, signature=sheet.signature if sheet else ""),
        points=_points(facts, {each.fingerprint: each for each in findings}),
        exhibits=_exhibits(foia_request, facts, findings),
    )


def finding_digest(finding: Finding) -> str:
    """What tells whether a finding, or its proof, is another than it was."""
    proof = [
        [each.kind, each.document, each.sha256, each.page_number, each.quote, each.what]
        for each in finding.evidence.all()
    ]
    proof += [[each.looked_in, *each.working] for each in finding.evidence.all()]
    told = [finding.confidence, finding.facts, finding.caveat, proof]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def pages_held(foia_request: FoiaRequest) -> dict[Document, int]:
    """How many pages of each document of a request are held."""
    names = document_names(foia_request)
    rows = (
        Page.objects.filter(source_file__foia_request=foia_request)
        .values_list("source_file_id", "source_file__blob_id")
        .annotate(last=Max("index"))
        .order_by()
    )
    return {(names[pk], sha256): last + 1 for pk, sha256, last in rows}


def rows_follow(*, appeal: Appeal, written: Written) -> None:
    """Bring the rows of points and exhibits to what a version says; only drafts are changed."""
    appeal.points.all().delete()
    found = {each.fingerprint: each.pk for each in appeal.foia_request.findings.all()}
    for number, point in enumerate(written.argued, 1):
        row = AppealPoint.objects.create(
            appeal=appeal,
            number=number,
            code=point.code,
            heading=armed_line(point.text("heading")),
            argument=point.text("argument"),
            relief=point.text("relief"),
        )
        row.findings.set(found[each] for each in point.findings if each in found)
    appeal.exhibits.all().delete()
    files = {each.blob_id: each for each in appeal.foia_request.source_files.all()}
    Exhibit.objects.bulk_create(
        Exhibit(
            appeal=appeal,
            letter=each.letter,
            title=each.title,
            source_file=files[each.sha256],
            pages=[page.page for page in each.pages],
        )
        for each in enclosed(written)
        if each.sha256 in files
    )


def _points(facts: AppealFacts, findings: Mapping[str, Finding]) -> tuple[WrittenPoint, ...]:
    drafted = drafted_points(facts)
    return tuple(
        WrittenPoint(
            key=key,
            code=point.code,
            words=drafted[key],
            findings={
                each.fingerprint: finding_digest(findings[each.fingerprint])
                for each in point.showings
            },
            proofs=tuple(
                dict.fromkeys(
                    f"Ex. {where.exhibit} at {where.page}"
                    for each in point.showings
                    for where in each.citations
                )
            ),
        )
        for point in facts.points
        for key in [point_key(point)]
    )


def _exhibits(
    foia_request: FoiaRequest, facts: AppealFacts, findings: Iterable[Finding]
) -> tuple[WrittenExhibit, ...]:
    keys = {each.fingerprint: point_key(point) for point in facts.points for each in point.showings}
    marks: dict[tuple[str, str, int], list[tuple[int, int, str]]] = {}
    points: dict[tuple[str, str, int], dict[str, None]] = {}
    for finding in findings:
        for piece in finding.evidence.all():
            if not piece.sha256 or piece.page_number is None:
                continue
            place, key = (
                (piece.document, piece.sha256, piece.page_number),
                keys[finding.fingerprint],
            )
            points.setdefault(place, {})[key] = None
            if piece.start is not None and piece.end is not None and piece.end > piece.start:
                marks.setdefault(place, []).append((piece.start, piece.end, key))
    held = pages_held(foia_request)
    letters = _letters_of_the_file(foia_request)
    return tuple(
        WrittenExhibit(
            letter=each.letter,
            title=each.title,
            document=each.document,
            sha256=each.sha256,
            whole=(each.document, each.sha256) in letters,
            held=held.get((each.document, each.sha256), 0),
            pages=tuple(
                WrittenPage(
                    page.page,
                    page.bates,
                    tuple(sorted(set(marks.get((each.document, each.sha256, page.page), ())))),
                    tuple(points.get((each.document, each.sha256, page.page), ())),
                )
                for page in each.pages
            ),
        )
        for each in facts.exhibits
    )


def _letters_of_the_file(foia_request: FoiaRequest) -> set[Document]:
    rows = foia_request.correspondence.filter(source_file__isnull=False)
    return set(rows.values_list("source_file__path", "source_file__blob_id"))


def lettered(written: Written) -> dict[Document, str]:
    """The letters that the exhibits of an appeal keep."""
    return {(each.document, each.sha256): each.letter for each in written.exhibits}


def merged_exhibits(
    old: Sequence[WrittenExhibit], new: Sequence[WrittenExhibit]
) -> tuple[WrittenExhibit, ...]:
    """All exhibits that either draft has, under letters that do not change; what only the old
    draft has is enclosed where the words still refer to it."""
    fresh = {each.letter: each for each in new}
    gone = [
        replace(each, whole=False, pages=tuple(replace(page, points=()) for page in each.pages))
        for each in old
        if each.letter not in fresh
    ]
    return tuple(sorted((*new, *gone), key=lambda each: (len(each.letter), each.letter)))
