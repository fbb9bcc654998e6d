"""Which pages become exhibits, under which letters, and what is outlined on them. Pure."""

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gaps.appeals.contract import Citation, Exhibit, ExhibitPage


@dataclass(frozen=True, slots=True)
class Proof:
    """A page that an appeal refers to; `start` and `end` bound the words to outline, if any."""

    document: str
    sha256: str
    page: int
    bates: str = ""
    start: int | None = None
    end: int | None = None
    point: str = ""


@dataclass
class _Document:
    title: str
    document: str
    sha256: str
    pages: dict[int, list[Proof]] = field(default_factory=dict)


class ExhibitPlan:
    """Collects what is referred to and letters the documents in the order given to it.

    `documents` are (title, document, hash) in the order in which a reader should meet them;
    those that nothing refers to are left out, and the letters have no holes. Documents that have a
    letter in `lettered`, by document and hash, keep it; the others take those that are free.
    """

    def __init__(
        self,
        documents: Sequence[tuple[str, str, str]],
        proofs: Sequence[Proof],
        lettered: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        held: dict[tuple[str, str], _Document] = {
            (document, sha256): _Document(title, document, sha256)
            for title, document, sha256 in documents
        }
        for proof in proofs:
            found = held.get((proof.document, proof.sha256))
            if found:
                found.pages.setdefault(proof.page, []).append(proof)
        used = [each for each in held.values() if each.pages]
        kept = lettered or {}
        free = (each for each in exhibit_letters() if each not in set(kept.values()))
        exhibits = (
            _exhibit(kept.get((each.document, each.sha256)) or next(free), each) for each in used
        )
        self.exhibits = tuple(sorted(exhibits, key=lambda each: (len(each.letter), each.letter)))
        self._letter = {(each.document, each.sha256): each.letter for each in self.exhibits}

    def citation(self, document: str, sha256: str, page: int, bates: str = "") -> Citation | None:
        """How the letter refers to a page; None where the page is in no exhibit."""
        letter = self._letter.get((document, sha256))
        return Citation(letter, page, bates) if letter else None

    def exhibit(self, document: str, sha256: str) -> Citation | None:
        """How the letter refers to a document as a whole; None where it is no exhibit."""
        letter = self._letter.get((document, sha256))
        return Citation(letter) if letter else None


def _exhibit(letter: str, each: _Document) -> Exhibit:
    pages = tuple(
        ExhibitPage(
            page=number,
            bates=next((proof.bates for proof in proofs if proof.bates), ""),
            marks=_marks(proofs),
            points=tuple(dict.fromkeys(proof.point for proof in proofs if proof.point)),
        )
        for number, proofs in sorted(each.pages.items())
    )
    return Exhibit(letter, each.title, each.document, each.sha256, pages)


def _marks(proofs: Sequence[Proof]) -> tuple[tuple[int, int], ...]:
    return tuple(
        sorted(
            {
                (proof.start, proof.end)
                for proof in proofs
                if proof.start is not None and proof.end is not None and proof.end > proof.start
            }
        )
    )


def exhibit_letters() -> Iterator[str]:
    """A, B, ... Z, AA, BB, ... ZZ, AAA, ..."""
    times = 1
    while True:
        for letter in string.ascii_uppercase:
            yield letter * times
        times += 1
