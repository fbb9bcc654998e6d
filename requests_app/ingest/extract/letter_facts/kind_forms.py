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
    r"had) not (?:been able to )?(?:locate|find|identify|found|located|identified|have|possess|"
    r"maintain)|(?:located|found|identified|yielded|produced|revealed|uncovered|disclosed|has|"
    r"have|possess(?:es)?|maintains?|returned|resulted in) no)"
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
        rf"\breceived your (?:[\w(),/]+ ){{0,12}}?{_REQUEST}\b|\bthank you for (?:your|"
        rf"submitting)\b[^.]{{0,60}}\b{_REQUEST}\b",
        "probable",
        unless=r"\bappeal\b|\breferred\b|\b(?:clarification|response to our)\b",
    ),
    _form(
        K.CLARIFICATION_REQUEST,
        r"\b(?:(?:does|do|did) not (?:reasonably|adequately|sufficiently) describe|"
        r"not reasonably describe[d]?|(?:too|overly) broad|please (?:clarify|specify|narrow|"
        r"provide (?:the following|additional|further|more|a more|clarif\w+)|resubmit|identify|"
        r"describe)|(?:need|require|request(?:ing)?|seek(?:ing)?) (?:\w+ )?(?:additional|further|"
        r"more|clarif\w+|some) ?(?:information|clarification|detail|specific\w*)?\b(?= from you|"
        r"\.| (?:in order )?to| regarding| about| of your| on)|need clarification)",
        unless=r"\b(?:appeal|mediation|additional (?:time|days)|more (?:time|"
        r"information (?:about|on|regarding) (?:the FOIA|FOIA|appeal))|further assistance|"
        r"assistance)\b|\bin (?:all|any) (?:further|future)",
    ),
    _form(
        K.CLARIFICATION_REQUEST,
        r"\b(?:if|unless) we (?:do not|have not|don't) (?:hear|receive)[^.]{0,140}\b(?:clos|"
        r"withdraw|no longer)|\bunless we hear from you",
        "probable",
        unless=r"\b(?:payment|fees?|appeal)\b",
        specific=False,
    ),
    _form(
        K.EXTENSION,
        r"\b(?:invok(?:e|es|ed|ing)|tak(?:e|es|ing)|extend(?:s|ed|ing)?|requir(?:e|es|ing)|"
        r"granting (?:itself|ourselves)|need)\b[^.]{0,80}\b(?:extension|time limit|deadline|"
        r"response (?:time|date|period)|time period|additional (?:\w+ ){0,2}days|"
        r"unusual circumstances|statutory (?:time|limit))",
        unless=r"\b(?:appeal (?:period|deadline)|extend the (?:period|time|deadline) (?:for|to) "
        r"(?:your|respond to this letter))\b|\byour response\b|\bno extension|\bpermits us\b",
    ),
    _form(
        K.EXTENSION,
        r"\bunusual circumstances\b(?:[^.]{0,60}\b(?:appl(?:y|ies)|exist|attend|surround|present|"
        r"warrant)|[”\"’])|\b(?:within|fall\w* (?:within|under)|because of|due to|involv\w+|"
        r"presents?|constitutes?) (?:the )?(?:\w+ )?[“\"‘']?unusual circumstances",
        unless=r"\b(?:include|are defined|means|no unusual)\b",
    ),
    _form(
        K.FEE_NOTICE,
        r"\b(?:estimat\w+|assess\w*|total|anticipated?|prepayment|advance payment|amount due|"
        r"invoice|balance)\b[^.]{0,90}\$ ?\d|\$ ?[\d,.]+\d[^.]{0,60}\b(?:estimat\w+|amount due|"
        r"is due|owed|payment)|\badvance payment (?:is|of|must|will)|\bplease (?:remit|"
        r"send (?:a )?(?:check|payment)|(?:confirm|indicate|state|advise|provide|"
        r"submit)[^.]{0,60}\b(?:willing\w*|agree\w*) to pay|agree to pay)|\bestimated fees?\b",
        unless=r"\b(?:no fees?|not (?:be )?charg\w+|(?:less|lower|under|below|not|exceeds?|"
        r"exceeding|over|up to|more) (?:than )?(?:of )?\$ ?(?:14|15|20|25|50)(?:\.00)?\b|minimum|"
        r"no charge|there (?:is|are) no)",
    ),
    _form(
        K.EXPEDITION_DECISION,
        r"\b(?:expedit(?:ed|ious|ion|ing|e)\b[^.]{0,120}\b(?:(?:is|are|was|has been|have been|am|"
        r"being|hereby|be) ?(?:hereby )?(?:granted|denied|approved|disapproved)|"
        r"do(?:es)? not (?:qualify|meet|satisfy|warrant|demonstrate|fall|establish))|"
        r"(?:grant(?:ed|ing)?|den(?:y|ied|ying)|approv\w+|declin\w+)\b[^.]{0,50}\bexpedit\w+|"
        r"(?:do(?:es)?|has|have|did) not\b[^.]{0,60}\b(?:compelling need|expedit\w+ processing|"
        r"urgency to inform)|not (?:eligible|entitled)[^.]{0,30}expedit\w+)",
        unless=r"\b(?:denials? of (?:a request for )?expedit\w+ (?:may|can)|appeal the|"
        r"will (?:be )?(?:decide|notif|determin|advis)\w*|under consideration|pending|is moot)\b",
    ),
    _form(
        K.FEE_WAIVER_DECISION,
        r"\b(?:(?:fee waiver|waiver of (?:all )?fees|waive (?:all )?fees|"
        r"waiver)\b[^.]{0,120}\b(?:(?:is|are|was|has been|have been|am|"
        r"be) ?(?:hereby )?(?:granted|denied|approved)|do(?:es)? not (?:qualify|meet|satisfy|"
        r"warrant))|(?:grant(?:ed|ing)?|den(?:y|ied|ying)|approv\w+|"
        r"declin\w+)\b[^.]{0,40}\b(?:fee waiver|waiver of|waive\b))",
        unless=r"\b(?:if (?:your|the)|appeal the|held|defer\w*|will (?:be )?(?:decide|notif|"
        r"determin|make)\w*|moot|under consideration|pending)\b",
    ),
    _form(
        K.INTERIM_RESPONSE,
        rf"\b{_OUR}?(?:interim|partial|rolling|incremental) (?:final )?(?:response|release|reply|"
        rf"production|"
        r"disclosure)s?\b",
        unless=r"\b(?:appeal rights|(?:prior|previous|earlier|last|"
        r"our) (?:\w+ )?interim (?:response|release)s?|this (?:final|concludes|completes)|"
        r"final response)\b",
    ),
    _form(
        K.DETERMINATION,
        r"\bfinal (?:response|determination|release|reply|agency response|decision)\b",
        unless=r"\b(?:not (?:a|our|the) final|appeal is|no final|interim|before (?:a|the) final|"
        r"prior to)\b|\bfuture\b|\bwill (?:be )?(?:issue|provide|make|receive|send)",
    ),
    _form(
        K.DETERMINATION,
        r"\b(?:completes|concludes|completed|concluded) (?:its|our|the|(?:the |"
        r"our )?\w+(?:['’]s)?) (?:\w+ ){0,3}?(?:processing|search|review|response|action|"
        r"handling)\b|\b(?:I|we|ICE|CBP|it has been|this office|(?:the )?\w+) (?:have|has|"
        r"had)? ?(?:been )?determined (?:that|to)\b[^.]{0,160}\b(?:releas\w+|withh\w+|exempt\w*|"
        r"disclos\w+|den(?:y|ied)|grant\w*)|\byour request (?:is|"
        r"has been) (?:hereby )?(?:partially )?(?:granted|denied)|\b(?:grant|deny|denying|"
        r"granting) your request\b",
        unless=r"\b(?:expedit\w+|fee waiver|waiver|appeal|your appeal|not yet)\b",
    ),
    _form(
        K.DETERMINATION,
        r"\b(?:enclosed|attached|are releasing|is releasing|releases|being released|"
        r"are withholding|is withholding|withholds|(?:are|is|were|was|been|"
        r"be) (?:being )?(?:withheld|denied|released))\b[^.]{0,120}|\b(?:portions|pages|records|"
        r"documents|information)\b[^.]{0,60}\b(?:withheld|exempt from (?:release|disclosure))",
        "probable",
        unless=r"\b(?:appeal|envelope|form|consent|will be|may be|fee|copy of your|waiver|"
        r"expedit\w+|assigned|not been)\b",
    ),
    _form(
        K.NO_RECORDS,
        rf"\b{_UNABLE} {_RECORDS}\b|\bno {_RECORDS} (?:\w+ ){{0,4}}?(?:were|was|could be|"
        rf"have been|are|exist|responsive|located|found|maintained)|\b{_RECORDS} (?:were|was|"
        rf"could|have|are) (?:not|never) (?:be |been )?"
        r"(?:located|found|identified)",
        unless=r"\b(?:no (?:additional|further|other|more) (?:responsive )?(?:records?|"
        r"documents?)|do(?:es)? not have (?:any )?(?:records|information) (?:about|"
        r"on) your appeal|previously)\b|\bno (?:portion|part|segregable)|\bno information (?:was|"
        r"is|has been) (?:withheld|redacted)",
    ),
    _form(
        K.GLOMAR,
        r"\b(?:neither confirm(?:s|ing)? (?:n?or|or) den(?:y|ies|ying)|(?:refus\w+|declin\w+|"
        r"cannot|can not|unable|not) (?:to )?(?:either )?confirm (?:n?or) deny)",
    ),
    _form(
        K.REFERRAL,
        r"\breferr(?:ed|ing)\b(?! (?:to (?:above|below|in|as)|you\b|"
        r"us\b))(?! (?:\w+ ){0,6}to (?:us|this (?:office|agency))\b)|\b(?:transferr|forward|"
        r"rout)(?:ed|ing) (?:your|this|the) (?:\w+ ){0,3}request\b|\b(?:is|are|being|been|"
        r"made a) (?:a )?referral (?:of|to)\b|\breferral to\b",
        unless=r"\breferr(?:ed|ing) to (?:as|in|above|by|herein)|\breferred (?:to )?(?:us|"
        r"this office)\b|\bappeal\b|\b(?:search|locate|office\(s\))\b|\bwas referred by\b|"
        r"\bto us\b|\b(?:assist|question)",
    ),
    _form(
        K.CONSULTATION,
        r"\bconsult(?:ed|ing|ations?)?\b",
        unless=r"\b(?:need for consultation|consultation with (?:another|other|one or more|"
        r"two or more) (?:agenc|component|office)\w*|consult (?:the|our|your) (?:web|site|"
        r"regulation|attorney|handbook)|unusual circumstances|after consult\w+|consultant|"
        r"solicitor|attorney|counsel|need to consult|one or more)",
    ),
    _form(
        K.CLOSURE,
        r"\b(?:administratively clos\w+|(?:request|case|file|matter)s? (?:\w+ ){0,4}?(?:is|"
        r"has been|have been|was|are)(?: now| being| hereby|"
        r" therefore)? (?:administratively )?closed|(?:are|is|have|has|"
        r"am) (?:\w+ ){0,2}?clos(?:ed|ing) (?:your|this|the) (?:\w+ ){0,3}(?:request|case|file|"
        r"matter)|consider\w* (?:\w+ ){0,4}closed)",
        unless=r"\bwill\b",
    ),
    _form(
        K.APPEAL_ACKNOWLEDGMENT,
        r"\backnowledg\w+ (?:\w+ ){0,4}?(?:your|the) (?:[\w()]+ ){0,8}?appeal\b|"
        r"\breceived your (?:[\w()]+ ){0,6}appeal|\byour (?:[\w()]+ "
        r"){0,5}appeal\b[^.]{0,140}\b(?:was received|has been (?:received|assigned)|been assigned)",
        unless=r"\bwithin \d+\b",
    ),
    _form(
        K.APPEAL_DETERMINATION,
        r"\b(?:affirm(?:s|ing|ed)?|remand(?:s|ing|ed)?|uphold(?:s|ing)?|upheld|revers(?:e|es|ing|"
        r"ed))\b[^.]{0,140}|\byour appeal (?:is|has been) (?:\w+ )?(?:denied|granted|dismissed|"
        r"closed|moot)|\b(?:den(?:y|ying|ied)|grant\w*|dismiss\w*) your appeal\b|\b(?:decision|"
        r"determination|response) on your appeal\b|\bcarefully considering your appeal\b",
        unless=r"\b(?:you (?:may|have)|will (?:notify|be|issue|make|send)|as soon as|"
        r"court of appeals|affirmed by|circuit|aff['’]d|F\.[23]d)\b",
    ),
)
