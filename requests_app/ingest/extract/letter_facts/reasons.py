"""Why a letter withholds: grounds, harm, what was said of separable parts, and what is to come."""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.exemption_lists import codes_in
from requests_app.ingest.extract.letter_facts.exemptions import DEFINES
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

DENIES = re.compile(
    r"\b(?:withh(?:e|o)ld\w*|redact\w*|den(?:y|ies|ied|ying|ial)|exempt\w*|excis\w+|deletions?|"
    r"delet(?:ed|ing)|not (?:be )?(?:releas|disclos|search|process|task)\w*|declin\w+|clos(?:ed|"
    r"ing)|refus\w+|unable to (?:process|search|comply|release|provide|begin)|"
    r"cannot (?:be )?(?:begin|releas|disclos|process|search|confirm)\w*|neither confirm|"
    r"protect(?:ed|s|ing)?|appl(?:y|ied|ies)|removed|outweighs?|acknowledgment of the existence|"
    r"(?:release|disclosure) of|no (?:responsive )?records)\b",
    re.IGNORECASE,
)
GROUND = re.compile(
    r"\b(?:because|since|as (?:your request|it|they|these|this|release|disclosure|the (?:records|"
    r"information|request))\b|due to|in order to|to protect|protect\w*|pursuant to|under (?:FOIA |"
    r"the )?(?:exemptions?|5 U|title|sections?|§|\(b|following)|on the (?:basis|grounds?)|"
    r"for the reason|would (?:\w+ ){0,4}?(?:constitute|interfere|reveal|disclose|risk|invade|harm|"
    r"endanger|cause|result)|could reasonably|exempt from|privileged?|deliberative|"
    r"attorney-client|work[ -]product|classified|privacy|does not reasonably describe|"
    r"not reasonably described|unduly burdensome|not an agency record|not maintain\w*|so that|"
    r"outweigh\w*|exempted|allows?|permits?)\b",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"\b(?:you may|if you|may (?:also )?be (?:denied|withheld)|fee waiver|expedit\w+|waiver|"
    r"records? may be|Congress excluded|standard notification|appeal\w*)\b",
    re.IGNORECASE,
)
HARM = re.compile(
    r"\b(?:foreseeabl[ey] harm\w*|foreseeab\w+|reasonably foresee\w*|\w*harm(?:s|ed|ful|ing)?\b|"
    r"(?:would|could|might|may) (?:\w+ ){0,5}?(?:chill\w*|cause|disclose|impair\w*|discourag\w+|"
    r"hinder\w*|inhibit\w*|jeopardi[sz]e\w*|endanger\w*|undermin\w+|compromis\w+|damag\w+|"
    r"injur\w+|interfere\w*|circumvent\w*|risk|make (?:\w+ ){0,6}?less (?:candid|frank|willing)|"
    r"prejudic\w+|impede\w*|threaten\w*|subject (?:\w+ ){0,4}?to|expose|confus\w+|deter\w*|"
    r"have a chilling|stifle\w*|erode\w*|constitute)|chilling effect|"
    r"adverse(?:ly)? (?:\w+ ){0,2}?(?:affect|consequences?|impact)|less candid|"
    r"risk (?:of )?circumvention|(?:expected|likely) to (?:\w+ )?(?:interfere|disclose|endanger|"
    r"risk|constitute|cause|deprive|impede|impair|harm|result))\b",
    re.IGNORECASE,
)
NO_HARM = re.compile(r"\b(?:not (?:\w+ )?(?:harm|be harm)|no harm|harmless)\b", re.IGNORECASE)
SEGREGABLE = re.compile(
    r"\bsegregat\w*|\bsegregab\w*|\bsegreg\w+|\bnon-?exempt (?:portions?|information|material|"
    r"parts?|records?|content)|\bline[ -]by[ -]?line\b|\breasonably (?:separab|sever)\w+|"
    r"\bpage[ -]by[ -]page\b|\bcannot be separated\b|\binextricabl\w+|\bmeaningful (?:portion|"
    r"part|information|content)\w*",
    re.IGNORECASE,
)
PROMISES = re.compile(
    r"\b(?:you will (?:receive|be sent|be provided)|(?:will|shall|intends? to|expects? to|"
    r"plans? to|anticipates?|continu(?:e|es|ing)|are|"
    r"is) (?:\w+ ){0,5}?(?:provide|provid|release|releas|produc|send|sent|issu|process|mak|"
    r"respond|advis|review|forthcoming|complet|continu)\w*)\b",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\b(?:additional|further|remain\w*|next|subsequent\w*|future|supplement\w*|interim|rolling|"
    r"monthly|more|rest|forthcoming|another|continu\w+|second|final (?:response|release|"
    r"determination)|separate(?:ly)?|when (?:\w+ ){0,5}complete\w*|once|as (?:they|it) (?:are|is|"
    r"become)|balance|later date|outstanding)\b",
    re.IGNORECASE,
)
RECORDS = re.compile(
    r"\b(?:records?|documents?|pages?|releases?|productions?|responses?|determinations?|material|"
    r"portions?|processing|request|information|emails)\b",
    re.I,
)
NO_PROMISE = re.compile(
    r"\b(?:will not|if you|unless|should you|appeal\w*|questions?|assistance|contact|mediation|"
    r"time limit|extension|payment|would permit|practical|in all (?:further|future)|"
    r"future (?:correspondence|inquir)|consult with you|no further|no additional|please|status|"
    r"may be (?:assessed|charged)|clos\w+|narrow\w*|you will (?:be notified|hear)|concludes|"
    r"completes|order (?:in which|of receipt)|received|public)\b",
    re.IGNORECASE,
)


def reasons(letter: Letter) -> Iterator[LetterFact]:
    """The sentences of a letter that give grounds, speak of harm or of separable parts, and promise
    more."""
    for sentence in letter.body:
        if sentence.zone != "body":
            continue
        own = sentence.own
        if confidence := _gives_ground(sentence):
            yield _said(letter, sentence, FactName.REASONS_STATED, confidence)
        if HARM.search(own) and not NO_HARM.search(own) and not _procedural(own):
            yield _said(letter, sentence, FactName.HARM_STATED, _harm_confidence(own))
        if SEGREGABLE.search(own) and not re.search(r"\bif you\b|\bappeal\b", own, re.IGNORECASE):
            yield _said(letter, sentence, FactName.SEGREGABILITY_STATED, "certain")
        if _promises(own):
            yield _said(letter, sentence, FactName.MORE_PROMISED, "certain")


def _said(letter: Letter, sentence: Sentence, name: FactName, confidence: Confidence) -> LetterFact:
    return letter.sheet.fact(name, sentence.text, sentence.bounds, confidence)


def _gives_ground(sentence: Sentence) -> Confidence | None:
    own = sentence.own
    if not DENIES.search(own) or not GROUND.search(own) or GENERAL.search(own):
        return None
    if re.search(r"\bfees?\b|\bcharg\w+", own, re.IGNORECASE) and not next(codes_in(own), None):
        return None
    if next(codes_in(own), None) or re.search(
        r"\bbecause\b|\bto protect\b|\bsince\b", own, re.IGNORECASE
    ):
        return "certain"
    return "probable"


def _harm_confidence(own: str) -> Confidence:
    """What an exemption is for says nothing of the harm that these records would do."""
    if re.search(r"\bforesee\w*|\bharm", own, re.IGNORECASE):
        return "certain"
    return "lead" if DEFINES.match(own) else "probable"


def _procedural(own: str) -> bool:
    return bool(
        re.search(r"\b(?:appeal|fee|expedit\w+|extension|you may|if you)\b", own, re.IGNORECASE)
    )


def _promises(own: str) -> bool:
    if not PROMISES.search(own) or not MORE.search(own) or not RECORDS.search(own):
        return False
    return not NO_PROMISE.search(own)
