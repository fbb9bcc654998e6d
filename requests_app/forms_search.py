"""What a person types into the search, and what is wrong with it."""

from typing import Any

from django import forms

from requests_app.lib.search_query import Query, QueryError, query_read
from requests_app.models import FoiaRequest, SearchEntry
from requests_app.selectors.search_entries import Within

KINDS = {
    SearchEntry.Kind.REQUEST: "Requests",
    SearchEntry.Kind.MESSAGE: "Messages",
    SearchEntry.Kind.LETTER: "Letters",
    SearchEntry.Kind.PAGE: "Pages of productions",
}


class SearchForm(forms.Form):
    """The words, and where to look for them. `query` and `within` are there once it is valid."""

    q = forms.CharField(
        label="Words, or a Bates number",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "data-key": "/", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="Among", required=False, choices=[("", "everything"), *KINDS.items()]
    )
    request = forms.CharField(
        label="Of request",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "file number", "size": 14}),
    )
    from_on = forms.DateField(
        label="From", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    to_on = forms.DateField(
        label="To", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    query = Query()
    within = Within()
    foia_request: FoiaRequest | None = None

    def clean_q(self) -> str:
        written: str = self.cleaned_data["q"]
        try:
            self.query = query_read(written)
        except QueryError as error:
            raise forms.ValidationError(str(error)) from error
        return written

    def clean_request(self) -> str:
        ref: str = self.cleaned_data["request"]
        if ref:
            self.foia_request = FoiaRequest.objects.filter(ref__iexact=ref).first()
            if self.foia_request is None:
                raise forms.ValidationError(
                    f"No request has the file number {ref}: see the list of requests."
                )
        return ref

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("from_on"), given.get("to_on")
        if first and last and first > last:
            self.add_error("to_on", "This day is before the first: exchange the two.")
        self.within = Within(
            kind=given.get("kind", ""),
            foia_request_id=self.foia_request.pk if self.foia_request else None,
            from_on=first,
            to_on=last,
        )
        return given

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words is asked for."""
        return self.within != Within()
