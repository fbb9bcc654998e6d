"""The forms of words by which a letter does something."""

import re
from dataclasses import dataclass

from requests_app.ingest.extract.letter_facts.contract import Confidence, LetterKind

CONDITIONAL = re.compile(
    r"\b(?:if|unless|should|whether|in the event|where|once|until|when|may|might|would)\b",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"\b(?:standard (?:notification|response|language)|all (?:our )?requesters|"
    r"to the extent (?:that )?your)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `specific` forms say nothing under a condition; `unless` names what undoes one;
    `in_head` ones may stand in a heading."""

    kind: LetterKind
    pattern: re.Pattern[str]
    confidence: Confidence
    unless: re.Pattern[str] | None
    specific: bool
    in_head: bool


def _form(
    kind: LetterKind,
    pattern: str,
    confidence: Confidence = "certain",
    *,
    unless: str | None = None,
    specific: bool = True,
    in_head: bool = False,
) -> Form:
    return Form(
        kind,
        re.compile(pattern, re.IGNORECASE),
        confidence,
        re.compile(unless, re.IGNORECASE) if unless else None,
        specific,
        in_head,
    )


K = LetterKind
_REQUEST = r"(?:request|FOIPA|FOIA request|letter|correspondence|submission)"
_OUR = (
    r"(?:(?:the|this|our|ICE|CBP|an|a|your|its|first|second|third|fourth|fifth|\d+\w\w|next|"
    r"monthly|initial) )"
)
_UNABLE = (
    r"(?:unable to (?:locate|identify|find)|(?:did|could|do|have|were|was|has|"
    r"had) not (?:been able to )?(?:locate|"
    r"find|identify|found|located|identified|have|possess|maintain)|(?:located|found|identified|"
    r"yielded|"
    r"produced|revealed|uncovered|disclosed|has|have|possess(?:es)?|maintains?|returned|"
    r"resulted in) no)"
)
_RECORDS = (
    r"(?:any |no |additional |responsive |main |file |agency |such |other |"
    r"potentially )*(?:records?|documents?|information|files?|materials?)"
)

FORMS = (
    _form(
        K.ACKNOWLEDGMENT,
        r"\backnowledg(?:e|es|ing|ement|ment) (?:(?:the |our |of )*receipt|that|your|the)\b",
        unless=r"\bappeal\b|\backnowledge[sd]? (?:that|the existence)",
    ),
    _form(
        K.ACKNOWLEDGMENT,
        rf"\b{_REQUEST}\b[^.]{{0,160}}\b(?:has been|was|is|been) (?:assigned|given|"
        rf"logged)\b[^.]{{0,60}}"
        r"\b(?:number|#|no\.)|\bassigned (?:reference|tracking|control|case|request) (?:number|#)",
        "probable",
        unless=r"\bappeal\b",
    ),
    _form(
        K.ACKNOWLEDGMENT,
        rf"\bwe (?:have )?received your (?:[\w()]+ ){{0,8}}{_REQUEST}\b|\bthank you for (?:your|"
        rf"submitting)\b"
        rf"[^.]{{0,60}}\b{_REQUEST}\b",
        "probable",
        unless=r"\bappeal\b|\breferred\b|\b(?:clarification|response to our)\b",
    ),
    _form(
        K.CLARIFICATION_REQUEST,
        r"\b(?:(?:does|do|did) not (?:reasonably|adequately|sufficiently) describe|"
        r"not reasonably describe[d]?|(?:too|"
        r"overly) broad|please (?:clarify|specify|narrow|provide (?:the following|additional|"
        r"further|more|a more|"
        r"clarif\w+)|resubmit|identify|describe)|(?:need|require|request(?:ing)?|"
        r"seek(?:ing)?) (?:\w+ )?"
        r"(?:additional|further|more|clarif\w+|some) ?(?:information|clarification|detail|"
        r"specific\w*)?\b"
        r"(?= from you|\.| (?:in order )?to| regarding| about| of your| on)|need clarification)",
        unless=r"\b(?:appeal|mediation|additional (?:time|days)|more (?:time|"
        r"information (?:about|on|regarding)"
        r" (?:the FOIA|FOIA|appeal))|further assistance|assistance)\b|\bin (?:all|"
        r"any) (?:further|future)",
    ),
    _form(
        K.CLARIFICATION_REQUEST,
        r"\b(?:if|unless) we (?:do not|have not|don't) (?:hear|receive)[^.]{0,140}\b(?:clos|"
        r"withdraw|no longer)"
        r"|\bunless we hear from you",
        "probable",
        unless=r"\b(?:payment|fees?|appeal)\b",
        specific=False,
    ),
    _form(
        K.EXTENSION,
        r"\b(?:invok(?:e|es|ed|ing)|tak(?:e|es|ing)|extend(?:s|ed|ing)?|requir(?:e|es|ing)|"
        r"granting (?:itself|ourselves)|"
        r"need)\b[^.]{0,80}\b(?:extension|time limit|deadline|response (?:time|date|period)|"
        r"time period|"
        r"additional (?:\w+ ){0,2}days|unusual circumstances|statutory (?:time|limit))",
        unless=r"\b(?:appeal (?:period|deadline)|extend the (?:period|time|deadline) (?:for|to) "
        r"(?:your|respond to this letter))\b|\byour response\b|\bno extension",
    ),
    _form(
        K.EXTENSION,
        r"\bunusual circumstances\b(?:[^.]{0,60}\b(?:appl(?:y|ies)|exist|attend|surround|present|"
        r"warrant)|[”\"’])"
        r"|\b(?:within|fall\w* (?:within|under)|because of|due to|involv\w+|presents?|"
        r"constitutes?) (?:the )?"
        r"(?:\w+ )?[“\"‘']?unusual circumstances",
        unless=r"\b(?:include|are defined|means|no unusual)\b",
    ),
    _form(
        K.FEE_NOTICE,
        r"\b(?:estimat\w+|assess\w*|total|anticipated?|prepayment|advance payment|amount due|"
        r"invoice|balance)\b[^.]{0,90}"
        r"\$ ?\d|\$ ?[\d,.]+\d[^.]{0,60}\b(?:estimat\w+|amount due|is due|owed|payment)|"
        r"\badvance payment (?:is|of|must|"
        r"will)|\bplease (?:remit|send (?:a )?(?:check|payment)|(?:confirm|indicate|state|advise|"
        r"provide|submit)[^.]"
        r"{0,60}\b(?:willing\w*|agree\w*) to pay|agree to pay)|\bestimated fees?\b",
        unless=r"\b(?:no fees?|not (?:be )?charg\w+|(?:less|lower|under|below|not|exceeds?|"
        r"exceeding|over|up to|"
        r"more) (?:than )?(?:of )?\$ ?(?:14|15|20|25|50)(?:\.00)?\b|minimum|no charge|"
        r"there (?:is|are) no)",
    ),
    _form(
        K.EXPEDITION_DECISION,
        r"\b(?:expedit(?:ed|ious|ion|ing|e)\b[^.]{0,120}\b(?:(?:is|are|was|has been|have been|am|"
        r"being|hereby|be) ?"
        r"(?:hereby )?(?:granted|denied|approved|disapproved)|do(?:es)? not (?:qualify|meet|"
        r"satisfy|warrant|"
        r"demonstrate|fall|establish))|(?:grant(?:ed|ing)?|den(?:y|ied|ying)|approv\w+|"
        r"declin\w+)\b[^.]{0,50}"
        r"\bexpedit\w+|(?:do(?:es)?|has|have|did) not\b[^.]{0,60}\b(?:compelling need|"
        r"expedit\w+ processing"
        r"|urgency to inform)|not (?:eligible|entitled)[^.]{0,30}expedit\w+)",
        unless=r"\b(?:denials? of (?:a request for )?expedit\w+ (?:may|can)|appeal the|"
        r"will (?:be )?(?:decide|notif|"
        r"determin|advis)\w*|under consideration|pending|is moot)\b",
    ),
    _form(
        K.FEE_WAIVER_DECISION,
        r"\b(?:(?:fee waiver|waiver of (?:all )?fees|waive (?:all )?fees|"
        r"waiver)\b[^.]{0,120}\b(?:(?:is|are|was|has been|"
        r"have been|am|be) ?(?:hereby )?(?:granted|denied|approved)|do(?:es)? not (?:qualify|"
        r"meet|satisfy|"
        r"warrant))|(?:grant(?:ed|ing)?|den(?:y|ied|ying)|approv\w+|"
        r"declin\w+)\b[^.]{0,40}\b(?:fee waiver|waiver of|"
        r"waive\b))",
        unless=r"\b(?:if (?:your|the)|appeal the|held|defer\w*|will (?:be )?(?:decide|notif|"
        r"determin|make)\w*|"
        r"moot|under consideration|pending)\b",
    ),
    _form(
        K.INTERIM_RESPONSE,
        rf"\b{_OUR}?(?:interim|partial|rolling|incremental) (?:final )?(?:response|release|reply|"
        rf"production|"
        r"disclosure)s?\b",
        unless=r"\b(?:appeal rights|(?:prior|previous|earlier|last|"
        r"our) (?:\w+ )?interim (?:response|release)s?"
        r"|this (?:final|concludes|completes)|final response)\b",
    ),
    _form(
        K.DETERMINATION,
        r"\bfinal (?:response|determination|release|reply|agency response|decision)\b",
        unless=r"\b(?:not (?:a|our|the) final|appeal is|no final|interim|before (?:a|the) final|"
        r"prior to)\b"
        r"|\bfuture\b|\bwill (?:be )?(?:issue|provide|make|receive|send)",
    ),
    _form(
        K.DETERMINATION,
        r"\b(?:completes|concludes|completed|concluded) (?:its|our|the|(?:the |"
        r"our )?\w+(?:['’]s)?) (?:\w+ ){0,3}?"
        r"(?:processing|search|review|response|action|handling)\b|\b(?:I|we|ICE|CBP|it has been|"
        r"this office|(?:the )?\w+) "
        r"(?:have|has|had)? ?(?:been )?determined (?:that|to)\b[^.]{0,160}\b(?:releas\w+|"
        r"withh\w+|exempt\w*|"
        r"disclos\w+|den(?:y|ied)|grant\w*)|\byour request (?:is|"
        r"has been) (?:hereby )?(?:partially )?(?:granted|"
        r"denied)|\b(?:grant|deny|denying|granting) your request\b",
        unless=r"\b(?:expedit\w+|fee waiver|waiver|appeal|your appeal|not yet)\b",
    ),
    _form(
        K.DETERMINATION,
        r"\b(?:enclosed|attached|are releasing|is releasing|releases|being released|"
        r"are withholding|is "
        r"withholding|withholds|(?:are|is|were|was|been|be) (?:being )?(?:withheld|denied|"
        r"released))\b[^.]{0,120}"
        r"|\b(?:portions|pages|records|documents|information)\b[^.]{0,60}\b(?:withheld|"
        r"exempt from (?:release|"
        r"disclosure))",
        "probable",
        unless=r"\b(?:appeal|envelope|form|consent|will be|may be|fee|copy of your|waiver|"
        r"expedit\w+|assigned|not "
        r"been)\b",
    ),
    _form(
        K.NO_RECORDS,
        rf"\b{_UNABLE} {_RECORDS}\b|\bno {_RECORDS} (?:\w+ ){{0,4}}?(?:were|was|could be|"
        rf"have been|are|exist|"
        rf"responsive|located|found|maintained)|\b{_RECORDS} (?:were|was|could|have|are) (?:not|"
        rf"never) (?:be |been )?"
        r"(?:located|found|identified)",
        unless=r"\b(?:no (?:additional|further|other|more) (?:responsive )?(?:records?|"
        r"documents?)|do(?:es)? not have "
        r"(?:any )?(?:records|information) (?:about|on) your appeal|previously)\b"
        r"|\bno (?:portion|part|segregable)|\bno information (?:was|is|has been) (?:withheld|"
        r"redacted)",
    ),
    _form(
        K.GLOMAR,
        r"\b(?:neither confirm(?:s|ing)? (?:n?or|or) den(?:y|ies|ying)|(?:refus\w+|declin\w+|"
        r"cannot|can not|unable|not) "
        r"(?:to )?(?:either )?confirm (?:n?or) deny)",
    ),
    _form(
        K.REFERRAL,
        r"\breferr(?:ed|ing)\b(?! (?:to (?:above|below|in|as)|you\b|"
        r"us\b))(?! (?:\w+ ){0,6}to (?:us|this "
        r"(?:office|agency))\b)|\b(?:transferr|forward|rout)(?:ed|ing) (?:your|this|"
        r"the) (?:\w+ ){0,3}request\b"
        r"|\b(?:is|are|being|been|made a) (?:a )?referral (?:of|to)\b|\breferral to\b",
        unless=r"\breferr(?:ed|ing) to (?:as|in|above|by|herein)|\breferred (?:to )?(?:us|"
        r"this office)\b|"
        r"\bappeal\b|\b(?:search|locate|office\(s\))\b|\bwas referred by\b|\bto us\b|\b(?:assist|"
        r"question)",
    ),
    _form(
        K.CONSULTATION,
        r"\bconsult(?:ed|ing|ations?)?\b",
        unless=r"\b(?:need for consultation|consultation with (?:another|other|one or more|"
        r"two or more) (?:agenc|"
        r"component|office)\w*|consult (?:the|our|your) (?:web|site|regulation|attorney|"
        r"handbook)|unusual "
        r"circumstances|after consult\w+|consultant)",
    ),
    _form(
        K.CLOSURE,
        r"\b(?:administratively clos\w+|(?:request|case|file|matter)s? (?:\w+ ){0,4}?(?:is|"
        r"has been|have been|was|are)"
        r"(?: now| being| hereby| therefore)? (?:administratively )?closed|(?:are|is|have|has|"
        r"am) (?:\w+ ){0,2}?"
        r"clos(?:ed|ing) (?:your|this|the) (?:\w+ ){0,3}(?:request|case|file|matter)|"
        r"consider\w* (?:\w+ ){0,4}"
        r"closed)",
        unless=r"\bwill\b",
    ),
    _form(
        K.APPEAL_ACKNOWLEDGMENT,
        r"\backnowledg\w+ (?:\w+ ){0,4}?(?:your|the) (?:[\w()]+ ){0,8}?appeal\b|"
        r"\breceived your (?:[\w()]+ ){0,6}appeal|\byour (?:[\w()]+ ){0,5}appeal\b[^.]{0,140}\b(?:w"
        r"as received|has been "
        r"(?:received|assigned)|been assigned)",
        unless=r"\bwithin \d+\b",
    ),
    _form(
        K.APPEAL_DETERMINATION,
        r"\b(?:affirm(?:s|ing|ed)?|remand(?:s|ing|ed)?|uphold(?:s|ing)?|upheld|revers(?:e|es|ing|"
        r"ed))\b[^.]{0,140}"
        r"|\byour appeal (?:is|has been) (?:\w+ )?(?:denied|granted|dismissed|closed|moot)|"
        r"\b(?:den(?:y|ying|ied)|"
        r"grant\w*|dismiss\w*) your appeal\b|\b(?:decision|determination|"
        r"response) on your appeal\b|\bcarefully "
        r"considering your appeal\b",
        unless=r"\b(?:you (?:may|have)|will (?:notify|be|issue|make|send)|as soon as|"
        r"court of appeals|affirmed by|circuit|aff['’]d|F\.[23]d)\b",
    ),
)
