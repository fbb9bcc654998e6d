"""How tables of reports write what stands in a cell."""

from django import template

register = template.Library()


@register.filter
def is_number(value: object) -> bool:
    """Whether a cell holds a number, which stands to the right."""
    return isinstance(value, int | float) and not isinstance(value, bool)


@register.filter
def figure(value: float) -> str:
    """A number as people read it: 1,234 and 12.5."""
    return f"{value:,.1f}".removesuffix(".0")
