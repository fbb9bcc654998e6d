"""Bringing in what the agency sent: productions and letters."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from requests_app.forms_bring import LetterForm, ProductionForm
from requests_app.management.console import counted
from requests_app.models import Correspondence, FoiaRequest, Production
from requests_app.models.production import LONGEST_NAME
from requests_app.services.ingest import files_retry
from requests_app.services.ledger import ledger_changed, ledger_follow
from requests_app.services.productions import letter_add, production_with
from requests_app.tasks import reading_enqueue


@require_POST
@permission_required("requests_app.add_production", raise_exception=True)
def bring_production(request: HttpRequest, pk: int) -> HttpResponse:
    """Files that came together, as a production; reading begins when they are stored."""
    foia_request = get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)
    form = ProductionForm(request.POST, request.FILES)
    if form.is_valid():
        _brought(request, foia_request, form.cleaned_data)
    else:
        _say_errors(request, form)
    return redirect("request_productions", pk)


def _brought(request: HttpRequest, foia_request: FoiaRequest, given: dict[str, Any]) -> None:
    with transaction.atomic():
        production, files = production_with(
            foia_request=foia_request,
            files=[_named(each) for each in given["brought"]],
            brought_by=request.user.get_username(),
        )
        if production is None:
            messages.info(request, "The request holds all of these files already.")
            return
        Production.objects.filter(pk=production.pk).update(
            received_on=given["received_on"], is_final=given["is_final"]
        )
        ledger_follow(foia_request=foia_request, recorded_by=request.user)  # type: ignore[arg-type]  # behind sign-in
        reading_enqueue(foia_request)
    what = counted(len(files), "file")
    messages.success(request, f"Production {production.number}: {what} stored, now being read.")


@require_POST
@permission_required("requests_app.add_production", raise_exception=True)
def retry_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Read again what could not be read: one file, or all of them."""
    foia_request = get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)
    chosen = request.POST.get("file", "")
    named = [int(chosen)] if chosen.isascii() and chosen.isdigit() and len(chosen) < 16 else []
    with transaction.atomic():
        again = files_retry(foia_request=foia_request, files=named)
        if again:
            reading_enqueue(foia_request)
    if again:
        messages.success(request, f"{counted(again, 'file')} being read again.")
    else:
        messages.info(request, "Nothing is to read again: what failed here gave a part of itself.")
    return redirect("request_productions", pk)


@require_POST
@permission_required("requests_app.add_correspondence", raise_exception=True)
def bring_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter to or from the agency; what is read in it waits for a person to confirm."""
    foia_request = get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)
    form = LetterForm(request.POST, request.FILES)
    if not form.is_valid():
        _say_errors(request, form)
        return redirect("request_letters", pk)
    given = form.cleaned_data
    with transaction.atomic():
        name, path = _named(given["file"])
        source_file = letter_add(
            foia_request=foia_request,
            path=path,
            name=name,
            brought_by=request.user.get_username(),
        )
        letter, _ = Correspondence.objects.get_or_create(
            foia_request=foia_request,
            kind=given["kind"],
            direction=given["direction"],
            dated_on=given["dated_on"],
            source_file=source_file,
            defaults={"received_on": given["received_on"]},
        )
        ledger_follow(foia_request=foia_request, recorded_by=request.user)  # type: ignore[arg-type]  # behind sign-in
        reading_enqueue(foia_request)
        ledger_changed(foia_request)
    messages.success(request, f"{name} is stored. What is read in it waits to be confirmed.")
    if letter.direction == Correspondence.Direction.IN:
        return redirect("letter", letter.pk)
    return redirect("request_letters", pk)


def _named(upload: TemporaryUploadedFile) -> tuple[str, Path]:
    """An uploaded file, by its name, where it waits on the disk."""
    return (upload.name or "unnamed")[-LONGEST_NAME:], Path(upload.temporary_file_path())


def _say_errors(request: HttpRequest, form: Any) -> None:
    for field, errors in form.errors.items():
        label = form.fields[field].label if field in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else str(error))
