from argparse import ArgumentParser
from typing import Any

from django.db import transaction

from requests_app.management.console import CaseCommand, RefusedError
from requests_app.models import Correspondence, FoiaRequest, LetterFact
from requests_app.selectors.documents import document_names
from requests_app.selectors.letters import letter_numbers
from requests_app.services.letter_facts import Decided, facts_decide, letter_confirm


class Command(CaseCommand):
    help = (
        "Agree to what was read from a letter: its facts go to the ledger, the determination, the "
        "numbers and the searches of the request."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", help="the request's file number")
        parser.add_argument("letter", help="its number in the list of letters, or its file")
        parser.add_argument(
            "--only", type=int, nargs="+", metavar="ID", help="agree to these facts and no others"
        )
        parser.add_argument(
            "--reject", type=int, nargs="+", metavar="ID", default=[], help="set these facts aside"
        )
        parser.add_argument("--leads", action="store_true", help="agree to the leads too")

    def handle(
        self,
        *args: Any,
        ref: str,
        letter: str,
        only: list[int] | None,
        reject: list[int],
        leads: bool,
        **options: Any,
    ) -> None:
        row = _letter(self.foia_request(ref), letter)
        confirmed = LetterFact.Status.CONFIRMED
        with transaction.atomic():
            rejected = _facts(row, reject)
            decided = facts_decide(facts=rejected, status=LetterFact.Status.REJECTED)
            self._report("rejected", decided)
            if only is None:
                decided = letter_confirm(letter=row, leads=leads)
            else:
                decided = facts_decide(facts=_facts(row, only), status=confirmed)
            self._report("confirmed", decided)

    def _report(self, what: str, decided: Decided) -> None:
        if not decided.facts and what == "rejected":
            return
        self.stdout.write(
            f"{decided.facts} {'fact' if decided.facts == 1 else 'facts'} {what}; "
            f"{decided.added} added to the ledger, {decided.withdrawn} withdrawn"
        )
        for note in decided.notes:
            self.stderr.write(f"not written: {note}")


def _letter(foia_request: FoiaRequest, named: str) -> Correspondence:
    """The letter by its number, or the only one in a file of that name."""
    numbers = letter_numbers(foia_request)
    names = document_names(foia_request)
    letters = list(foia_request.correspondence.all())
    found = [
        each
        for each in letters
        if str(numbers[each.pk]) == named or names.get(each.source_file_id or 0) == named
    ]
    if len(found) > 1:
        choice = ", ".join(str(numbers[each.pk]) for each in found)
        raise RefusedError(f"{named}: holds several letters; name one by its number ({choice})")
    if not found:
        raise RefusedError(
            f"{named}: no letter of {foia_request.ref}; see letters {foia_request.ref}"
        )
    return found[0]


def _facts(letter: Correspondence, ids: list[int]) -> list[LetterFact]:
    facts = list(letter.facts.filter(pk__in=ids))
    strange = sorted(set(ids) - {fact.pk for fact in facts})
    if strange:
        raise RefusedError(f"{strange[0]}: no fact of this letter; nothing was changed")
    return facts
