"""The form for one cell of the matrix of offices."""

from typing import Any

from django import forms

from requests_app.models import FoiaRequest, OfficeEntry, Page, SearchRecord

Cell = OfficeEntry.Cell
DAY = {"type": "date"}
LONGEST = 300
LABELS = {
    Cell.CUSTODIANS: "Custodians whose files were searched",
    Cell.SYSTEMS: "Systems searched",
    Cell.TERMS: "Terms used",
}


class OfficeEntryForm(forms.Form):
    """A cell and where it is known from; `value` is as OfficeEntry holds it, once it is valid."""

    def __init__(self, foia_request: FoiaRequest, cell: str, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "entry_%s")
        super().__init__(*args, **kwargs)
        self.cell = Cell(cell)
        self.fields |= self._of_cell()
        self.fields["letter"] = forms.ModelChoiceField(
            foia_request.correspondence.filter(direction="in").order_by("dated_on", "pk"),
            label="Letter that says so",
            required=False,
            empty_label="none",
        )
        self.fields["page"] = forms.IntegerField(label="Page of it", required=False, min_value=1)
        self.fields["source"] = forms.CharField(
            label="Or known from",
            required=False,
            max_length=LONGEST,
            help_text="As: by telephone, Ms Roe of the FOIA office, 3 Nov 2018.",
        )
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def _of_cell(self) -> dict[str, forms.Field]:
        if self.cell is Cell.STATUS:
            # Nothing is chosen beforehand: what is entered by a slip would stand as said.
            said = [
                ("", "choose"),
                *((each.value, str(each.label)) for each in SearchRecord.Status),
            ]
            return {
                "status": forms.ChoiceField(label="The agency says", choices=said),
                "reason": forms.CharField(
                    label="Its reason",
                    required=False,
                    max_length=2000,
                    help_text="Leave it empty only where it gives none.",
                ),
            }
        if self.cell is Cell.DATES:
            return {
                name: forms.DateField(
                    label=label, required=False, widget=forms.DateInput(attrs=DAY)
                )
                for name, label in (("from", "Searched from"), ("to", "Searched to"))
            }
        lines = forms.Textarea(attrs={"rows": 3})
        return {
            "values": forms.CharField(
                label=LABELS[self.cell], max_length=4000, widget=lines, help_text="A line to each."
            )
        }

    @property
    def value(self) -> Any:
        """What the person says for the cell; the form has to be valid."""
        given = self.cleaned_data
        if self.cell is Cell.STATUS:
            return {"status": given["status"], "reason": given["reason"] or None}
        if self.cell is Cell.DATES:
            return {
                name: given[name].isoformat() if given[name] else None for name in ("from", "to")
            }
        return given["values"]

    def clean_values(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["values"].splitlines())
        named: dict[str, str] = {}
        for line in filter(None, lines):
            named.setdefault(line.casefold(), line)
        values = list(named.values())
        if any(len(each) > 200 for each in values):
            raise forms.ValidationError("A line is longer than 200 characters.")
        return values

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        letter, page = given.get("letter"), given.get("page")
        if not letter and not given.get("source"):
            self.add_error("source", "Say where this is known from: a letter, or in words.")
        if page and not letter:
            self.add_error("page", "Choose the letter that this is a page of.")
        elif page and letter and not _has_page(letter.source_file_id, page):
            self.add_error("page", "The letter has no such page.")
        if self.cell is Cell.DATES and not self.errors:
            first, last = given["from"], given["to"]
            if not first and not last:
                self.add_error("from", "Give at least one day.")
            elif first and last and last < first:
                self.add_error("to", "It is before the first day.")
        return given


def _has_page(source_file_id: int | None, page: int) -> bool:
    return Page.objects.filter(source_file=source_file_id, index=page - 1).exists()
