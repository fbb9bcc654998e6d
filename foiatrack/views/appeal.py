"""The appeal: drafted, read, exported, filed, decided."""

import mimetypes
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from foiatrack.permissions import needs
from foiatrack.request_head import request_head
from foiatrack.safe_html import safe_html
from gaps.appeals.letters import LETTERS
from gaps.appeals.markdown import unmarked
from gaps.appeals.pandoc import converted
from gaps.contract import LetterKind
from gaps.models import Appeal, AppealPoint
from gaps.services.appeal_files import appeal_write, letter_write
from gaps.services.appeals import NothingToAssertError, appeal_draft
from gaps.services.filing import FilingError, appeal_decide, appeal_file
from gaps.services.letters import letter_draft
from requests_app.models import FoiaRequest

FILES = ("letter.docx", "letter.pdf", "exhibits.pdf", "exhibits.csv")
DRAFT, FILE = "gaps.add_appeal", "gaps.change_appeal"


def request_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest appeal: its words, its points, what to check, and what became of it."""
    foia_request = _found(pk)
    appeals = list(foia_request.appeals.prefetch_related("points", "exhibits"))
    latest = appeals[0] if appeals else None
    shown = {
        "foia_request": foia_request,
        "head": request_head(request, foia_request),
        "appeal": latest,
        "points": [{"row": each, "heading": unmarked(each.heading)} for each in latest.points.all()]
        if latest
        else [],
        "earlier": appeals[1:],
        "letter": as_page(latest.letter) if latest else "",
        "outcomes": AppealPoint.Outcome.choices,
        "files": FILES,
        "kinds": [each.value for each in LETTERS],
        "confirmed": foia_request.findings.filter(status="confirmed").count(),
        "today": timezone.localdate().isoformat(),
    }
    return render(request, "foiatrack/request_appeal.html", shown)


@require_POST
@needs(DRAFT)
def draft_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the appeal from the confirmed findings."""
    foia_request = _found(pk)
    try:
        draft = appeal_draft(foia_request=foia_request)
    except NothingToAssertError:
        messages.error(request, "No finding is confirmed yet: review the gaps first.")
    else:
        messages.success(request, f"Draft {draft.appeal.number} holds what is confirmed today.")
    return redirect("request_appeal", pk)


@needs(DRAFT)
def appeal_export(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One of the files of the appeal as the confirmed findings make it now."""
    if name not in FILES:
        raise Http404(name)
    try:
        draft = appeal_draft(foia_request=_found(pk))
    except NothingToAssertError as error:
        raise Http404(str(error)) from error
    with tempfile.TemporaryDirectory() as folder:
        appeal_write(draft=draft, out=Path(folder))
        return _sent(Path(folder) / name, f"{draft.facts.ref} {name}")


@needs(DRAFT)
def letter_export(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Another letter, as a Word document."""
    if kind not in {each.value for each in LETTERS}:
        raise Http404(kind)
    foia_request = _found(pk)
    try:
        draft = letter_draft(foia_request=foia_request, kind=LetterKind(kind))
    except NothingToAssertError as error:
        messages.error(request, f"{error}.".replace(f"{foia_request.ref}: ", "").capitalize())
        return redirect("request_appeal", pk)
    with tempfile.TemporaryDirectory() as folder:
        letter_write(
            foia_request=foia_request,
            facts=draft.facts,
            letter=draft.letter,
            title=kind.replace("_", " "),
            out=Path(folder),
        )
        return _sent(Path(folder) / "letter.docx", f"{draft.facts.ref} {kind}.docx")


@require_POST
@needs(FILE)
def file_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the appeal was sent on a day, or decided, with the outcome of each point."""
    appeal = get_object_or_404(Appeal.objects.select_related("foia_request__agency"), pk=pk)
    by: Any = request.user
    try:
        day = date.fromisoformat(request.POST.get("on", ""))
        if "decide" in request.POST:
            outcomes = {
                point.number: request.POST.get(f"point-{point.number}", point.outcome)
                for point in appeal.points.all()
            }
            appeal_decide(appeal=appeal, decided_on=day, outcomes=outcomes, decided_by=by)
        else:
            appeal_file(appeal=appeal, filed_on=day, filed_by=by)
    except FilingError as error:
        messages.error(request, f"{error}.")
    except ValueError:
        messages.error(request, "Give the day.")
    else:
        messages.success(request, "Recorded; the clocks follow.")
    return redirect("request_appeal", appeal.foia_request_id)


def as_page(markdown: str) -> SafeString:
    """The letter as part of a page: its structure and its words, and nothing that could act."""
    return safe_html(converted(markdown, "html5"))


def _found(pk: int) -> FoiaRequest:
    return get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)


def _sent(path: Path, name: str) -> HttpResponse:
    """The file as a download; it is read whole, since its folder goes."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(path.read_bytes(), content_type=kind, headers=headers)
