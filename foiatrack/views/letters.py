"""One letter: what was read in it, beside the page on which it stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from foiatrack.page_view import Highlight, PageView, page_view
from foiatrack.permissions import needs
from requests_app.forms_letter import CorrectionForm, MissedForm
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.ingest.extract.letter_facts.values import written
from requests_app.management.console import counted
from requests_app.models import Correspondence, LetterFact, Page
from requests_app.services.letter_corrections import fact_add, fact_correct
from requests_app.services.letter_facts import Decided, facts_decide, letter_confirm

DECIDE = "requests_app.change_letterfact"
Status = LetterFact.Status
ROWS_OF_A_FACT = ("corrects", "decided_by")


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter at a fact, else at a page, else at the first fact that waits."""
    return _shown(request, _found(pk), request.GET)


@require_POST
@needs(DECIDE)
def letter_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to a fact, set it aside, correct it, add one, or agree to all that is sure."""
    of_letter, by, fact = _found(pk), request.user, _number(request.POST.get("fact"))
    try:
        _say(request, _decided(request.POST, of_letter, by))
    except ValueError as error:
        messages.error(request, f"Nothing was changed: {error}.")
        return _shown(request, of_letter, request.POST, typed=request.POST)
    return redirect(_address(pk, _after(of_letter, fact)))


def _shown(
    request: HttpRequest, of_letter: Correspondence, at: Any, typed: Any = None
) -> HttpResponse:
    """The page at the fact or the page that `at` names; `typed` is what a person wrote that could
    not be taken, and is there to be mended."""
    facts = list(of_letter.facts.exclude(status=Status.REJECTED).select_related(*ROWS_OF_A_FACT))
    pages = _pages(of_letter)
    current = _current(facts, at)
    page = _page(pages, current, at.get("page", ""))
    shown = {
        "letter": of_letter,
        "foia_request": of_letter.foia_request,
        "facts": [
            (each, written(FactName(each.name), each.typed_value), _address(of_letter.pk, each.pk))
            for each in facts
        ],
        "current": current,
        "waiting": sum(each.status == Status.PROPOSED for each in facts),
        "sure": sum(each.status == Status.PROPOSED and each.confidence != "lead" for each in facts),
        "pages": [(index + 1, _address(of_letter.pk, page=index + 1)) for index in pages],
        "at_page": page.index + 1 if page else None,
        "view": _view(page, facts, current) if page else None,
        **_beside(of_letter, facts, current),
        **(_forms(of_letter, current, typed) if request.user.has_perm(DECIDE) else {}),
    }
    return render(request, "foiatrack/letter.html", shown)


def _beside(
    of_letter: Correspondence, facts: list[LetterFact], current: LetterFact | None
) -> dict[str, str]:
    """The addresses of the facts before and after."""
    at = facts.index(current) if current else 0
    before = facts[at - 1 : at] if current and at else []
    after = facts[at + 1 : at + 2] if current else []
    ways = {"previous": before, "next": after}
    return {name: _address(of_letter.pk, each[0].pk) for name, each in ways.items() if each}


def _forms(of_letter: Correspondence, current: LetterFact | None, typed: Any) -> dict[str, Any]:
    """What a person who may decide is given to write in."""
    does = typed.get("does") if typed else ""
    adding, correcting = does == "add", does == "correct"
    reads = of_letter.direction == Correspondence.Direction.IN and of_letter.source_file_id
    return {
        "may_decide": True,
        "correction": CorrectionForm(current, typed if correcting else None) if current else None,
        "missed": MissedForm(typed if adding else None, auto_id="missed_%s") if reads else None,
        "adding": adding,
    }


def _decided(given: Any, of_letter: Correspondence, by: Any) -> Decided:
    does = given.get("does", "")
    if does == "all":
        return letter_confirm(letter=of_letter, decided_by=by)
    text = given.get("value", "").replace("\0", "")
    if does == "add":
        name, words = given.get("name", ""), given.get("words", "").replace("\0", "")
        if name not in {each.value for each in FactName}:
            raise ValueError("say what it is")
        return fact_add(
            letter=of_letter, name=FactName(name), text=text, words=words, decided_by=by
        )
    fact = get_object_or_404(of_letter.facts, pk=_number(given.get("fact")) or 0)
    if does == "correct":
        return fact_correct(fact=fact, text=text, decided_by=by)
    status = {"confirm": Status.CONFIRMED, "reject": Status.REJECTED}.get(does)
    if status is None:
        raise ValueError("choose to confirm, to correct or to reject")
    return facts_decide(facts=[fact], status=status, decided_by=by)


def _say(request: HttpRequest, decided: Decided) -> None:
    entries = decided.added + decided.withdrawn
    follows = f"; {counted(entries, 'entry')} of the ledger changed" if entries else ""
    messages.success(request, f"{counted(decided.facts, 'fact')} decided{follows}.")
    for note in decided.notes:
        messages.warning(request, note)


def _found(pk: int) -> Correspondence:
    rows = Correspondence.objects.select_related("foia_request__agency", "source_file__blob")
    return get_object_or_404(rows, pk=pk)


def _pages(of_letter: Correspondence) -> dict[int, int]:
    """The keys of the letter's pages by their place."""
    rows = Page.objects.filter(source_file=of_letter.source_file_id)
    return dict(rows.order_by("index").values_list("index", "pk"))


def _current(facts: list[LetterFact], given: Any) -> LetterFact | None:
    """The fact that the address names; none where it names a page; else the first that waits."""
    wanted = _number(given.get("fact"))
    if wanted is None and "page" in given:
        return None
    named = (each for each in facts if each.pk == wanted)
    waiting = (each for each in facts if each.status == Status.PROPOSED)
    return next(named, None) or next(waiting, None) or next(iter(facts), None)


def _page(pages: dict[int, int], current: LetterFact | None, wanted: str) -> Page | None:
    number = _number(wanted)
    keys = [current.page_id] if current else []
    keys += [pages[number - 1]] if number and number - 1 in pages else []
    keys += list(pages.values())
    if not keys:
        return None
    rows = Page.objects.select_related("source_file").prefetch_related("redactions")
    return rows.get(pk=keys[0])


def _view(page: Page, facts: list[LetterFact], current: LetterFact | None) -> PageView:
    """The page, with what was read on it."""
    here = [each for each in facts if each.page_id == page.pk]
    return page_view(
        page,
        [Highlight("proof" if each == current else "also", each.start, each.end) for each in here],
    )


def _after(of_letter: Correspondence, fact: int | None) -> int | None:
    """The next fact that waits; the same one where none does and it still stands."""
    rows = of_letter.facts.exclude(status=Status.REJECTED)
    order = list(rows.values_list("pk", "ordinal", "status"))
    decided = of_letter.facts.filter(pk=fact or 0).values_list("ordinal", flat=True).first() or 0
    waiting = [(ordinal, key) for key, ordinal, status in order if status == Status.PROPOSED]
    later = [key for ordinal, key in waiting if ordinal >= decided]
    still = [key for key, _, _ in order if key == fact]
    return next(iter(later + [key for _, key in waiting] + still), None)


def _address(pk: int, fact: int | None = None, *, page: int | None = None) -> str:
    asked = {name: value for name, value in (("fact", fact), ("page", page)) if value}
    return reverse("letter", args=[pk]) + (f"?{urlencode(asked)}" if asked else "")


def _number(text: str | None) -> int | None:
    written = text or ""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else None
