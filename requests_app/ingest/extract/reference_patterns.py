"""The forms of words that speak of another record, and the words that take them back."""

import re
from dataclasses import dataclass
from typing import Literal

from requests_app.ingest.extract.contract import MentionKind

Counterpart = Literal["recipient", "sender", "unknown"]
Tense = Literal["past", "ahead", "open"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of words. `tense` is whether it recounts or arranges; `open` says neither."""

    kind: MentionKind
    words: re.Pattern[str]
    tense: Tense = "open"
    counterpart: Counterpart = "unknown"


def _words(pattern: str) -> re.Pattern[str]:
    # A line may break between any two words, and quote marks may stand before the next.
    return re.compile(pattern.replace(" ", r"[\s>]+"), re.IGNORECASE)


_THANKS = r"\b(?:many )?(?:thanks|thank you)(?: again| so much| very much| all| both| everyone)*"
_GATHERING = (
    r"(?:(?:kick-?off|follow-?up|conference|phone|telephone|video|technical|introductory|planning|"
    r"site|webex|zoom|teams|skype) )?"
    r"(?:meeting|call|briefing|workshop|demo|demonstration|visit|teleconference|videoconference|"
    r"webex|roundtable|conversation|discussion|lunch|dinner)"
)
_HELD = r"(?:meeting|call|briefing|workshop|demo|demonstration|visit|teleconference|roundtable)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = (
    rf"(?:(?:last |next |this |on )*(?:{_WEEKDAY}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|"
    rf"\d{{1,2}} {_MONTH}|\d{{1,2}}/\d{{1,2}})|yesterday|today|tomorrow|tonight|"
    r"this (?:morning|afternoon|evening|week)|(?:last|next) (?:week|night|month))"
)
_POSSESSED = rf"(?:our|yesterday['’]s|today['’]s|last week['’]s|this week['’]s|{_WEEKDAY}['’]s)"
# A press briefing or a hearing that is spoken of is nobody's meeting with the other.
_JOINED = r"(?:meeting|call|workshop|demo|demonstration|visit|teleconference)"
_NEAR_DAY = (
    rf"(?:yesterday|today|tomorrow|this (?:morning|afternoon)|(?:last|next) (?:week|{_WEEKDAY}))"
)
_PLACE = r"(?:in|at) (?:the |our |your )?(?-i:[A-Z])"
_MAIL = r"(?:e-?mails?|notes?|messages?|letters?)\b"
_NOT_A_MAIL = r"(?! (?:software|address|program|system|account|client|inbox|signature|list|server))"
_DATED = rf"(?: (?:of|from|dated|sent) (?:{_DAY})(?:,? \d{{4}})?| {_DAY}| below\b)?"

_RECOUNTED = (
    rf"{_THANKS} for (?:hosting|joining|meeting|visiting|coming (?:to (?:our|my|the|see|"
    r"meet)|by|in to)|(?:taking|making) "
    r"(?:the |some )?time to (?:meet|speak|talk|visit|join|call|sit down|show)|"
    rf"(?:your|the) time (?:{_DAY}|on the (?:phone|call)))\b",
    rf"{_THANKS} for (?:the |a |your )?(?:(?:great|good|productive|helpful|useful) )?{_GATHERING} "
    rf"(?:with|at|{_DAY})",
    rf"{_THANKS} for {_POSSESSED} (?:[\w-]+ ){{0,2}}{_GATHERING}\b",
    rf"\bit was (?:so |very )?(?:great|good|nice|wonderful|lovely|a pleasure) (?:meeting|seeing|"
    r"speaking|talking|to (?:meet|see|speak|talk))(?: with| to)? (?:you|everyone|your team)\b"
    rf"(?=[^.!?]{{0,60}}\b(?:{_DAY}|{_PLACE}|at the ))",
    rf"(?:^|(?<=[.!?]\s)|(?<=\n))(?:great|good|nice|a pleasure) (?:meeting|seeing|speaking with|"
    rf"talking to|talking with) you\b(?=[^.!?]{{0,60}}\b(?:{_DAY}|{_PLACE}|at the ))",
    rf"\b(?:when|since|after|as) we (?:met|spoke|talked)\b(?: (?:with|{_DAY}|{_PLACE}))?",
    rf"(?:^|(?<=[.!?]\s)|(?<=\n))(?:we|(?:\w+ ){{1,3}}and I) (?:met|spoke|talked) (?:with you )?"
    rf"(?:{_DAY}|{_PLACE})",
    rf"\b(?:as (?:we )?(?:discussed|agreed|mentioned)|follow(?:ing)?(?:-| )up (?:on|from|to)|"
    rf"as per|per|during|after|from|at|since|on|in) {_POSSESSED} (?:[\w-]+ )?{_GATHERING}\b",
    rf"\bas (?:we )?(?:discussed|agreed) (?:(?:on|by|over) (?:the )?phone|{_DAY}|(?:in|at) the "
    rf"{_HELD})",
    rf"\b(?:given|your|our) (?:discussion|conversation) (?:{_DAY}|this)\b",
)
_ARRANGED = (
    rf"\blook(?:ing)? forward to (?:the|our|your) (?:[\w-]+ ){{0,3}}{_GATHERING}\b",
    rf"\blook(?:ing)? forward to (?:meeting|seeing|speaking|talking|visiting)(?: with)? "
    rf"(?:you|everyone|your team|all of you)\b(?=[^.!?]{{0,120}}\b(?:{_DAY}|{_HELD}|{_PLACE}))",
    rf"(?<!come\s)(?<!to\s)(?<!I\s)\b(?:see|meet) you (?:all |both |there )?(?:(?:at|in) "
    rf"(?=[^.!?]{{0,60}}\b(?:{_HELD}|"
    rf"{_DAY})\b)|(?:on )?{_DAY})",
    rf"\b{_GATHERING} (?:is |has been |was |will be |now |are )*(?:set|scheduled|confirmed|booked|"
    rf"moved|rescheduled|postponed)\b(?=[^.!?]{{0,60}}\b(?:{_DAY}|\d{{1,2}}(?::\d\d)? ?[ap]\.?m))",
    rf"\b(?:confirm(?:ing|ed)?|set up|scheduled?|arranged?|host(?:ing)?) "
    rf"(?:the |our |a |your )(?:[\w-]+ ){{0,4}}{_HELD} (?:with \w+ )?(?:for |on )?{_DAY}",
    rf"\b(?:calendar )?invit(?:e|ation) (?:for|to) (?:the|our|your) (?:[\w-]+ ){{0,4}}{_HELD}\b",
    rf"\b(?:let['’]?s|we will|we['’]ll) (?:meet|talk|speak) (?:with \w+ )?(?:again )?(?:at \S+ )?"
    rf"(?:on )?{_DAY}",
)
_OPEN = (
    rf"\b(?:our|your) (?:[\w-]+ )?{_HELD} (?:with [\w.]+ (?:[\w.]+ )?)?(?:on )?{_DAY}",
    rf"\bthe (?:\d\d?(?::\d\d)? ?[ap]\.?m\.? )?{_JOINED} (?:with [\w.]+ (?:[\w.]+ )?)?{_NEAR_DAY}",
    rf"\b(?:yesterday|{_WEEKDAY}|tomorrow|today)['’]s {_JOINED}\b(?! (?:between|of) )",
)
_EARLIER_OF_THEIRS = (
    rf"\b(?:in|per|to|see|re|regarding|from|with|following) your (?:earlier |last |previous )?"
    rf"{_MAIL}{_NOT_A_MAIL}{_DATED}",
    rf"\byour (?:earlier |last |previous )?{_MAIL}(?: (?:of|from|dated|sent) {_DAY}| {_DAY})",
)
_EARLIER_OF_OURS = (
    rf"\b(?:in|per|see|re|resending|regarding|from|following up on|to) my (?:earlier |last |"
    rf"previous )?{_MAIL}{_NOT_A_MAIL}{_DATED}",
    rf"\bmy (?:earlier |last |previous )?{_MAIL}(?: (?:of|from|dated|sent) {_DAY}|"
    rf" (?!today|tomorrow){_DAY})",
)
_ANSWERS = (
    rf"{_THANKS} for (?:your (?:very |so |most )?(?:(?:quick|prompt|kind|thoughtful|speedy|nice|"
    r"detailed|helpful|recent) )*(?:note|e-?mail|message|reply|response|answers?|feedback|"
    r"questions?|letter)|the (?:quick |prompt |kind )*"
    r"(?:note|e-?mail|message|reply|quick response))"
    r"\b",
    rf"{_THANKS} for (?:getting back|writing|replying|responding)\b",
    r"(?<!if\s)\b(?:as you (?:asked|requested|noted|mentioned|wrote|suggested)|per your (?:request|"
    r"question)|(?:in (?:response|reply|answer) to|to answer) your (?:questions?|request|e-?mail|"
    r"note|message)|you (?:asked|wrote) (?:about|whether|if|for|that|me|us)\b)",
)
_SYSTEMS = (
    r"\b(?:I|we|he|she|they|you) texted(?: (?:me|you|him|her|them|us))?\b",
    r"\b(?:(?:my|your|his|her|our|the|a) )?texts? (?:messages? )?(?:to|from|with) (?:me|you|him|"
    r"her|them|us|\w+) (?:yesterday|today|last|on|earlier|about)\b",
    r"\b(?:via|by|over|on|through) (?:text(?: message)?s?|whatsapp|imessage|"
    r"(?-i:Signal|Slack|Teams)|(?:microsoft|ms) teams)\b(?! (?:calls?|meetings?))",
    r"\b(?:on|to|in|from) (?:the|our|a|your) (?:shared drive|sharepoint)\b|\bsharepoint site\b",
    r"\b(?:from|to|on|via|my|your|his|her) (?:my |your |his |her )?(?:personal|private) "
    r"(?:e-?mail|gmail|account|phone)\b",
)

PATTERNS: tuple[Pattern, ...] = (
    *(Pattern("meeting", _words(each), "past") for each in _RECOUNTED),
    *(Pattern("meeting", _words(each), "ahead") for each in _ARRANGED),
    *(Pattern("meeting", _words(each)) for each in _OPEN),
    *(Pattern("earlier_message", _words(each), "past", "recipient") for each in _EARLIER_OF_THEIRS),
    *(Pattern("earlier_message", _words(each), "past", "sender") for each in _EARLIER_OF_OURS),
    *(Pattern("answer", _words(each), "past", "recipient") for each in _ANSWERS),
    *(Pattern("other_system", _words(each)) for each in _SYSTEMS),
)

WISH = re.compile(
    r"\b(?:if\s+you(?:['’]d)?(?:\s+ever|\s+would|\s+want|\s+like|\s+have)?|would\s+(?:love|like|"
    r"be\s+happy|welcome|be\s+great|be\s+open)|happy\s+to|open\s+to|interested\s+in|whenever|"
    r"should\s+you|hop(?:e|ing)\s+to|in\s+case|feel\s+free|let\s+me\s+know\s+if|maybe|perhaps|might|"
    r"whether|could\s+we|can\s+we|shall\s+we|would\s+you|do\s+you\s+want|unable\s+to|cannot|can['’]t)"
    r"\b",
    re.IGNORECASE,
)
OFFER = re.compile(
    r"\b(?:reach|contact|call\s+or|feel\s+free|can\s+(?:call|text)|best\s+way|please\s+text|never)\b",
    re.IGNORECASE,
)
ADVANCE = re.compile(
    r"\bin\s+advance\b|\bhope(?:fully)?\b|\breason\s+for\s+my\b|\b(?:will|shall)\s+(?:reply|respond|get\s+back)\b"
    r"|\b(?:errors?|typos?|mistakes?)\b|\b(?:await|waiting\s+for|look(?:ing)?\s+forward\s+to)\b",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"\b(?:intended\s+(?:recipient|solely|only)|confidential(?:ity)?\s+notice|received\s+(?:this|it)"
    r"\s+in\s+error|delete\s+(?:this|it|the)|unauthorized|disclaimer|unsubscribe|out\s+of\s+(?:the\s+)?"
    r"office)\b",
    re.IGNORECASE,
)
LOOKS_AHEAD = re.compile(
    r"\b(?:will|going\s+to|looking\s+forward|confirm\w*|see\s+you|before|prior\s+to|ahead\s+of|"
    r"scheduled|join\s+(?:us|me)|attend|prepar\w+|agenda|upcoming|tomorrow|next)\b",
    re.IGNORECASE,
)
LOOKS_BACK = re.compile(
    r"\b(?:was|were|thanks?|thank\s+you|discussed|said|met|talked|spoke|mentioned|during|after|"
    r"following|attended|had|yesterday|last|great|enjoyed|from)\b",
    re.IGNORECASE,
)
