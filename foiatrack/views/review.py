"""The review queue: one finding after another, each with the page that proves it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from foiatrack.htmx import HtmxRequest
from foiatrack.page_view import Highlight, PageView, page_view
from foiatrack.permissions import REVIEW, needs
from foiatrack.review_queue import (
    Queue,
    Wanted,
    counted,
    in_queue,
    kinds_open,
    queue,
    queue_address,
)
from foiatrack.review_undo import forget, last_decided, remember
from gaps.catalogue import split_documentation
from gaps.engine import detector
from gaps.models import Evidence, Finding, Review
from gaps.services.reviews import ReviewError, findings_review, review_undo
from requests_app.law.authorities import authorities
from requests_app.models import FoiaRequest, Page
from requests_app.selectors.open_text import CLOSED, open_text

REASONS = (
    "The record was produced elsewhere",
    "The program misread the page",
    "Outside what was asked for",
    "The same gap as another finding",
    "Too weak to assert",
)
"""What is often said of a finding that is dismissed; any other words will do."""
AT_HAND = ("When it is not a gap", "What would cure it", "Why it matters")
"""What a detector says of its findings, in the order in which a person needs it."""
HATCHED = {"withholding", "referral"}
"""Families of what is withheld or sent elsewhere; the others find what is missing."""


@require_safe
def request_review(request: HtmxRequest, pk: int) -> HttpResponse:
    """The queue, at the finding that the address names, else at the first."""
    foia_request = _found(pk)
    found = queue(foia_request, Wanted.of(request.GET))
    may_review = request.user.has_perm(REVIEW)
    shown = {
        "foia_request": foia_request,
        "queue": found,
        "counted": counted(foia_request),
        "kinds": kinds_open(foia_request) if may_review else (),
        "may_review": may_review,
        "can_undo": may_review and bool(last_decided(request.session, pk)),
        "reasons": REASONS,
        "list": [_row(found, each) for each in found.rows],
        **(_before(found, found.current) if found.current else {}),
    }
    # The same address gives the whole page, or its changing part alone.
    partly = request.htmx and not request.htmx.history_restore_request
    name = "foiatrack/review_part.html" if partly else "foiatrack/review.html"
    answer = render(request, name, shown)
    patch_vary_headers(answer, ("HX-Request",))
    return answer


@needs(REVIEW)
@require_POST
def review_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on one finding, and go on to the next."""
    foia_request, wanted = _found(pk), Wanted.of(request.POST)
    finding = get_object_or_404(foia_request.findings, pk=wanted.finding)
    found = queue(foia_request, wanted)
    if request.POST.get("seen") != finding.decision:
        messages.warning(request, f"{finding.code} was decided meanwhile: look again.")
        return redirect(queue_address(foia_request, wanted, finding.pk))
    if not _decide(request, foia_request, [finding]):
        return redirect(queue_address(foia_request, wanted, finding.pk))
    return redirect(queue_address(foia_request, wanted, found.then()))


@needs(REVIEW)
@require_POST
def review_many(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on all open findings of one kind, as many as the person was told there are."""
    foia_request, code = _found(pk), request.POST.get("kind", "").replace("\0", "")
    findings = list(in_queue(foia_request, "open", code)) if code else []
    if str(len(findings)) != request.POST.get("seen"):
        messages.warning(
            request, f"There are now {len(findings)} open findings of {code}: look again."
        )
    elif findings:
        _decide(request, foia_request, findings)
    return redirect(queue_address(foia_request, Wanted()))


@needs(REVIEW)
@require_POST
def review_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last decision of this person back, and go to what it was about."""
    foia_request = _found(pk)
    noted = last_decided(request.session, pk)
    reviews = list(Review.objects.filter(pk__in=noted, finding__foia_request=foia_request))
    undone = [each for each in reviews if review_undo(review=each, reviewer=_person(request))]
    forget(request.session, pk, noted)
    if undone:
        messages.success(request, f"Taken back: {_counted(len(undone))}.")
    if len(undone) < len(reviews):
        left = len(reviews) - len(undone)
        messages.warning(request, f"Left as it is, as decided on since: {_counted(left)}.")
    if not reviews:
        messages.info(request, "Nothing to take back.")
    at = undone[0].finding_id if undone else None
    return redirect(queue_address(foia_request, Wanted(), at))


def _decide(request: HttpRequest, foia_request: FoiaRequest, findings: list[Finding]) -> bool:
    """Whether it was decided as the form says; what happened is told either way."""
    decision = request.POST.get("decision", "")
    if decision not in Review.Decision.values:
        messages.error(request, "Nothing was decided: choose to confirm or to dismiss.")
        return False
    try:
        made = findings_review(
            findings=findings,
            decision=decision,
            reason=request.POST.get("reason", "").replace("\0", ""),
            reviewer=_person(request),
        )
    except ReviewError:
        messages.error(request, "Nothing was dismissed: say why. The reason is kept with it.")
        return False
    remember(request.session, foia_request.pk, made)
    what = findings[0].code + (f", {_counted(len(findings))}" if len(findings) > 1 else "")
    words = {"confirmed": "Confirmed", "dismissed": "Dismissed", "none": "Open again"}[decision]
    left = counted(foia_request)["open"]
    messages.success(request, f"{words}: {what}. {_counted(left)} left to review.")
    return True


def _before(found: Queue, finding: Finding) -> dict[str, Any]:
    """What is shown of the current finding."""
    evidence = list(finding.evidence.all())
    paged = [each for each in evidence if each.page_id]
    proof = next((each for each in paged if each.position == found.wanted.proof), None)
    proof = proof or (paged[0] if paged else None)
    at = paged.index(proof) if proof else 0
    pages = _pages(paged)
    known = authorities()
    return {
        "finding": finding,
        "mark": _mark(finding),
        "next": _address(found, found.beside(1)),
        "previous": _address(found, found.beside(-1)),
        "pieces": [
            {
                "piece": each,
                "quote": _quote(each, pages),
                "href": found.address(finding.pk, proof=each.position),
            }
            for each in evidence
        ],
        "proof": proof,
        "proof_number": at + 1,
        "proofs": len(paged),
        "next_proof": _proof(found, paged[at + 1 : at + 2]),
        "previous_proof": _proof(found, paged[at - 1 : at] if at else []),
        "view": _view(proof, paged, pages) if proof else None,
        "authorities": [known[each] for each in finding.authorities if each in known],
        "last_review": finding.reviews.select_related("reviewer").order_by("-pk").first(),
        **_documented(finding),
    }


def _documented(finding: Finding) -> dict[str, Any]:
    """What the detector says of its findings; a retired one says nothing any more."""
    try:
        known = detector(finding.code)
    except KeyError:
        return {"documented": False, "sections": {}, "adverse": ()}
    summary, sections = split_documentation(known.documentation)
    return {
        "documented": True,
        "summary": summary,
        "sections": {name: sections[name] for name in AT_HAND if name in sections},
        "adverse": [
            (each.cite_text, each.proposition.removeprefix("ADVERSE: ")) for each in known.adverse
        ],
    }


def _pages(paged: list[Evidence]) -> dict[int, Page]:
    rows = Page.objects.select_related("source_file").prefetch_related("redactions")
    return rows.in_bulk({each.page_id for each in paged})


def _quote(piece: Evidence, pages: dict[int, Page]) -> str:
    """The words quoted, without those that were meant to be closed."""
    page = pages.get(piece.page_id or 0)
    if page is None or piece.start is None or piece.end is None:
        return piece.quote
    seen = open_text(page)[piece.start : piece.end]
    return seen if CLOSED in seen and CLOSED not in piece.quote else piece.quote


def _view(proof: Evidence, paged: list[Evidence], pages: dict[int, Page]) -> PageView:
    """The page of a piece of proof, with all pieces on it."""
    here = [each for each in paged if each.page_id == proof.page_id]
    return page_view(
        pages[proof.page_id or 0],
        [
            Highlight("proof" if each == proof else "also", each.start, each.end, each.what)
            for each in here
        ],
    )


def _row(found: Queue, finding: Finding) -> dict[str, Any]:
    return {
        "finding": finding,
        "mark": _mark(finding),
        "href": found.address(finding.pk),
        "current": finding == found.current,
    }


def _mark(finding: Finding) -> str:
    """Solid for what came after all, hatched for what is withheld, hollow for what is missing."""
    if not finding.is_present:
        return "solid"
    try:
        return "hatched" if detector(finding.code).family in HATCHED else "hollow"
    except KeyError:
        return "hollow"


def _address(found: Queue, finding: int | None) -> str:
    return found.address(finding) if finding else ""


def _proof(found: Queue, pieces: list[Evidence]) -> str:
    return found.address(pieces[0].finding_id, proof=pieces[0].position) if pieces else ""


def _counted(number: int) -> str:
    return f"{number} finding{'' if number == 1 else 's'}"


def _person(request: HttpRequest) -> Any:
    return request.user


def _found(pk: int) -> FoiaRequest:
    return get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)
