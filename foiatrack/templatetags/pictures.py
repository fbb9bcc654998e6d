"""What the kinds of a picture are called on a page."""

from functools import lru_cache

from django import template
from django.urls import reverse

from requests_app.pictures.bates_strip import Place, Run

register = template.Library()

_SPANS = {
    "run": "counted, but for days that are no working days",
    "extended": "counted, by the extension",
    "tolled": "tolled: it stood still",
    "late": "past the last day",
    "left": "days left",
}
_STRIP = {"solid": "present", "hollow": "missing", "hatched": "withheld"}
_MARKS = {"began": "received", "due": "due", "done": "determined", "today": "as of"}


@register.filter
def clock_span(kind: str) -> str:
    """What the clock did in days of this kind."""
    return _SPANS[kind]


@register.filter
def clock_mark(name: str) -> str:
    """What a marked day of the clock is."""
    return _MARKS[name]


@register.filter
def strip_mark(mark: str) -> str:
    """What numbers with this mark are."""
    return _STRIP[mark]


@register.filter
def numbers(run: Run) -> str:
    """The numbers of a run: `17` or `17–20`."""
    return str(run.first) if run.first == run.last else f"{run.first}–{run.last}"


@register.filter
def page_address(place: Place) -> str:
    """Where the page at a place is looked at."""
    file, index = place
    return f"{_document(file)}?page={index + 1}"


@lru_cache(maxsize=1_000)
def _document(file: int) -> str:
    """The address of a file, once for the hundreds of places that a picture has in it."""
    return reverse("document", args=[file])
