"""What a person reads in a letter where the program read it wrongly, or not at all.

The program's reading is never overwritten: a correction stands beside it, with its words, and
the reading is set aside. What a person adds has to stand in the letter, word by word.
"""

import re

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max

from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.ingest.extract.letter_facts.values import typed
from requests_app.models import Correspondence, LetterFact, Page
from requests_app.selectors.open_text import open_text
from requests_app.services.letter_facts import Decided, fact_confirm, fact_reject
from requests_app.services.letter_reading import fact_key, json_value
from requests_app.services.rows import request_lock

BY_A_PERSON = 0
"""The reading version of what a person read."""


def fact_correct(
    *, fact: LetterFact, text: str, decided_by: AbstractBaseUser | None = None
) -> Decided:
    """Give a fact the value that the letter states, and confirm it in place of the reading. A
    value that is the same confirms the reading. Raises ValueError for what cannot be a value."""
    value = json_value(typed(FactName(fact.name), text))
    if value == fact.value:
        return fact_confirm(fact=fact, decided_by=decided_by)
    with transaction.atomic():
        request_lock(fact.correspondence.foia_request_id)
        corrected = _stands(
            fact.correspondence, fact.page, fact.start, fact.end, FactName(fact.name), value, fact
        )
        aside = fact_reject(fact=fact, decided_by=decided_by)
        agreed = fact_confirm(fact=corrected, decided_by=decided_by)
    return Decided(
        1,
        aside.added + agreed.added,
        aside.withdrawn + agreed.withdrawn,
        aside.notes + agreed.notes,
    )


def fact_add(
    *,
    letter: Correspondence,
    name: FactName,
    text: str,
    words: str,
    decided_by: AbstractBaseUser | None = None,
) -> Decided:
    """Add what the program did not read. `words` are those of the letter that say it; they are
    its proof. Raises ValueError where the letter does not hold them, or for what is no value."""
    value = json_value(typed(name, text))
    with transaction.atomic():
        request_lock(letter.foia_request_id)
        page, start, end = _found(letter, words)
        added = _stands(letter, page, start, end, name, value, None)
        return fact_confirm(fact=added, decided_by=decided_by)


def _stands(
    letter: Correspondence,
    page: Page,
    start: int,
    end: int,
    name: FactName,
    value: object,
    corrects: LetterFact | None,
) -> LetterFact:
    """The fact of that value on those words; a new one where none is there."""
    last = letter.facts.aggregate(last=Max("ordinal"))["last"]
    place = corrects.ordinal if corrects else (last or 0) + 1
    fact, _ = LetterFact.objects.get_or_create(
        correspondence=letter,
        key=fact_key(letter, page.index, start, end, name, value),
        defaults={
            "ordinal": place,
            "name": name.value,
            "value": value,
            "page": page,
            "start": start,
            "end": end,
            "quote": page.text[start:end],
            "confidence": "certain",
            "reading_version": BY_A_PERSON,
            "corrects": corrects,
        },
    )
    return fact


def _found(letter: Correspondence, words: str) -> tuple[Page, int, int]:
    """Where the words stand; white space counts for nothing, and the first place is taken."""
    parts = words.split()
    if not parts:
        raise ValueError("copy the words of the letter that say it: they are the proof")
    pattern = re.compile(r"\s+".join(re.escape(each) for each in parts))
    pages = Page.objects.filter(source_file=letter.source_file_id).order_by("index")
    for page in pages.defer("words").prefetch_related("redactions"):
        page.text = open_text(page)
        if found := pattern.search(page.text):
            return page, found.start(), found.end()
    raise ValueError("these words do not stand in the letter: copy them as they are printed")
