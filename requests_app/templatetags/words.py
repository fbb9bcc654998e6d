"""How pages write what the program names for itself."""

from datetime import date

from django import template

from requests_app.selectors.clocks import cited as citations

register = template.Library()


@register.filter
def in_words(name: object) -> str:
    """A name of the program as words: `clarification_asked` is `clarification asked`."""
    return str(name).replace("_", " ")


@register.filter
def as_day(day: date | str | None) -> str:
    """A day as every page writes it, from a day or its ISO form: `20 Jul 2018`; none is nothing."""
    if not day:
        return ""
    given = day if isinstance(day, date) else date.fromisoformat(day)
    return f"{given:%-d %b %Y}"


@register.filter
def cited(keys: list[str]) -> list[str]:
    """The citations behind keys of authorities."""
    return citations(keys)


@register.filter
def subtract(whole: float, part: float) -> float:
    """What is left."""
    return whole - part
