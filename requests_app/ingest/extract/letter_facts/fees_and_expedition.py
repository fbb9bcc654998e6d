"""Fees: what is estimated, whether they are waived. And whether a request is expedited.

Also how long the requester has to answer a question of the agency.
"""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.asking_forms import ASKING
from requests_app.ingest.extract.letter_facts.contract import FactName, LetterFact, LetterKind
from requests_app.ingest.extract.letter_facts.figures import NUMBER, number_of
from requests_app.ingest.extract.letter_facts.kind_forms import CONDITIONAL, Form
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

AMOUNT = re.compile(r"\$ ?\d{1,3}(?:,\d{3})*(?:\.\d\d)?(?!\d)|\$ ?\d+(?:\.\d\d)?")
ESTIMATES = re.compile(
    r"\b(?:estimat\w+|total|amount(?: due)?|anticipat\w+|prepay\w*|advance|invoice|assess\w*|owe|"
    r"balance|remit|cost of|fees? (?:of|are|is|will be|for))\b",
    re.IGNORECASE,
)
NO_ESTIMATE = re.compile(
    r"\b(?:up to|exceed(?:s|ing)?|less than|more than|minimum|not (?:to )?exceed|over|"
    r"agreed to pay|willing\w* to pay|below|under|above|per|hour|each|rate|threshold|maximum|"
    r"greater than|waive)\W{0,3}(?:\w+ ){0,3}$",
    re.IGNORECASE,
)
RATE = re.compile(
    r"\W{0,2}(?:per|an|a|each|for each|/)\b ?(?:page|hour|quarter|copy|\w+ page)?", re.IGNORECASE
)
TOTAL = re.compile(
    r"\b(?:total|amount due|advance|estimated (?:cost|fee|total)\w*)\b", re.IGNORECASE
)
REPLY = re.compile(
    rf"\b(?:within|no later than|in|have|next) (?P<number>{NUMBER})[ -](?:(?:federal "
    rf")?(?:business|working|work|calendar)[ -]?)?(?:work)?days?\b",
    re.IGNORECASE,
)
ASKS_REPLY = re.compile(
    r"\b(?:respond|reply|hear(?:d)? (?:from|back)|receive (?:a |your |any |an |the |payment|such|"
    r"this|further|clarif|additional)|contact|provide|submit|notify|advise|send|remit|perfect\w*|"
    r"clarif\w+|closed?|payment|let us know|you have)\b",
    re.IGNORECASE,
)
OF_OURS = re.compile(
    r"\b(?:appeal\w*|we (?:will (?:respond|provide|make|process)|must|are required)|agenc(?:y|"
    r"ies) (?:must|is|are|to)|statut\w+|the FOIA requires|determination within|goal|extension|"
    r"lawsuit|litigation|postmark\w*)\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|not|disapprov\w+|declin\w+|unable|cannot)\b", re.IGNORECASE
)


def fees_and_expedition(letter: Letter) -> Iterator[LetterFact]:
    """Estimates of fees, decisions on their waiver and on expedition, days to reply."""
    amounts: list[tuple[bool, LetterFact]] = []
    decided: set[FactName] = set()
    replied = False
    for sentence in letter.body:
        if sentence.zone != "body":
            continue
        amounts += _amounts(letter, sentence)
        for fact in _decisions(letter, sentence):
            if fact.name not in decided:
                decided.add(fact.name)
                yield fact
        if not replied and (reply := _reply_within(letter, sentence)):
            replied = True
            yield reply
    totals = [each for is_total, each in amounts if is_total]
    yield from totals[:1] or [each for _, each in amounts[:1]]


def _amounts(letter: Letter, sentence: Sentence) -> Iterator[tuple[bool, LetterFact]]:
    if not ESTIMATES.search(sentence.own):
        return
    for found in AMOUNT.finditer(sentence.own):
        before, after = sentence.own[: found.start()], sentence.own[found.end() :]
        if NO_ESTIMATE.search(before[-60:]) or RATE.match(after):
            continue
        total = bool(TOTAL.search(before[-70:]))
        yield (
            total,
            letter.sheet.fact(FactName.FEE_ESTIMATED, found.group(), sentence.at(found), "certain"),
        )


def _decisions(letter: Letter, sentence: Sentence) -> Iterator[LetterFact]:
    names = {
        LetterKind.EXPEDITION_DECISION: FactName.EXPEDITION_GRANTED,
        LetterKind.FEE_WAIVER_DECISION: FactName.FEE_WAIVER_GRANTED,
    }
    for form in ASKING:
        if form.kind not in names or not (found := _decides(form, sentence)):
            continue
        words = sentence.own[max(0, found.start() - 15) : found.end()]
        yield letter.sheet.fact(
            names[form.kind], 0 if DENIES.search(words) else 1, sentence.bounds, "certain"
        )


def _decides(form: Form, sentence: Sentence) -> re.Match[str] | None:
    found = form.pattern.search(sentence.own)
    if found is None or (form.unless and form.unless.search(sentence.own)):
        return None
    return None if CONDITIONAL.search(sentence.own, 0, found.start()) else found


def _reply_within(letter: Letter, sentence: Sentence) -> LetterFact | None:
    for found in REPLY.finditer(sentence.own):
        if ASKS_REPLY.search(sentence.own) and not OF_OURS.search(sentence.own):
            days = number_of(found["number"])
            return letter.sheet.fact(
                FactName.REPLY_WITHIN_DAYS, days, sentence.at(found), "certain"
            )
    return None
