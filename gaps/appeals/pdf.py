"""The letter, and the sheets between exhibits, as PDF by Typst. Nothing outside is reachable."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import typst

from gaps.appeals.markdown import beyond_the_fonts, printable
from gaps.appeals.pandoc import to_typst

TEMPLATES = Path(__file__).with_name("typst")


def write_letter_pdf(markdown: str, target: Path, *, title: str, running: str) -> None:
    """Write the letter to `target`; `running` stands at the foot of its later pages."""
    source = TEMPLATES.joinpath("letter.typ").read_text() + to_typst(markdown)
    target.write_bytes(typeset(source, {"title": title, "running": running}))


def sheets_pdf(template: str, content: object) -> bytes:
    """Pages typeset by one of the templates from content that is only ever taken as words."""
    source = TEMPLATES.joinpath(template).read_text()
    return typeset(source, {"content": json.dumps(_shown(content), ensure_ascii=False)})


def _shown(content: object) -> object:
    """The content with every word of it as it can be printed."""
    if isinstance(content, str):
        return printable(content)
    if isinstance(content, Mapping):
        return {name: _shown(each) for name, each in content.items()}
    if isinstance(content, list):
        return [_shown(each) for each in content]
    return content


def typeset(source: str, inputs: Mapping[str, str]) -> bytes:
    """Compile a document that can read no file: its root is an empty folder.

    The same source gives the same bytes, with the fonts that Typst carries and no others; the
    fonts of the machine are used only where words have letters that those lack.
    """
    own_fonts = not beyond_the_fonts(source + "".join(inputs.values()))
    with tempfile.TemporaryDirectory() as empty:
        path = Path(empty) / "main.typ"
        path.write_text(source, encoding="utf-8")
        compiled: bytes = typst.compile(
            str(path),
            root=empty,
            ignore_system_fonts=own_fonts,
            sys_inputs=dict(inputs),
            timestamp=0,
        )
    return compiled
