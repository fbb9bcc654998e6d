"""Footnotes of a letter: every authority is cited once in full, and marked where unverified."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from gaps.appeals.markdown import plain
from requests_app.law.authorities import Authority, authorities, authority
from requests_app.law.openings import Opened, is_open

# The mark stands after the comma or the stop that follows the words it supports.
MARKERS = re.compile(r"((?:\s*(?<!\\)\[[A-Za-z0-9_]+\])+)([.,;:]?)")
KEY = re.compile(r"\[([A-Za-z0-9_]+)\]")
CASE_NAME = re.compile(r"(.+?)(?=, (?:\d|No\.))")
# A sentence ends before a capital, a quotation mark, emphasis or a fact to be filled in.
SENTENCE_END = re.compile(r"(?<=[.;?!])\s+(?=[A-Z{“*])")
UNVERIFIED = "**[verify before filing]**"
OF_ONE_DEPARTMENT = "dhs_"


@dataclass
class Footnotes:
    """Collects the footnotes of one letter in the order in which they are cited; `opened` are the
    authorities that a lawyer has opened."""

    notes: list[str] = field(default_factory=list)
    cited_in: dict[str, list[int]] = field(default_factory=dict)
    """The numbers of the notes that cite each authority, by its key."""
    opened: Mapping[str, Opened] = field(default_factory=dict)

    def cite(self, text: str) -> str:
        """The text with each run of `[key]` markers replaced by one footnote.

        Raises KeyError for a key that no authority has.
        """
        return MARKERS.sub(lambda found: found[2] + self._note(KEY.findall(found[1])), text)

    @property
    def cited(self) -> list[Authority]:
        """The authorities cited, in order of first citation."""
        return [authority(key) for key in self.cited_in]

    def definitions(self) -> str:
        """The footnotes themselves."""
        return "\n\n".join(f"[^{number}]: {note}" for number, note in enumerate(self.notes, 1))

    def mark(self, cited: Authority) -> str:
        """What stands behind an authority that a lawyer has still to open; else nothing."""
        return f" {UNVERIFIED}" if is_open(cited, self.opened.get(cited.key)) else ""

    def _note(self, keys: list[str]) -> str:
        number = len(self.notes) + 1
        citations = [self._citation(key, number) for key in dict.fromkeys(keys)]
        self.notes.append("; ".join(citations) + ".")
        return f"[^{number}]"

    def _citation(self, key: str, number: int) -> str:
        cited = authority(key)
        places = self.cited_in.setdefault(key, [])
        places.append(number)
        first = places[0]
        mark = self.mark(cited)
        if first == number or cited.kind in ("statute", "regulation"):
            return in_print(cited).removesuffix(".") + mark
        shown = _short(cited)
        at = f" at {plain(cited.pin)}" if cited.kind == "case" and cited.pin else ""
        return f"{shown}, *supra* note {first}{at and ','}{at}{mark}"


def in_print(cited: Authority) -> str:
    """The citation as a brief prints it, with its pages: the name of a case in italics."""
    return set_out(cited, cited.cite_text)


def set_out(cited: Authority, text: str) -> str:
    """The words of a citation, the name of a case in italics."""
    name = CASE_NAME.match(text) if cited.kind == "case" else None
    if name is None:
        return plain(text)
    return f"*{plain(name[1])}*{plain(text[name.end(1) :])}"


def _short(cited: Authority) -> str:
    """The short form: of a case its name in italics, and in roman what tells it from another."""
    if cited.kind != "case":
        return plain(cited.short_form)
    name, bracket, rest = cited.short_form.partition(" (")
    return f"*{plain(name)}*" + (f" {plain('(' + rest)}" if bracket else "")


def applicable(text: str, *, within_dhs: bool) -> str:
    """The text without the sentences that rest on a regulation of another department.

    A sentence that cites the regulations of the Department of Homeland Security cites nothing
    else, so that nothing else is lost with it.
    """
    if within_dhs:
        return text
    kept = [
        each
        for each in SENTENCE_END.split(text)
        if not any(key.startswith(OF_ONE_DEPARTMENT) for key in KEY.findall(each))
    ]
    return " ".join(kept)


def unknown_keys(text: str) -> list[str]:
    """The markers in a text that name no authority."""
    return [key for key in KEY.findall(text) if key not in authorities()]
