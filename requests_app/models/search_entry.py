"""What is found by the search: its words, and what they lead to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

from requests_app.lib.search_words import CLOSED
from requests_app.models.foia_request import FoiaRequest
from requests_app.models.message import Message
from requests_app.models.production import Page

if TYPE_CHECKING:
    WordsBase = models.Field[Sequence[str], Any]
else:
    # Django's fields take type arguments only in their stubs.
    WordsBase = models.Field


class WordsField(WordsBase):
    """Words in their order, for the database's own full-text index; written, and never read back.

    PostgreSQL gets a tsvector with the places of the words, so that none of its dictionaries
    changes them; SQLite gets them parted by blanks, as its FTS5 reads them.
    """

    description = "words in order, for full-text search"

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> str:
        if connection.vendor != "postgresql":
            return " ".join(value)
        places: dict[str, list[str]] = {}
        for place, word in enumerate(value, 1):
            if word != CLOSED:
                places.setdefault(word, []).append(str(place))
        # A word is of letters and digits: nothing in it needs to be escaped.
        return " ".join(f"'{word}':{','.join(those)}" for word, those in places.items())


class SearchEntry(models.Model):
    """A page, a message, a page of a letter or a request, as the search finds it.

    `words` leave out what lies under a closed place. A text too long for one row has several
    `part`s. `made_of` says of what it was made, so that what is the same is not made again.
    Entries are made by requests_app.services.search_index and can be made anew at any time.
    """

    class Kind(models.TextChoices):
        REQUEST = "request"
        MESSAGE = "message"
        LETTER = "letter"
        PAGE = "page", "page of a production"

    foia_request = models.ForeignKey(
        FoiaRequest, models.CASCADE, related_name="search_entries", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind)
    page = models.ForeignKey(Page, models.CASCADE, null=True, db_index=False)
    message = models.ForeignKey(Message, models.CASCADE, null=True, db_index=False)
    part = models.PositiveSmallIntegerField(default=0)
    on = models.DateField(null=True, help_text="Sent, dated or filed; pages have no day.")
    made_of = models.CharField(max_length=64)
    words = WordsField()

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [
            models.UniqueConstraint(fields=("page", "part"), name="search_entry_page_once"),
            models.UniqueConstraint(fields=("message", "part"), name="search_entry_message_once"),
            models.UniqueConstraint(
                fields=("foia_request", "part"),
                condition=models.Q(kind="request"),
                name="search_entry_request_once",
            ),
        ]
        indexes = [models.Index(fields=("foia_request", "kind"), name="search_entry_of_request")]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id or self.message_id or self.foia_request_id}"
