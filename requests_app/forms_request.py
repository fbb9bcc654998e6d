"""The form in which a request is logged, and corrected."""

from dataclasses import fields
from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from requests_app.models import FoiaRequest, Office
from requests_app.models.tag import LONGEST_TAG
from requests_app.services.requests import RequestLogged

DAY = {"type": "date"}
LINES = ("parts", "custodians", "numbers")


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )


def _lines(label: str, rows: int, help_text: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


class RequestForm(forms.Form):
    """A request in one form. Lists stand a line to each; the text can suggest them."""

    use_required_attribute = False

    agency = forms.CharField(
        label="Agency",
        help_text="The component that answers, from the department down, as DHS/ICE.",
        widget=forms.TextInput(attrs={"list": "agencies", "autocomplete": "off"}),
    )
    title = forms.CharField(label="Subject", max_length=300)
    ref = forms.CharField(label="File number", max_length=80, help_text="Your own; unique.")
    requester = forms.CharField(label="Requester", max_length=200)
    filed_on = _day("Sent on")
    received_on = _day("Received on", "By the component; the clocks run from it. May be empty.")
    text = forms.CharField(
        label="Text", widget=forms.Textarea(attrs={"rows": 12}), help_text="As it was sent."
    )
    parts = _lines("Parts", 5, "What is asked, a line to each numbered part.")
    offices = _lines("Offices named", 3, "A path to each line, as DHS/ICE/ERO.")
    custodians = _lines("People named", 3, "Whose files are asked for, a line to each.")
    records_from = _day("Records from")
    records_to = _day("Records to")
    numbers = _lines("Agency’s numbers", 2, "A line to each, if it has given any.")
    fee_waiver_requested = forms.BooleanField(label="Fee waiver asked for", required=False)
    expedition_requested_on = _day("Expedition asked on")
    tags = forms.CharField(
        label="Tags",
        required=False,
        max_length=600,
        help_text="With commas between them, as facial recognition, ICE.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    assignee: Any = forms.ModelChoiceField(
        label="Seen to by", required=False, queryset=None, empty_label="nobody yet"
    )

    def __init__(self, *args: Any, corrects: FoiaRequest | None = None, **kwargs: Any) -> None:
        """`corrects` is the request that is there already; None for a new one."""
        super().__init__(*args, **kwargs)
        self.corrects = corrects
        people = get_user_model().objects.filter(is_active=True).order_by("username")
        self.fields["assignee"].queryset = people  # type: ignore[attr-defined]  # a field of models

    def clean_ref(self) -> str:
        ref: str = self.cleaned_data["ref"].strip()
        others = FoiaRequest.objects.exclude(pk=self.corrects.pk if self.corrects else 0)
        if others.filter(ref=ref).exists():
            raise forms.ValidationError("Another request has this file number.")
        return ref

    def clean_agency(self) -> Office:
        path = self.cleaned_data["agency"].strip().strip("/")
        found = Office.objects.filter(path__iexact=path).first()
        if found is None:
            raise forms.ValidationError(f"No agency has the path “{path}”. Choose one of the list.")
        return found

    def clean_parts(self) -> list[str]:
        return self._listed("parts")

    def clean_custodians(self) -> list[str]:
        return list(dict.fromkeys(self._listed("custodians")))

    def clean_numbers(self) -> list[str]:
        return list(dict.fromkeys(self._listed("numbers")))

    def clean_tags(self) -> list[str]:
        names = (" ".join(name.split()) for name in self.cleaned_data["tags"].split(","))
        tags = list({name.casefold(): name for name in names if name}.values())
        if too_long := [name for name in tags if len(name) > LONGEST_TAG]:
            raise forms.ValidationError(f"“{too_long[0][:40]}…” is too long for a tag.")
        return tags

    def clean_offices(self) -> list[Office]:
        paths = [path.strip("/") for path in self._listed("offices")]
        found = {office.path: office for office in Office.objects.filter(path__in=paths)}
        unknown = [path for path in paths if path not in found]
        if unknown:
            raise forms.ValidationError(f"No office has the path “{unknown[0]}”.")
        return [found[path] for path in dict.fromkeys(paths)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for first, last, message in (
            ("filed_on", "received_on", "It cannot be received before it was sent."),
            ("records_from", "records_to", "The range ends before it begins."),
        ):
            if given.get(first) and given.get(last) and given[last] < given[first]:
                self.add_error(last, message)
        return given

    def logged(self) -> RequestLogged:
        """What the person says; the form has to be valid."""
        return RequestLogged(**self.cleaned_data)

    @staticmethod
    def written(logged: RequestLogged) -> dict[str, Any]:
        """What was said of a request, as it stands in the fields."""
        given = {field.name: getattr(logged, field.name) for field in fields(logged)}
        given |= {name: "\n".join(given[name]) for name in LINES}
        given["agency"] = logged.agency.path
        given["offices"] = "\n".join(office.path for office in logged.offices)
        given["tags"] = ", ".join(logged.tags)
        return given

    def _listed(self, name: str) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data[name].splitlines())
        return [line for line in lines if line]
