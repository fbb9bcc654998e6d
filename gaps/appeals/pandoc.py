"""Markdown to Word and Typst by pandoc, as a separate process that may touch no file of ours."""

import os
import subprocess
from pathlib import Path

import pypandoc

# No raw HTML, attributes or mathematics: the words come from hostile records.
MARKDOWN = (
    "gfm+footnotes+fenced_divs-raw_html-tex_math_dollars-autolink_bare_uris-emoji-raw_attribute"
)
SECONDS = 60


class ConversionError(RuntimeError):
    """pandoc could not convert the letter; the text is its complaint."""


def to_typst(markdown: str) -> str:
    """The body of a Typst document."""
    return converted(markdown, "typst")


def converted(markdown: str, form: str) -> str:
    """The letter in another form of text."""
    return _run(["--to", form, "--wrap=none"], markdown).decode()


def to_docx(markdown: str, *, reference: Path, target: Path, epoch: int) -> None:
    """A Word document in the styles of `reference`; `epoch` (seconds) is the day it bears."""
    arguments = ["--to", "docx", "--reference-doc", str(reference), "--output", str(target)]
    _run(arguments, markdown, epoch)


def default_reference() -> bytes:
    """pandoc's own reference document, to be restyled."""
    return _run(["--print-default-data-file", "reference.docx"], "")


def _run(arguments: list[str], markdown: str, epoch: int = 0) -> bytes:
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from", MARKDOWN, *arguments]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch)}
    done = subprocess.run(
        command,
        input=markdown.encode("utf-8", "replace"),
        capture_output=True,
        timeout=SECONDS,
        env=environment,
        check=False,
    )
    if done.returncode:
        raise ConversionError(done.stderr.decode(errors="replace").strip())
    return done.stdout
