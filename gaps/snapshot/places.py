"""Where something stands: pages, and words on them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page of a document: its name, the hash of the file, the page from 1, its Bates number."""

    document: str
    sha256: str
    page: int
    bates: str | None = None

    def __str__(self) -> str:
        stamp = f" ({self.bates})" if self.bates else ""
        return f"{self.document} p. {self.page}{stamp}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words on a page: offsets into the text of the page, and the words themselves."""

    page: PageRef
    start: int
    end: int
    quote: str
