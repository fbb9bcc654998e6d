"""The words of a page that its reader was meant to see.

A box that was drawn over words without taking them away leaves them in the file. That they are
there is a fact about the release; what they say is shown to nobody.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch

from requests_app.lib.closed_words import open_words
from requests_app.lib.search_words import CLOSED
from requests_app.models import FoiaRequest, Page, Redaction

__all__ = ["CLOSED", "open_text", "open_texts", "texts_with_closed_words"]


def open_text(page: Page) -> str:
    """The text of the page, as long as it was, with blocks for what stands under a closed place.

    The label of the place stays. Asks for the page's redactions.
    """
    closed = list(page.redactions.all())
    boxes = [each.box for each in closed if each.box]
    if not boxes:
        return page.text
    labels = [(each.start, each.end) for each in closed if each.start is not None and each.end]
    return open_words(page.text, page.words, boxes, labels)


def open_texts(pages: Iterable[int]) -> dict[int, str]:
    """The open text of some pages by their ids, in at most three queries."""
    ids = list(pages)
    texts = dict(Page.objects.filter(pk__in=ids).values_list("pk", "text"))
    # Few pages have such places, and where the words of a page stand is more than its text.
    boxed = Redaction.objects.filter(page__in=ids, box__isnull=False).values("page")
    closed = Page.objects.filter(pk__in=boxed).only("text", "words")
    redactions = Prefetch("redactions", Redaction.objects.order_by("start", "pk"))
    texts |= {page.pk: open_text(page) for page in closed.prefetch_related(redactions)}
    return texts


def texts_with_closed_words(foia_request: FoiaRequest) -> dict[int, str]:
    """The open text of those pages of a request that hold words under a closed place, by the ids
    of the pages; in two queries, however many pages there are."""
    boxes: dict[int, list[list[float]]] = defaultdict(list)
    labels: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Redaction.objects.filter(page__source_file__foia_request=foia_request)
    for page, box, start, end in rows.values_list("page_id", "box", "start", "end").iterator():
        if box:
            boxes[page].append(box)
        if start is not None and end:
            labels[page].append((start, end))
    boxed = rows.filter(box__isnull=False).values("page")
    pages = Page.objects.filter(pk__in=boxed).values_list("pk", "text", "words")
    return {
        pk: seen
        for pk, text, words in pages.iterator(chunk_size=200)
        if (seen := open_words(text, words, boxes[pk], labels[pk])) != text
    }
