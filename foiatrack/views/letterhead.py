"""The letterhead of the office: its name, address and signature, and its own Word sheet."""

from pathlib import Path
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from foiatrack.permissions import needs
from gaps.models import Letterhead
from gaps.services.letterheads import (
    LARGEST,
    LetterheadError,
    letterhead_add,
    letterhead_in_use,
    reference_check,
)


class LetterheadForm(forms.Form):
    """What the office writes its letters on."""

    organisation = forms.CharField(label="Organization", max_length=200)
    address = forms.CharField(
        label="Address", required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    signature = forms.CharField(
        label="Signature block",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text="Who signs, with title, bar number and jurisdiction, telephone and email.",
    )
    document = forms.FileField(
        label="Word document",
        required=False,
        help_text="A .docx whose styles, head and foot the letters take; no macros, at most 5 MB.",
    )
    keep_document = forms.BooleanField(
        label="Keep the present document", required=False, initial=True
    )

    def clean_document(self) -> "UploadedFile[Any] | None":
        """The document, once it is one that a letter may take its sheet from."""
        given = cast("UploadedFile[Any] | None", self.cleaned_data["document"])
        if given is None:
            return None
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError("The document is larger than 5 MB.")
        try:
            reference_check(_path(given))
        except LetterheadError as error:
            raise forms.ValidationError(f"{error}.") from error
        return given


@needs("gaps.change_appeal")
@never_cache
def letterhead(request: HttpRequest) -> HttpResponse:
    """The letterhead in use, and a form for another."""
    held = letterhead_in_use()
    form = LetterheadForm(request.POST or None, request.FILES or None, initial=_initial(held))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["document"]
        letterhead_add(
            organisation=form.cleaned_data["organisation"],
            address=form.cleaned_data["address"],
            signature=form.cleaned_data["signature"],
            document=_path(given) if given else None,
            file_name=given.name if given else "",
            keep_document=form.cleaned_data["keep_document"],
            added_by=cast(Any, request.user),
        )
        messages.success(request, "Kept. Drafts that are made from now on take it.")
        return redirect("letterhead")
    return render(request, "foiatrack/letterhead.html", {"form": form, "held": held})


def _initial(held: Letterhead | None) -> dict[str, object]:
    if held is None:
        return {}
    return {
        "organisation": held.organisation,
        "address": held.address,
        "signature": held.signature,
    }


def _path(given: "UploadedFile[Any]") -> Path:
    """Where the upload was streamed to."""
    return Path(cast(Any, given).temporary_file_path())
