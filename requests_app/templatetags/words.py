"""How pages write what the program names for itself."""

from django import template

register = template.Library()


@register.filter
def in_words(name: object) -> str:
    """A name of the program as words: `clarification_asked` is `clarification asked`."""
    return str(name).replace("_", " ")
