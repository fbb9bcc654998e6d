"""The words by which a letter acknowledges, asks, takes more time, or decides side questions."""

from requests_app.ingest.extract.letter_facts.contract import LetterKind
from requests_app.ingest.extract.letter_facts.kind_forms import form

K = LetterKind
_REQUEST = r"(?:request|FOIPA|FOIA request|letter|correspondence|submission)"

ASKING = (
    form(
        K.ACKNOWLEDGMENT,
        r"\backnowledg(?:e|es|ing|ement|ment) (?:(?:the |our |of )*receipt|that|your|the)\b",
        unless=r"\bappeal\b|\backnowledge[sd]? (?:that|the existence)",
    ),
    form(
        K.ACKNOWLEDGMENT,
        rf"\b{_REQUEST}\b[^.]{{0,160}}\b(?:has been|was|is|been) (?:assigned|given|"
        rf"logged)\b[^.]{{0,60}}"
        r"\b(?:number|#|no\.)|\bassigned (?:reference|tracking|control|case|request) (?:number|#)",
        "probable",
        unless=r"\bappeal\b",
    ),
    form(
        K.ACKNOWLEDGMENT,
        rf"\breceived your (?:[\w(),/]+ ){{0,12}}?{_REQUEST}\b|\bthank you for (?:your|"
        rf"submitting)\b[^.]{{0,60}}\b{_REQUEST}\b",
        "probable",
        unless=r"\bappeal\b|\breferred\b|\b(?:clarification|response to our)\b",
    ),
    form(
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
    form(
        K.CLARIFICATION_REQUEST,
        r"\b(?:if|unless) we (?:do not|have not|don't) (?:hear|receive)[^.]{0,140}\b(?:clos|"
        r"withdraw|no longer)|\bunless we hear from you",
        "probable",
        unless=r"\b(?:payment|fees?|appeal)\b",
        specific=False,
    ),
    form(
        K.EXTENSION,
        r"\b(?:invok(?:e|es|ed|ing)|tak(?:e|es|ing)|extend(?:s|ed|ing)?|requir(?:e|es|ing)|"
        r"granting (?:itself|ourselves)|need)\b[^.]{0,80}\b(?:extension|time limit|deadline|"
        r"response (?:time|date|period)|time period|additional (?:\w+ ){0,2}days|"
        r"unusual circumstances|statutory (?:time|limit))",
        unless=r"\b(?:appeal (?:period|deadline)|extend the (?:period|time|deadline) (?:for|to) "
        r"(?:your|respond to this letter))\b|\byour response\b|\bno extension|\bpermits us\b",
    ),
    form(
        K.EXTENSION,
        r"\bunusual circumstances\b(?:[^.]{0,60}\b(?:appl(?:y|ies)|exist|attend|surround|present|"
        r"warrant)|[”\"’])|\b(?:within|fall\w* (?:within|under)|because of|due to|involv\w+|"
        r"presents?|constitutes?) (?:the )?(?:\w+ )?[“\"‘']?unusual circumstances",
        unless=r"\b(?:include|are defined|means|no unusual)\b",
    ),
    form(
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
    form(
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
    form(
        K.FEE_WAIVER_DECISION,
        r"\b(?:(?:fee waiver|waiver of (?:all )?fees|waive (?:all )?fees|"
        r"waiver)\b[^.]{0,120}\b(?:(?:is|are|was|has been|have been|am|"
        r"be) ?(?:hereby )?(?:granted|denied|approved)|do(?:es)? not (?:qualify|meet|satisfy|"
        r"warrant))|(?:grant(?:ed|ing)?|den(?:y|ied|ying)|approv\w+|"
        r"declin\w+)\b[^.]{0,40}\b(?:fee waiver|waiver of|waive\b))",
        unless=r"\b(?:if (?:your|the)|appeal the|held|defer\w*|will (?:be )?(?:decide|notif|"
        r"determin|make)\w*|moot|under consideration|pending)\b",
    ),
)
