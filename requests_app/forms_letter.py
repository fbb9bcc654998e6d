"""Forms for what a person reads in a letter."""

from typing import Any

from django import forms

from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.ingest.extract.letter_facts.values import (
    CHOICES,
    DAYS,
    NUMBERS,
    in_words,
    written,
)
from requests_app.models import LetterFact
from requests_app.models.letter_fact import fact_names


class CorrectionForm(forms.Form):
    """The value of one fact, with the field that fits it."""

    def __init__(self, fact: LetterFact, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = FactName(fact.name)
        field = _field(name)
        field.label, field.initial = "The letter says", written(name, fact.typed_value)
        field.widget.attrs["data-key"] = "e"
        self.fields["value"] = field


class MissedForm(forms.Form):
    """A fact that was not read, with the words of the letter that say it."""

    name = forms.ChoiceField(label="What it is", choices=fact_names)
    value = forms.CharField(label="What it says", max_length=2000)
    words = forms.CharField(
        label="The words of the letter",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Copied from the page: they are the proof.",
    )


def _field(name: FactName) -> forms.Field:
    """Any text is given to `typed`, which knows what the value may be."""
    if name in CHOICES:
        return forms.ChoiceField(choices=[(each, each) for each in map(in_words, CHOICES[name])])
    if name in DAYS:
        return forms.CharField(widget=forms.DateInput(attrs={"type": "date"}))
    if name in NUMBERS:
        return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 8}))
    return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
