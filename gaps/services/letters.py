"""The letters besides the appeal: from the same findings, drafted and recorded."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from gaps.appeals.contract import AppealFacts, Letter
from gaps.appeals.letters import LETTERS
from gaps.contract import LetterKind
from gaps.models import DraftedLetter, Finding
from gaps.services.appeals import NothingToAssertError, appeal_facts, asserted
from requests_app.models import FoiaRequest


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A drafted letter: its record, its facts and its words."""

    record: DraftedLetter
    facts: AppealFacts
    letter: Letter


def letter_draft(
    *,
    foia_request: FoiaRequest,
    kind: LetterKind,
    accept_all: bool = False,
    dated_on: date | None = None,
) -> LetterDraft:
    """Draft a letter from the confirmed findings that such a letter asserts, or with `accept_all`
    from all that are certain or probable and not dismissed or cured.

    A draft with the same words is kept, not written again. A statement of exhaustion is drafted
    without findings too: it says how the clocks stand. Raises NothingToAssertError.
    """
    findings, leads = asserted(foia_request, kind, accept_all=accept_all)
    if not findings and kind is not LetterKind.EXHAUSTION:
        raise NothingToAssertError(
            f"{foia_request.ref}: no confirmed finding that a letter '{kind}' could assert; "
            "confirm some, or use --accept-all for every certain and probable one"
        )
    facts = appeal_facts(
        foia_request=foia_request,
        findings=findings,
        dated_on=dated_on or foia_request.as_of or timezone.localdate(),
        leads=leads,
        tells_the_history=kind is not LetterKind.MISSING_RECORDS,
    )
    written = LETTERS[kind](facts)
    with transaction.atomic():
        record = _record(foia_request, kind, facts, written, findings)
    return LetterDraft(record, facts, written)


def _record(
    foia_request: FoiaRequest,
    kind: LetterKind,
    facts: AppealFacts,
    written: Letter,
    findings: list[Finding],
) -> DraftedLetter:
    FoiaRequest.objects.select_for_update().get(pk=foia_request.pk)
    last = foia_request.drafted_letters.filter(kind=kind).first()
    if last and last.letter == written.markdown:
        return last
    record = DraftedLetter.objects.create(
        foia_request=foia_request,
        kind=kind,
        number=last.number + 1 if last else 1,
        dated_on=facts.dated_on,
        letter=written.markdown,
        checklist=list(written.checklist),
    )
    record.findings.set(findings)
    return record
