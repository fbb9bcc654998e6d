"""Text files: one page for each form feed."""

import codecs
from pathlib import Path

from requests_app.ingest.parsers.contract import (
    ParseContext,
    ParsedFile,
    ParsedPage,
    ParseError,
)
from requests_app.ingest.parsers.mail.charsets import decoded

_NAMES = (".txt", ".text", ".csv", ".tsv", ".md", ".log", ".rst")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b\b"))


class PlainText:
    """Reads text, of whatever charset."""

    name = "plain_text"

    def score(self, head: bytes, filename: str) -> int | None:
        """By name; what the bytes show to be something else scores higher elsewhere."""
        return 50 if filename.lower().endswith(_NAMES) else None

    def parse(self, path: Path, context: ParseContext) -> ParsedFile:
        """The pages between form feeds; one at the very end opens no page."""
        most = context.limits.text_bytes
        with path.open("rb") as source:
            content = source.read(most + 1)
        if not content:
            raise ParseError("the file is empty")
        if len(content) > most:
            raise ParseError(f"the text is larger than {most:,} bytes")
        charset = _UTF16.get(content[:2])
        if charset is None and _is_binary(content):
            raise ParseError("the file is not text")
        texts = decoded(content, charset).split("\f")
        if len(texts) > 1 and not texts[-1].strip():
            texts.pop()
        if len(texts) > context.limits.pages:
            raise ParseError(f"the text has more than {context.limits.pages:,} pages")
        pages = tuple(ParsedPage(index=index, text=text) for index, text in enumerate(texts))
        return ParsedFile(parser=self.name, pages=pages, expected_pages=len(pages))


PARSER = PlainText()


def _is_binary(content: bytes) -> bool:
    """Whether control characters that no text has are more than a stray few."""
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return b"\0" in content[:4096] or controls > len(content) // 100
