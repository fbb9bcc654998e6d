"""The letters written for the tests, in the forms of the agencies; names and words are invented."""

from pathlib import Path
from typing import Any

import yaml

from requests_app.ingest.extract.letter_facts.contract import LetterReading
from requests_app.ingest.extract.letter_facts.reading import read_letter

LETTERS = sorted(Path(__file__).parent.glob("*.yaml"))


def content(path: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    return loaded


def printed(path: Any) -> tuple[list[str], LetterReading]:
    """The pages of a letter, and what is read from them."""
    texts = content(path)["pages"]
    return texts, read_letter(texts)
