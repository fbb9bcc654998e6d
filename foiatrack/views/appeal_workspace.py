"""The appeal workspace: words edited beside their preview, points in order, versions compared.

What stands here is privileged: only who may change an appeal sees it, nothing of it is cached, and
nothing that is typed is ever logged.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from foiatrack.appeal_form import places, points_listed, shortened
from foiatrack.htmx import HtmxRequest
from foiatrack.permissions import needs
from foiatrack.safe_html import safe_html
from foiatrack.sent import sent_file
from gaps.appeals.assembly import assembled
from gaps.appeals.differences import differences
from gaps.appeals.pandoc import converted
from gaps.appeals.written import Written, of_json
from gaps.models import Appeal, AppealVersion
from gaps.services.appeal_checks import appeal_checks
from gaps.services.appeal_files import FILES, version_write
from gaps.services.appeal_workspace import (
    WorkspaceError,
    edited_from,
    version_in_use,
    version_redraft,
    version_restore,
    version_save,
)
from gaps.services.appeals import NothingToAssertError
from requests_app.selectors.openings import openings_counting

DRAFTS = "gaps.change_appeal"
PER_PAGE = 50

View = Callable[..., HttpResponse]


def privileged(view: View) -> View:
    """A view of what is not yet sent to anybody."""

    @needs(DRAFTS)
    @never_cache
    @sensitive_post_parameters()
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return guarded


@privileged
@require_safe
def appeal_workspace(request: HtmxRequest, pk: int) -> HttpResponse:
    """The version in use, to be edited."""
    appeal = _found(pk)
    version = _in_use(appeal)
    return _shown(request, appeal, version, of_json(version.content), typed=False)


@privileged
@require_POST
def appeal_preview(request: HtmxRequest, pk: int) -> HttpResponse:
    """What was typed as the letter would read, and what is to be checked; nothing is saved."""
    appeal = _found(pk)
    base = _based_on(request, appeal)
    try:
        written = edited_from(base, texts=_texts(request), dated_on=_day(request))
    except ValueError:
        return HttpResponse("Give the day of the letter.", status=400)
    if request.htmx and not request.htmx.boosted:
        shown = {"letter": _letter(written), "checks": _checks(appeal, written)}
        return render(request, "foiatrack/appeal_preview.html", shown)
    return _shown(request, appeal, base, written, typed=True)


@privileged
@require_POST
def appeal_save(request: HtmxRequest, pk: int) -> HttpResponse:
    """Save what was typed as a version, with one step that a button asks for."""
    appeal = _found(pk)
    base = _based_on(request, appeal)
    does, _, key = request.POST.get("step", "").partition(":")
    try:
        saved = version_save(
            appeal=appeal,
            based_on=base.number,
            texts=_texts(request),
            dated_on=_day(request),
            step=(does, key),
            saved_by=_person(request),
        )
    except ValueError:
        messages.error(request, "Not saved: give the day of the letter.")
        return _shown(request, appeal, base, edited_from(base, texts=_texts(request)), typed=True)
    if saved.over:
        return _kept_aside(request, appeal, saved.version, saved.over)
    if saved.unchanged:
        messages.info(request, "Nothing was changed.")
    else:
        messages.success(request, f"Version {saved.version.number}: {saved.version.what}.")
    return redirect("appeal_workspace", pk)


@privileged
@require_POST
def appeal_redraft(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft anew from what is confirmed; what a person wrote stays."""
    appeal = _found(pk)
    try:
        saved = version_redraft(appeal=appeal, saved_by=_person(request))
    except NothingToAssertError:
        messages.error(request, "No finding is confirmed: review the gaps first.")
    except WorkspaceError as error:
        messages.error(request, f"{error}.")
    else:
        told = "Nothing new is confirmed." if saved.unchanged else f"{saved.version.what}."
        messages.success(request, f"Version {saved.version.number}: {told}")
    return redirect("appeal_workspace", pk)


@privileged
@require_safe
def appeal_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version: who saved it, when, and what was changed."""
    appeal = _found(pk)
    rows = appeal.versions.select_related("saved_by").defer("content", "letter", "checklist")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"appeal": appeal, "page": page, "current": _in_use(appeal), "files": FILES}
    return render(request, "foiatrack/appeal_versions.html", _headed(shown))


@privileged
@require_POST
def appeal_restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An earlier version comes into use again."""
    appeal = _found(pk)
    try:
        seen = int(request.POST.get("seen", "0"))
        made = version_restore(appeal=appeal, number=number, seen=seen, saved_by=_person(request))
    except WorkspaceError as error:
        messages.error(request, f"{error}.")
        return redirect("appeal_versions", pk)
    except ValueError:
        raise Http404(number) from None
    messages.success(request, f"Version {made.number}: {made.what}.")
    return redirect("appeal_workspace", pk)


@privileged
@require_safe
def appeal_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions against each other, word by word; without a choice the last two."""
    appeal = _found(pk)
    numbers = list(appeal.versions.values_list("number", flat=True)[:500])
    if not numbers:
        raise Http404("no version")
    after = _chosen(request.GET.get("to"), numbers, numbers[0])
    before = _chosen(request.GET.get("from"), numbers, numbers[min(1, len(numbers) - 1)])
    rows = appeal.versions.select_related("saved_by").filter(number__in=(before, after))
    held = {each.number: each for each in rows}
    found = differences(of_json(held[before].content), of_json(held[after].content))
    shown = {
        "appeal": appeal,
        "numbers": numbers,
        "before": held[before],
        "after": held[after],
        "differences": [(each.place, shortened(each.runs)) for each in found],
        "current": _in_use(appeal),
    }
    return render(request, "foiatrack/appeal_compare.html", _headed(shown))


@privileged
@require_safe
def appeal_version_file(request: HttpRequest, pk: int, number: int, name: str) -> HttpResponse:
    """One of the files of a version."""
    version = get_object_or_404(AppealVersion, appeal=_found(pk), number=number)
    return version_file(version, name)


def version_file(version: AppealVersion, name: str) -> HttpResponse:
    """A file of a version as a download; Http404 for one that it has not."""
    if name not in FILES:
        raise Http404(name)
    ref = of_json(version.content).ref
    shown = f"{ref} version {version.number} {name}"
    return sent_file(lambda out: version_write(version=version, out=out, only=[name]), shown)


def _shown(
    request: HttpRequest, appeal: Appeal, version: AppealVersion, written: Written, *, typed: bool
) -> HttpResponse:
    """The workspace; `typed` words are not saved yet."""
    before, after = places(written)
    shown = {
        "appeal": appeal,
        "version": version,
        "written": written,
        "before": before,
        "points": points_listed(written),
        "after": after,
        "letter": _letter(written),
        "checks": _checks(appeal, written),
        "typed": typed,
        "files": FILES,
    }
    return render(request, "foiatrack/appeal_workspace.html", _headed(shown))


def _headed(shown: dict[str, Any]) -> dict[str, Any]:
    return shown | {"foia_request": shown["appeal"].foia_request}


def _letter(written: Written) -> str:
    return safe_html(converted(assembled(written, openings_counting()).markdown(), "html5"))


def _checks(appeal: Appeal, written: Written) -> object:
    on = appeal.foia_request.as_of or timezone.localdate()
    return appeal_checks(foia_request=appeal.foia_request, written=written, on=on)


def _kept_aside(
    request: HtmxRequest, appeal: Appeal, version: AppealVersion, over: AppealVersion
) -> HttpResponse:
    """Two people at once: what was typed is kept, and both see what the other did."""
    who = over.saved_by or "a command"
    told = "The appeal was filed meanwhile" if appeal.filed_version else f"{who} saved meanwhile"
    messages.warning(
        request,
        f"{told} (version {over.number}, in use). Your words are kept as version "
        f"{version.number}: compare, and take over what should hold.",
    )
    where = f"{reverse('appeal_compare', args=[appeal.pk])}?from={over.number}&to={version.number}"
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": where})
    return redirect(where)


def _texts(request: HttpRequest) -> dict[str, str]:
    """What was typed, by the place that it is for."""
    return {
        name.removeprefix("text."): str(value)
        for name, value in request.POST.items()
        if name.startswith("text.")
    }


def _day(request: HttpRequest) -> date | None:
    given = request.POST.get("dated_on", "")
    return date.fromisoformat(given) if given else None


def _based_on(request: HttpRequest, appeal: Appeal) -> AppealVersion:
    given = request.POST.get("based_on", "")
    if not given.isdecimal() or len(given) > 9:
        raise Http404("no such version")
    return get_object_or_404(appeal.versions, number=int(given))


def _chosen(given: str | None, numbers: list[int], otherwise: int) -> int:
    wanted = int(given) if given and given.isdecimal() and len(given) < 10 else otherwise
    return wanted if wanted in numbers else otherwise


def _in_use(appeal: Appeal) -> AppealVersion:
    version = version_in_use(appeal)
    if version is None:
        raise Http404("drafted before versions were kept")
    return version


def _found(pk: int) -> Appeal:
    return get_object_or_404(Appeal.objects.select_related("foia_request__agency"), pk=pk)


def _person(request: HttpRequest) -> Any:
    return cast(Any, request.user)
