"""What a letter does: each thing once, by the sentence that does it.

A sentence that restates the request, or says what might be, does nothing.
"""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.answering_forms import ANSWERING
from requests_app.ingest.extract.letter_facts.asking_forms import ASKING
from requests_app.ingest.extract.letter_facts.contract import (
    Confidence,
    FactName,
    LetterFact,
    LetterKind,
)
from requests_app.ingest.extract.letter_facts.kind_forms import CONDITIONAL, GENERAL, Form
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

RANK: dict[Confidence, int] = {"certain": 0, "probable": 1, "lead": 2}
ONE_OFFICE = re.compile(
    r"(?:The |In addition, |Additionally, )?(?:[\w'’]+ )?(?:Office|Division|Bureau|Directorate|"
    r"Branch|Center) (?:of|for) [^.;]{3,90}(?:reported|advised|located|found|identified|responded|"
    r"informed|has no|did not)|(?:HSI|ERO|OPLA|OPR|OPA|OCR)\b"
)
"""One office's answer, which is not the agency's."""
FINAL = re.compile(r"\b(?:final|complet|conclu)", re.IGNORECASE)
DECIDING = (LetterKind.DETERMINATION, LetterKind.INTERIM_RESPONSE, LetterKind.GLOMAR)
COUNTED = {
    FactName.PAGES_PROCESSED,
    FactName.PAGES_RELEASED,
    FactName.PAGES_RELEASED_IN_FULL,
    FactName.PAGES_RELEASED_IN_PART,
    FactName.PAGES_WITHHELD_IN_FULL,
}


def kinds(letter: Letter, counts: tuple[LetterFact, ...]) -> Iterator[LetterFact]:
    """The kinds of a letter, in reading order; `counts` are the pages that it speaks of."""
    best: dict[LetterKind, tuple[int, int, Sentence, Confidence]] = {}
    for sentence in letter.sentences:
        if sentence.zone == "close":
            continue
        for kind, confidence in _of_sentence(sentence):
            place = (RANK[confidence], sentence.start, sentence, confidence)
            if kind not in best or place[:2] < best[kind][:2]:
                best[kind] = place
    _settle(best, has_pages=any(each.value for each in counts if each.name in COUNTED))
    for kind, (_, _, sentence, confidence) in sorted(best.items(), key=lambda each: each[1][1]):
        yield letter.sheet.fact(FactName.KIND, str(kind), sentence.bounds, confidence)


def _of_sentence(sentence: Sentence) -> Iterator[tuple[LetterKind, Confidence]]:
    for form in (*ASKING, *ANSWERING):
        found = form.pattern.search(sentence.own)
        if found is None or (sentence.zone == "head" and not form.in_head):
            continue
        if form.unless and form.unless.search(sentence.own):
            continue
        if _is_conditional(form, sentence, found.start()):
            continue
        general = sentence.zone == "annex" or GENERAL.search(sentence.own)
        if form.kind is LetterKind.NO_RECORDS and ONE_OFFICE.match(sentence.own):
            general = True
        yield form.kind, "lead" if general and form.specific else form.confidence


def _is_conditional(form: Form, sentence: Sentence, at: int) -> bool:
    return form.specific and CONDITIONAL.search(sentence.own, 0, at) is not None


def _settle(
    best: dict[LetterKind, tuple[int, int, Sentence, Confidence]], *, has_pages: bool
) -> None:
    """Takes out what another kind explains."""
    kind = LetterKind
    if has_pages:
        # One office without records is no letter without records.
        best.pop(kind.NO_RECORDS, None)
    if kind.APPEAL_DETERMINATION in best:
        for explained in (kind.DETERMINATION, kind.ACKNOWLEDGMENT, kind.CLOSURE, kind.NO_RECORDS):
            best.pop(explained, None)
        best.pop(kind.APPEAL_ACKNOWLEDGMENT, None)
    elif kind.APPEAL_ACKNOWLEDGMENT in best:
        best.pop(kind.ACKNOWLEDGMENT, None)
        best.pop(kind.DETERMINATION, None)
    if best.get(kind.NO_RECORDS, (0,))[0] == 2 and kind.DETERMINATION not in best:
        best.pop(kind.NO_RECORDS)
    decided = min((best[each][0] for each in DECIDING if each in best), default=2)
    if kind.ACKNOWLEDGMENT in best and best[kind.ACKNOWLEDGMENT][0] and not decided:
        # A decision that tells when the request came in is no acknowledgment.
        best.pop(kind.ACKNOWLEDGMENT)
    final = best.get(kind.DETERMINATION)
    if final and kind.INTERIM_RESPONSE in best and not FINAL.search(final[2].own):
        best.pop(kind.DETERMINATION)
    for answer in (kind.NO_RECORDS, kind.GLOMAR):
        if answer in best and best[answer][0] < 2 and kind.APPEAL_DETERMINATION not in best:
            best.setdefault(kind.DETERMINATION, best[answer])
