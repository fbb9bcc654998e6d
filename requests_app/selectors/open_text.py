"""The words of a page that its reader was meant to see.

A box that was drawn over words without taking them away leaves them in the file. That they are
there is a fact about the release; what they say is shown to nobody.
"""

from collections.abc import Iterable

from django.db.models import Prefetch

from requests_app.lib.search_words import CLOSED
from requests_app.models import Page, Redaction

__all__ = ["CLOSED", "open_text", "open_texts"]


def open_text(page: Page) -> str:
    """The text of the page, as long as it was, with blocks for what stands under a closed place.

    The label of the place stays. Asks for the page's redactions.
    """
    closed = list(page.redactions.all())
    boxes = [each.box for each in closed if each.box]
    if not boxes:
        return page.text
    labels = [(each.start, each.end) for each in closed if each.start is not None and each.end]
    text = list(page.text)
    for start, end, x0, top, x1, bottom in page.words:
        across, down = (x0 + x1) / 2, (top + bottom) / 2
        under = any(box[0] <= across <= box[2] and box[1] <= down <= box[3] for box in boxes)
        if under and not any(start < last and first < end for first, last in labels):
            text[start:end] = CLOSED * (end - start)
    return "".join(text)


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
