"""Letters and what was read from them, in the form that other programs rely on."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from requests_app.models import Correspondence, FoiaRequest, LetterFact
from requests_app.selectors.documents import document_names

SCHEMA = "foiatrack.letters/1"


def facts_by_letter(foia_request: FoiaRequest, *statuses: str) -> Mapping[int, list[LetterFact]]:
    """The facts of each letter by its id, in reading order, in one query; all but the rejected
    where no status is named."""
    wanted = statuses or (LetterFact.Status.PROPOSED, LetterFact.Status.CONFIRMED)
    rows = LetterFact.objects.filter(
        correspondence__foia_request=foia_request, status__in=wanted
    ).select_related("decided_by", "page")
    found: dict[int, list[LetterFact]] = defaultdict(list)
    for fact in rows.defer("page__text", "page__words", "page__marks").order_by(
        "correspondence_id", "page__index", "start", "ordinal", "pk"
    ):
        found[fact.correspondence_id].append(fact)
    return found


def letter_numbers(foia_request: FoiaRequest) -> Mapping[int, int]:
    """The number of each letter by its id: from 1, in the order in which they were recorded."""
    recorded = foia_request.correspondence.order_by("pk").values_list("pk", flat=True)
    return {pk: number for number, pk in enumerate(recorded, 1)}


def letters_json(foia_request: FoiaRequest) -> dict[str, Any]:
    """Every letter with the facts read from it, rejected ones too, in a bounded number of queries.

    `readable` is null for a letter that no reading has looked at: ours, or one without its file.
    """
    names = document_names(foia_request)
    numbers = letter_numbers(foia_request)
    facts = facts_by_letter(foia_request, *LetterFact.Status.values)
    return {
        "schema": SCHEMA,
        "request": foia_request.ref,
        "letters": [
            _letter_json(each, numbers[each.pk], names, facts[each.pk])
            for each in foia_request.correspondence.select_related("source_file")
        ],
    }


def _letter_json(
    letter: Correspondence, number: int, names: Mapping[int, str], facts: list[LetterFact]
) -> dict[str, Any]:
    source_file = letter.source_file
    return {
        "number": number,
        "kind": letter.kind,
        "direction": letter.direction,
        "dated_on": letter.dated_on.isoformat() if letter.dated_on else None,
        "received_on": letter.received_on.isoformat() if letter.received_on else None,
        "document": names[source_file.pk] if source_file else None,
        "sha256": source_file.blob_id if source_file else None,
        "readable": letter.readable,
        "failure": letter.read_failure or (source_file.reason if source_file else "") or None,
        "facts": [_fact_json(each) for each in facts],
    }


def _fact_json(fact: LetterFact) -> dict[str, Any]:
    return {
        "id": fact.pk,
        "name": fact.name,
        "value": fact.value,
        "quote": fact.quote,
        "page": fact.page.index + 1,
        "start": fact.start,
        "end": fact.end,
        "confidence": fact.confidence,
        "status": fact.status,
        "decided_by": fact.decided_by.get_username() if fact.decided_by else None,
        "decided_at": fact.decided_at.isoformat() if fact.decided_at else None,
    }
