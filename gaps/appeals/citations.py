"""Footnotes of a letter: every authority is cited once in full, and marked where unverified."""

import re
from dataclasses import dataclass, field

from gaps.appeals.markdown import plain
from requests_app.law.authorities import Authority, authorities, authority

MARKERS = re.compile(r"(?:\s*(?<!\\)\[[A-Za-z0-9_]+\])+")
KEY = re.compile(r"\[([A-Za-z0-9_]+)\]")
CASE_NAME = re.compile(r"(.+?)(?=, (?:\d|No\.))")
UNVERIFIED = "**[verify before filing]**"


@dataclass
class Footnotes:
    """Collects the footnotes of one letter in the order in which they are cited."""

    notes: list[str] = field(default_factory=list)
    first_note: dict[str, int] = field(default_factory=dict)

    def cite(self, text: str) -> str:
        """The text with each run of `[key]` markers replaced by one footnote.

        Raises KeyError for a key that no authority has.
        """
        return MARKERS.sub(lambda found: self._note(KEY.findall(found.group())), text)

    @property
    def cited(self) -> list[Authority]:
        """The authorities cited, in order of first citation."""
        return [authority(key) for key in self.first_note]

    def definitions(self) -> str:
        """The footnotes themselves."""
        return "\n\n".join(f"[^{number}]: {note}" for number, note in enumerate(self.notes, 1))

    def _note(self, keys: list[str]) -> str:
        number = len(self.notes) + 1
        self.notes.append("; ".join(self._citation(key, number) for key in keys) + ".")
        return f"[^{number}]"

    def _citation(self, key: str, number: int) -> str:
        cited = authority(key)
        first = self.first_note.setdefault(key, number)
        mark = f" {UNVERIFIED}" if cited.needs_lawyer else ""
        if first == number or cited.kind in ("statute", "regulation"):
            return _in_print(cited).rstrip(".") + mark
        short = plain(cited.short_form)
        shown = f"*{short}*" if cited.kind == "case" else short
        return f"{shown}, *supra* note {first}{mark}"


def _in_print(cited: Authority) -> str:
    """The citation as a brief prints it: the name of a case in italics."""
    name = CASE_NAME.match(cited.cite_text) if cited.kind == "case" else None
    if name is None:
        return plain(cited.cite_text)
    return f"*{plain(name[1])}*{plain(cited.cite_text[name.end(1) :])}"


def unknown_keys(text: str) -> list[str]:
    """The markers in a text that name no authority."""
    return [key for key in KEY.findall(text) if key not in authorities()]
