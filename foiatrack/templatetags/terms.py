"""A term of art in a page: a button that shows what it means."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from foiatrack.terms import term_of

register = template.Library()


@register.simple_tag(takes_context=True)
def term(context: template.Context, words: str, of: str = "") -> SafeString:
    """The words, with what the term means a key away, where it comes first.

    `of` names the term where the words are others. Raises KeyError for words that are no term: a
    page promises no more than it explains.
    """
    if term_of(of or words) is None:
        raise KeyError(f"no term {of or words!r} in terms.yaml")
    return term_or_words(context, words, of)


@register.simple_tag(takes_context=True)
def term_or_words(context: template.Context, words: str, of: str = "") -> SafeString:
    """As `term`; words that are no term stay words, as does a term that the page has explained."""
    found = term_of(of or words)
    explained = _explained(context)
    if found is None or found.anchor in explained:
        return escape(words)
    explained.add(found.anchor)
    shown = {"words": words, "term": found}
    return SafeString(render_to_string("foiatrack/term.html", shown).strip())


def _explained(context: template.Context) -> set[str]:
    """What the page has explained so far, whichever of its templates did."""
    page = context["request"]
    if not hasattr(page, "terms_explained"):
        page.terms_explained = set()
    found: set[str] = page.terms_explained
    return found
