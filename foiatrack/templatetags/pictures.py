"""What the kinds of a picture are called on a page."""

from django import template

register = template.Library()

_SPANS = {
    "run": "counted, but for days that are no working days",
    "extended": "counted, by the extension",
    "tolled": "tolled: it stood still",
    "late": "past the last day",
    "left": "days left",
}
_MARKS = {"began": "received", "due": "due", "done": "determined", "today": "as of"}


@register.filter
def clock_span(kind: str) -> str:
    """What the clock did in days of this kind."""
    return _SPANS[kind]


@register.filter
def clock_mark(name: str) -> str:
    """What a marked day of the clock is."""
    return _MARKS[name]
