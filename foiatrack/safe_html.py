"""HTML of which only plain structure is left: no script, no style, no link to elsewhere."""

from html import escape
from html.parser import HTMLParser

from django.utils.safestring import SafeString, mark_safe

KEPT = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "li",
        "ol",
        "p",
        "section",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
EMPTY = frozenset({"br", "hr"})
ATTRIBUTES = frozenset({"id", "start", "value"})
DROPPED_WHOLE = frozenset({"script", "style"})


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.dropping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.dropping += tag in DROPPED_WHOLE
        if tag in KEPT:
            kept = "".join(f' {name}="{escape(value or "")}"' for name, value in _kept(attrs))
            self.parts.append(f"<{tag}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        self.dropping -= tag in DROPPED_WHOLE and self.dropping > 0
        if tag in KEPT - EMPTY:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.dropping:
            self.parts.append(escape(data))


def _kept(attrs: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Attributes that only name a place, and links within the page."""
    return [
        (name, value)
        for name, value in attrs
        if name in ATTRIBUTES or (name == "href" and (value or "").startswith("#"))
    ]


def safe_html(html: str) -> SafeString:
    """The HTML with every other tag and attribute left out, and scripts with their text."""
    reader = _Plain()
    reader.feed(html)
    reader.close()
    return mark_safe("".join(reader.parts))
