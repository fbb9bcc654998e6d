"""Which requests a report is of: the filter that all reports share."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from gaps.reports.report import ReportFilter
from requests_app.models import FoiaRequest, Office, Tag
from requests_app.selectors.requests import NOBODY

OFFERED = 500


class ReportForm(forms.Form):
    """Everything may be left open. `found` is the filter of what was given and holds; what does
    not hold is said, and leaves its part open."""

    from_on = forms.DateField(label="Filed from", required=False)
    to_on = forms.DateField(label="Filed to", required=False)
    agency = forms.CharField(label="Agency", required=False, max_length=200)
    assignee = forms.ChoiceField(label="Seen to by", required=False)
    tag = forms.CharField(label="Tag", required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(name, name) for name in _people()]
        chosen = self.fields["assignee"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", "anybody"), (NOBODY, "nobody yet"), *people]
        for name in ("from_on", "to_on"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"})
        for name in ("agency", "tag"):
            plain = {"list": f"{name}-offered", "autocomplete": "off"}
            self.fields[name].widget = forms.TextInput(attrs=plain)

    def clean_agency(self) -> str:
        path = self.cleaned_data["agency"].strip("/ ")
        office = Office.objects.filter(path__iexact=path).first() if path else None
        if path and office is None:
            raise forms.ValidationError(f"No agency has the path {path}: DHS or DHS/ICE is one.")
        return office.path if office else ""

    def clean_tag(self) -> str:
        name = self.cleaned_data["tag"].strip()
        if name and not Tag.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(f"No request has the tag {name}.")
        return str(name)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("from_on"), given.get("to_on")
        if first and last and last < first:
            # Either may be the wrong one, so neither narrows anything.
            self.add_error("to_on", "The last day comes before the first.")
            del given["from_on"]
        return given

    @property
    def found(self) -> ReportFilter:
        """The filter, without what is not valid."""
        self.full_clean()
        return ReportFilter(**{name: each for name, each in self.cleaned_data.items() if each})

    @property
    def chosen(self) -> list[str]:
        """What is asked for, in words."""
        return [
            f"{self.fields[name].label} {'nobody' if each == NOBODY else each}"
            for name, each in self.cleaned_data.items()
            if each
        ]


def agencies_offered() -> list[str]:
    """The paths of agencies that have requests, and of those above them."""
    asked = Office.objects.filter(pk__in=FoiaRequest.objects.order_by().values("agency").distinct())
    paths = set(asked.values_list("path", flat=True)[:OFFERED])
    return sorted(paths | {path.partition("/")[0] for path in paths})


def tags_offered() -> list[str]:
    """The first tags."""
    return list(Tag.objects.values_list("name", flat=True)[:OFFERED])


def _people() -> list[str]:
    """Who sees to a request, by name."""
    seen = FoiaRequest.objects.order_by().exclude(assignee=None).values("assignee").distinct()
    people = get_user_model().objects.filter(pk__in=seen)
    return list(people.order_by("username").values_list("username", flat=True))
