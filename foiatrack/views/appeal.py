"""The appeal: drafted, read, exported, filed, decided."""

from datetime import date
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from foiatrack.permissions import needs
from foiatrack.request_head import request_head
from foiatrack.safe_html import safe_html
from foiatrack.sent import sent_file
from foiatrack.views.appeal_workspace import version_file
from gaps.appeals.letters import LETTERS
from gaps.appeals.markdown import unmarked
from gaps.appeals.pandoc import converted
from gaps.contract import LetterKind
from gaps.models import Appeal, AppealPoint
from gaps.services.appeal_files import FILES, letter_write
from gaps.services.appeal_workspace import version_in_use, version_redraft
from gaps.services.appeals import NothingToAssertError, appeal_draft
from gaps.services.filing import FilingError, appeal_decide, appeal_file, appeal_unanswered
from gaps.services.letters import letter_draft
from requests_app.law.deadline import Clock, ClockName
from requests_app.models import Correspondence, FoiaRequest
from requests_app.selectors.clocks import clocks_of

DRAFT, FILE = "gaps.add_appeal", "gaps.change_appeal"


@never_cache
def request_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest appeal: its words, its points, and what became of it. A draft is privileged: who
    may not change it sees that there is one, and no more."""
    foia_request = _found(pk)
    appeals = list(foia_request.appeals.defer("checklist").prefetch_related("points"))
    latest = appeals[0] if appeals else None
    may_read = request.user.has_perm(FILE)
    sent = latest is not None and latest.status != Appeal.Status.DRAFT
    shown = {
        "foia_request": foia_request,
        "head": request_head(request, foia_request),
        "appeal": latest,
        "points": [{"row": each, "heading": unmarked(each.heading)} for each in latest.points.all()]
        if latest and (may_read or sent)
        else [],
        "earlier": appeals[1:],
        "letter": as_page(latest.letter) if latest and may_read else "",
        "may_read": may_read,
        "version": version_in_use(latest) if latest and may_read else None,
        "outcomes": AppealPoint.Outcome.choices,
        "ways": Appeal.Sent.choices,
        "answers": _answers(foia_request) if latest and sent else [],
        "clock": _clock(foia_request) if latest and sent else None,
        "files": FILES,
        "kinds": [each.value for each in LETTERS],
        "confirmed": foia_request.findings.filter(status="confirmed").count(),
        "today": timezone.localdate().isoformat(),
    }
    return render(request, "foiatrack/request_appeal.html", shown)


@require_POST
@needs(DRAFT)
def draft_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the appeal from the confirmed findings. A draft that exists is drafted anew, and what
    a person wrote in it stays."""
    foia_request = _found(pk)
    latest = foia_request.appeals.first()
    try:
        if latest and latest.status == Appeal.Status.DRAFT and version_in_use(latest):
            made = version_redraft(appeal=latest, saved_by=_person(request)).version
        else:
            drafted = appeal_draft(foia_request=foia_request).appeal
            made = drafted.versions.get(number=1)
    except NothingToAssertError:
        messages.error(request, "No finding is confirmed yet: review the gaps first.")
    else:
        told = f"Version {made.number} of appeal {made.appeal.number}"
        messages.success(request, f"{told} holds what is confirmed today.")
    return redirect("request_appeal", pk)


@needs(DRAFT)
@never_cache
def appeal_export(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One of the files of the latest appeal, of the version that is in use."""
    latest = _found(pk).appeals.first()
    version = version_in_use(latest) if latest else None
    if version is None:
        raise Http404("nothing is drafted")
    return version_file(version, name)


@needs(DRAFT)
@never_cache
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
    facts, letter = draft.facts, draft.letter

    def write(out: Path) -> tuple[Path, ...]:
        return letter_write(
            foia_request=foia_request,
            facts=facts,
            letter=letter,
            title=kind.replace("_", " "),
            out=out,
            only=["letter.docx"],
        )

    return sent_file(write, f"{facts.ref} {kind}.docx")


@require_POST
@needs(FILE)
def file_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the appeal was sent on a day, was not answered in time, or was decided, with the
    outcome of each point."""
    appeal = get_object_or_404(Appeal.objects.select_related("foia_request__agency"), pk=pk)
    try:
        _record(request, appeal)
    except FilingError as error:
        messages.error(request, f"{str(error)[:1].upper()}{str(error)[1:]}.")
    except ValueError:
        messages.error(request, "Give the day; a page is a number.")
    else:
        messages.success(request, "Recorded; the clocks follow.")
    return redirect("request_appeal", appeal.foia_request_id)


def _record(request: HttpRequest, appeal: Appeal) -> None:
    """Raises FilingError, or ValueError for what is no day and no number."""
    given = request.POST
    if "unanswered" in given:
        appeal_unanswered(appeal=appeal, on=timezone.localdate())
        return
    day = date.fromisoformat(given.get("on", ""))
    if "decide" in given:
        numbers = {each.number: each for each in appeal.points.all()}
        chosen = given.get("letter", "")
        appeal_decide(
            appeal=appeal,
            decided_on=day,
            outcomes={no: given.get(f"point-{no}", row.outcome) for no, row in numbers.items()},
            letter=get_object_or_404(appeal.foia_request.correspondence, pk=int(chosen))
            if chosen.isdecimal() and len(chosen) < 10
            else None,
            pages={no: int(text) for no in numbers if (text := given.get(f"page-{no}", ""))},
            decided_by=_person(request),
        )
        return
    received, seen = given.get("received", ""), given.get("seen", "")
    appeal_file(
        appeal=appeal,
        filed_on=day,
        how=given.get("how", ""),
        tracking_number=given.get("tracking", "").replace("\0", ""),
        received_on=date.fromisoformat(received) if received else None,
        seen=int(seen) if seen else None,
        filed_by=_person(request),
    )


def _answers(foia_request: FoiaRequest) -> list[Correspondence]:
    """Letters that may be the decision, those that are said to be first."""
    letters = foia_request.correspondence.filter(direction="in").select_related("source_file")
    newest = list(letters.order_by("-dated_on", "-pk")[:50])
    return sorted(newest, key=lambda each: each.kind != "appeal_determination")


def _clock(foia_request: FoiaRequest) -> Clock | None:
    """The time to decide the appeal as it stands today; None before it runs."""
    clocks = clocks_of(foia_request, on=timezone.localdate())
    return next((each for each in clocks if each.name is ClockName.APPEAL_DECISION), None)


def as_page(markdown: str) -> SafeString:
    """The letter as part of a page: its structure and its words, and nothing that could act."""
    return safe_html(converted(markdown, "html5"))


def _found(pk: int) -> FoiaRequest:
    return get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)


def _person(request: HttpRequest) -> Any:
    return request.user
