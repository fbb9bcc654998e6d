"""Forms for what is brought in as files."""

from typing import Any

from django import forms

from requests_app.models import Correspondence

DAY = {"type": "date"}


class ManyFiles(forms.ClearableFileInput):
    """A field for any number of files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or many; all are kept."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        one = super().clean
        if isinstance(data, list | tuple) and data:
            return [one(each, initial) for each in data]
        return [one(data, initial)]


class ProductionForm(forms.Form):
    """What came together: files or a ZIP of them."""

    # An empty file is a fact about the production, and is listed as a failure.
    brought = FilesField(label="Files", allow_empty_file=True)
    received_on = forms.DateField(
        label="Received on", required=False, widget=forms.DateInput(attrs=DAY)
    )
    is_final = forms.BooleanField(label="The final release", required=False)


class LetterForm(forms.Form):
    """A letter between requester and agency."""

    file = forms.FileField(label="Letter")
    kind = forms.ChoiceField(
        label="Kind",
        choices=Correspondence.Kind.choices,
        initial=Correspondence.Kind.DETERMINATION,
    )
    direction = forms.ChoiceField(label="Direction", choices=Correspondence.Direction.choices)
    dated_on = forms.DateField(label="Dated", required=False, widget=forms.DateInput(attrs=DAY))
    received_on = forms.DateField(
        label="Received", required=False, widget=forms.DateInput(attrs=DAY)
    )
