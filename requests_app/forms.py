"""Forms for what a person enters."""

from datetime import date
from typing import Any, get_args

from django import forms
from django.utils.html import escape

from requests_app.law.authorities import Authority, authorities
from requests_app.law.ledger import Event, EventKind, UnusualCircumstance
from requests_app.law.ledger_terms import TermsError, read_terms, term_names
from requests_app.law.openings import Confirmed, wanted
from requests_app.models import AuthorityOpening, AuthorityRecord, ClockEvent

TRUTHS = ("adverse", "granted", "certified")
"""What may be said, denied, or left open."""


class ClockEventForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the checker alone
    """An entry of the ledger, with a field for each thing that one may state; empty is not stated.

    `event` is the entry once the form is valid.
    """

    until = forms.DateField(required=False, label="Extended until")
    days = forms.IntegerField(
        required=False, min_value=1, label="Extended by", help_text="Working days."
    )
    circumstances = forms.MultipleChoiceField(
        required=False,
        label="Unusual circumstances",
        widget=forms.CheckboxSelectMultiple,
        choices=[(each, each.replace("_", " ")) for each in get_args(UnusualCircumstance)],
    )
    offers_to_narrow = forms.BooleanField(required=False, label="Offers to narrow the request")
    names_liaison = forms.BooleanField(required=False, label="Names the FOIA Public Liaison")
    names_ogis = forms.BooleanField(required=False, label="Names OGIS")
    agreed = forms.BooleanField(
        required=False,
        label="You agreed to that time",
        help_text="Without it no notice adds more than ten working days.",
    )
    adverse = forms.NullBooleanField(
        required=False, label="Denies anything", help_text="Or gives a right of appeal."
    )
    granted = forms.NullBooleanField(required=False)
    certified = forms.NullBooleanField(
        required=False, label="Certified", help_text="The need was certified to be true."
    )
    ground = forms.CharField(required=False)
    component = forms.CharField(required=False, help_text="Who received it, as DHS/ICE.")
    window_days = forms.IntegerField(
        required=False, min_value=1, label="Days to appeal, as the letter states them"
    )
    window_unit = forms.ChoiceField(
        required=False,
        label="Days of which kind",
        choices=[("calendar_day", "calendar days"), ("working_day", "working days")],
    )
    pages = forms.IntegerField(
        required=False,
        min_value=0,
        label="Responsive pages",
        help_text="As the notice states them; more than 5,000 bears on search fees.",
    )
    discussed = forms.BooleanField(
        required=False,
        label="Narrowing was discussed",
        help_text="By mail, email or telephone; it bears on search fees.",
    )
    contacts = forms.IntegerField(
        required=False,
        min_value=0,
        label="Attempts to reach you",
        help_text="By mail, email or telephone; three or more bear on search fees.",
    )

    class Meta:
        model = ClockEvent
        fields = ("foia_request", "kind", "on", "what", "correspondence")

    event: Event

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        letter = given.get("correspondence")
        if letter and letter.foia_request != given.get("foia_request"):
            self.add_error("correspondence", "The letter belongs to another request.")
        if given.get("kind") and given.get("on"):
            self._state(EventKind(given["kind"]), given)
        return given

    def _state(self, kind: EventKind, given: dict[str, Any]) -> None:
        terms = _terms(given)
        for name in sorted(set(terms) - set(term_names(kind))):
            field = "window_days" if name == "stated_window" else name
            self.add_error(field, f"An entry “{kind.replace('_', ' ')}” does not state this.")
        if not self.errors:
            try:
                stated = read_terms(kind, terms)
            except TermsError as error:
                raise forms.ValidationError(str(error)) from error
            self.event = Event(kind, given["on"], what=given["what"], **stated)


def _terms(given: dict[str, Any]) -> dict[str, Any]:
    """What the form states, as the JSON of an entry."""
    names = {name for kind in EventKind for name in term_names(kind)} - {"stated_window"}
    terms = {name: given.get(name) for name in names}
    terms = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in terms.items()
        if (value is not None if name in TRUTHS else value)
    }
    if days := given.get("window_days"):
        terms["stated_window"] = {"days": days, "unit": given.get("window_unit")}
    return terms


class AuthorityOpeningForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the checker alone
    """What a person confirms who has opened an authority. The last record counts, so that each
    one says all that is confirmed."""

    class Meta:
        model = AuthorityOpening
        fields = ("authority", *(f"confirms_{each}" for each in Confirmed), "source", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cited = _cited(str(self.initial.get("authority", "")))
        if cited is None or "authority" not in self.fields:
            return
        says = {
            Confirmed.CITATION: cited.citation,
            Confirmed.PIN: cited.pin or "No page is cited: that the point stands in it.",
            Confirmed.PROPOSITION: cited.proposition,
            Confirmed.GOOD_LAW: cited.check or "",
        }
        self.fields["authority"].help_text = escape(cited.unverified_note or "Nothing is open.")
        for each, text in says.items():
            needed = " Needed before a letter cites it unmarked." if each in wanted(cited) else ""
            self.fields[f"confirms_{each}"].help_text = escape(f"{text}{needed}")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not any(given.get(f"confirms_{each}") for each in Confirmed) and not given.get("note"):
            self.add_error("note", "Say what is wrong, since nothing is confirmed.")
        record = given.get("authority")
        if record and record.key not in authorities():
            self.add_error("authority", "The project cites this authority no longer.")
        return given


def _cited(number: str) -> Authority | None:
    """The authority whose number stands in the address of the form, if one does."""
    if not number.isdecimal():
        return None
    record = AuthorityRecord.objects.filter(pk=int(number)).first()
    return authorities().get(record.key) if record else None
