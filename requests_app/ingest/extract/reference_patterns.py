"""The forms of words that speak of another record, and the words that take them back."""

import re
from dataclasses import dataclass
from typing import Literal

from requests_app.ingest.extract.contract import MentionKind

Counterpart = Literal["recipient", "sender", "unknown"]
Tense = Literal["past", "ahead", "open"]
Needs = tuple[tuple[str, ...], ...]
Forms = tuple[tuple[str, Needs], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of words. `tense` is whether it recounts or arranges; `open` says neither.

    `needs` are letters that stand in whatever the form matches, at least one of each group: to
    look for them is many times quicker than to try the form.
    """

    kind: MentionKind
    words: re.Pattern[str]
    needs: Needs
    tense: Tense = "open"
    counterpart: Counterpart = "unknown"

    def may_be_in(self, folded: str) -> bool:
        """Whether the form can match a text, given in small letters."""
        return all(any(word in folded for word in group) for group in self.needs)


def _words(pattern: str) -> re.Pattern[str]:
    # A line may break between any two words, and quote marks may stand before the next.
    return re.compile(pattern.replace(" ", r"[\s>]+"), re.IGNORECASE)


_BEGINS = r"(?:^|(?<=[.!?]\s)|(?<=\n)|(?<=\n>\s))"
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
_MAIL = r"(?:e-?mails?|note|messages?|letters?)\b"
_NOT_A_MAIL = r"(?! (?:software|address|program|system|account|client|inbox|signature|list|server))"
_DATED = rf"(?: (?:of|from|dated|sent) (?:{_DAY})(?:,? \d{{4}})?| {_DAY}| below\b)?"

_THANKED = ("thank",)
_GLAD = ("great", "good", "nice", "wonderful", "lovely", "pleasure")
_TO_MEET = ("meet", "see", "speak", "talk", "visit")
_HAVING_MET = ("met", "spoke", "talked")
_GATHERINGS = (
    *("meeting", "call", "briefing", "workshop", "demo", "visit", "conference", "webex"),
    *("roundtable", "conversation", "discussion", "lunch", "dinner"),
)
_MAILS = ("mail", "note", "message", "letter")

_RECOUNTED: Forms = (
    (
        rf"{_THANKS} for (?:hosting|joining|meeting|visiting|coming (?:to (?:our|my|the|see|"
        r"meet)|by|in to)|(?:taking|making) "
        r"(?:the |some )?time to (?:meet|speak|talk|visit|join|call|sit down|show)|"
        rf"(?:your|the) time (?:{_DAY}|on the (?:phone|call)))\b",
        (_THANKED, ("hosting", "joining", "meeting", "visiting", "coming", "time")),
    ),
    (
        rf"{_THANKS} for (?:the |a |your )?(?:(?:great|good|productive|helpful|useful) "
        rf")?{_GATHERING} "
        rf"(?:with|at|{_DAY})",
        (_THANKED, _GATHERINGS),
    ),
    (
        rf"{_THANKS} for {_POSSESSED} (?:[\w-]+ ){{0,2}}{_GATHERING}\b",
        (_THANKED, _GATHERINGS),
    ),
    (
        r"\bit was (?:so |very )?(?:great|good|nice|wonderful|lovely|a pleasure) "
        r"(?:meeting|seeing|"
        r"speaking|talking|to (?:meet|see|speak|talk))(?: with| to)? (?:you|everyone|your team)\b"
        rf"(?=[^.!?]{{0,60}}\b(?:{_DAY}|{_PLACE}|at the ))",
        (_GLAD, _TO_MEET),
    ),
    (
        rf"{_BEGINS}(?:great|good|nice|a pleasure) (?:meeting|seeing|speaking with|"
        rf"talking to|talking with) you\b(?=[^.!?]{{0,60}}\b(?:{_DAY}|{_PLACE}|at the ))",
        (_GLAD, _TO_MEET),
    ),
    (
        rf"\b(?:when|since|after|as) we (?:met|spoke|talked)\b(?: (?:with|{_DAY}|{_PLACE}))?",
        (_HAVING_MET,),
    ),
    (
        rf"{_BEGINS}(?:we|(?:\w+ ){{1,3}}and I) (?:met|spoke|talked) (?:with you )?"
        rf"(?:{_DAY}|{_PLACE})",
        (_HAVING_MET,),
    ),
    (
        rf"\b(?:as (?:we )?(?:discussed|agreed|mentioned)|follow(?:ing)?(?:-| )up (?:on|from|to)|"
        rf"as per|per|during|after|from|at|since|on|in) {_POSSESSED} (?:[\w-]+ )?{_GATHERING}\b",
        (_GATHERINGS, ("our", "day", "week")),
    ),
    (
        rf"\bas (?:we )?(?:discussed|agreed) (?:(?:on|by|over) (?:the )?phone|{_DAY}|(?:in|at) the "
        rf"{_HELD})",
        (("discussed", "agreed"),),
    ),
    (
        rf"\b(?:given|your|our) (?:discussion|conversation) (?:{_DAY}|this)\b",
        (("discussion", "conversation"),),
    ),
)
_ARRANGED: Forms = (
    (
        rf"\blook(?:ing)? forward to (?:the|our|your) (?:[\w-]+ ){{0,3}}{_GATHERING}\b",
        (("forward",), _GATHERINGS),
    ),
    (
        rf"\blook(?:ing)? forward to (?:meeting|seeing|speaking|talking|visiting)(?: with)? "
        rf"(?:you|everyone|your team|all of you)\b(?=[^.!?]{{0,120}}\b(?:{_DAY}|{_HELD}|{_PLACE}))",
        (("forward",), _TO_MEET),
    ),
    (
        rf"(?<!come\s)(?<!to\s)(?<!I\s)\b(?:see|meet) you (?:all |both |there )?(?:(?:at|in) "
        rf"(?=[^.!?]{{0,60}}\b(?:{_HELD}|"
        rf"{_DAY})\b)|(?:on )?{_DAY})",
        (("see", "meet"), ("you",)),
    ),
    (
        rf"\b{_GATHERING} (?:is |has been |was |will be |now |are )*(?:set|scheduled|"
        r"confirmed|booked|"
        rf"moved|rescheduled|postponed)\b(?=[^.!?]{{0,60}}\b(?:{_DAY}|\d{{1,2}}(?::\d\d)? "
        r"?[ap]\.?m))",
        (_GATHERINGS, ("set", "scheduled", "confirmed", "booked", "moved", "postponed")),
    ),
    (
        rf"\b(?:confirm(?:ing|ed)?|set up|scheduled?|arranged?|host(?:ing)?) "
        rf"(?:the |our |a |your )(?:[\w-]+ ){{0,4}}{_HELD} (?:with \w+ )?(?:for |on )?{_DAY}",
        (_GATHERINGS, ("confirm", "set", "schedul", "arrang", "host")),
    ),
    (
        r"\b(?:calendar )?invit(?:e|ation) (?:for|to) (?:the|our|your) (?:[\w-]+ "
        rf"){{0,4}}{_HELD}\b",
        (_GATHERINGS, ("invit",)),
    ),
    (
        r"\b(?:let['’]?s|we will|we['’]ll) (?:meet|talk|speak) (?:with \w+ )?(?:again "
        r")?(?:at \S+ )?"
        rf"(?:on )?{_DAY}",
        (("meet", "talk", "speak"), ("let", "will", "ll")),
    ),
)
_OPEN: Forms = (
    (
        rf"\b(?:our|your) (?:[\w-]+ )?{_HELD} (?:with [\w.]+ (?:[\w.]+ )?)?(?:on )?{_DAY}",
        (_GATHERINGS, ("our",)),
    ),
    (
        rf"\bthe (?:\d\d?(?::\d\d)? ?[ap]\.?m\.? )?{_JOINED} (?:with [\w.]+ (?:[\w.]+ "
        rf")?)?{_NEAR_DAY}",
        (_GATHERINGS, ("day", "morrow", "morning", "afternoon", "week")),
    ),
    (
        rf"\b(?:yesterday|{_WEEKDAY}|tomorrow|today)['’]s {_JOINED}\b(?! (?:between|of) )",
        (_GATHERINGS, ("day", "morrow"), ("'s", "’s")),
    ),
)
_EARLIER_OF_THEIRS: Forms = (
    (
        rf"\b(?:in|per|to|see|re|regarding|from|with|following) your (?:earlier |last |previous )?"
        rf"{_MAIL}{_NOT_A_MAIL}{_DATED}",
        (("your",), _MAILS),
    ),
    (
        rf"\byour (?:earlier |last |previous )?{_MAIL}(?: (?:of|from|dated|sent) {_DAY}| {_DAY})",
        (("your",), _MAILS),
    ),
)
_EARLIER_OF_OURS: Forms = (
    (
        rf"\b(?:in|per|see|re|resending|regarding|from|following up on|to) my (?:earlier |last |"
        rf"previous )?{_MAIL}{_NOT_A_MAIL}{_DATED}",
        (("my",), _MAILS),
    ),
    (
        rf"\bmy (?:earlier |last |previous )?{_MAIL}(?: (?:of|from|dated|sent) {_DAY}|"
        rf" (?!today|tomorrow){_DAY})",
        (("my",), _MAILS),
    ),
)
_ANSWERS: Forms = (
    (
        rf"{_THANKS} for (?:your (?:very |so |most )?(?:(?:quick|prompt|kind|thoughtful|"
        r"speedy|nice|"
        r"detailed|helpful|recent) )*(?:note|e-?mail|message|reply|response|answers?|feedback|"
        r"questions?|letter)|the (?:quick |prompt |kind )*"
        r"(?:note|e-?mail|message|reply|quick response))"
        r"\b",
        (_THANKED, (*_MAILS, "reply", "response", "answer", "feedback", "question")),
    ),
    (
        rf"{_THANKS} for (?:getting back|writing|replying|responding)\b",
        (_THANKED, ("getting", "writing", "replying", "responding")),
    ),
    (
        r"(?<!if\s)\b(?:as you (?:asked|requested|noted|mentioned|wrote|suggested)|per "
        r"your (?:request|"
        r"question)|(?:in (?:response|reply|answer) to|to answer) your (?:questions?|"
        r"request|e-?mail|"
        r"note|message)|you (?:asked|wrote) (?:about|whether|if|for|that|me|us)\b)",
        (("you",), (*_MAILS, "asked", "request", "mentioned", "wrote", "suggested", "question")),
    ),
)
_SYSTEMS: Forms = (
    (
        r"\b(?:I|we|he|she|they|you) texted(?: (?:me|you|him|her|them|us))?\b",
        (("texted",),),
    ),
    (
        r"\b(?:(?:my|your|his|her|our|the|a) )?texts? (?:messages? )?(?:to|from|with) "
        r"(?:me|you|him|"
        r"her|them|us|\w+) (?:yesterday|today|last|on|earlier|about)\b",
        (("text",),),
    ),
    (
        r"\b(?:via|by|over|on|through) (?:text(?: message)?s?|whatsapp|imessage|"
        r"(?-i:Signal|Slack|Teams)|(?:microsoft|ms) teams)\b(?! (?:calls?|meetings?))",
        (("text", "whatsapp", "imessage", "signal", "slack", "teams"),),
    ),
    (
        r"\b(?:on|to|in|from) (?:the|our|a|your) (?:shared drive|sharepoint)\b|\bsharepoint site\b",
        (("shared", "sharepoint"),),
    ),
    (
        r"\b(?:from|to|on|via|my|your|his|her) (?:my |your |his |her )?(?:personal|private) "
        r"(?:e-?mail|gmail|account|phone)\b",
        (("personal", "private"),),
    ),
)


def _patterns(
    forms: Forms, kind: MentionKind, tense: Tense = "open", counterpart: Counterpart = "unknown"
) -> tuple[Pattern, ...]:
    return tuple(Pattern(kind, _words(form), needs, tense, counterpart) for form, needs in forms)


PATTERNS: tuple[Pattern, ...] = (
    *_patterns(_RECOUNTED, "meeting", "past"),
    *_patterns(_ARRANGED, "meeting", "ahead"),
    *_patterns(_OPEN, "meeting"),
    *_patterns(_EARLIER_OF_THEIRS, "earlier_message", "past", "recipient"),
    *_patterns(_EARLIER_OF_OURS, "earlier_message", "past", "sender"),
    *_patterns(_ANSWERS, "answer", "past", "recipient"),
    *_patterns(_SYSTEMS, "other_system"),
)

WISH = re.compile(
    r"\b(?:if\s+you(?:['’]d)?(?:\s+ever|\s+would|\s+want|\s+like|\s+have)?|would\s+(?:love|like|"
    r"be\s+happy|welcome|be\s+great|be\s+open)|happy\s+to|open\s+to|interested\s+in|whenever|"
    r"should\s+you|hop(?:e|ing)\s+to|in\s+case|feel\s+free|let\s+me\s+know\s+if|"
    r"maybe|perhaps|might|"
    r"whether|could\s+we|can\s+we|shall\s+we|would\s+you|do\s+you\s+want|unable\s+to|"
    r"cannot|can['’]t)"
    r"\b",
    re.IGNORECASE,
)
OFFER = re.compile(
    r"\b(?:reach|contact|call\s+or|feel\s+free|can\s+(?:call|text)|best\s+way|"
    r"please\s+text|never)\b",
    re.IGNORECASE,
)
ADVANCE = re.compile(
    r"\bin\s+advance\b|\bhope(?:fully)?\b|\breason\s+for\s+my\b|\b(?:will|"
    r"shall)\s+(?:reply|respond|get\s+back)\b"
    r"|\b(?:errors?|typos?|mistakes?)\b|\b(?:await|waiting\s+for|look(?:ing)?\s+forward\s+to)\b",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"\b(?:intended\s+(?:recipient|solely|only)|confidential(?:ity)?\s+notice|"
    r"received\s+(?:this|it)"
    r"\s+in\s+error|delete\s+(?:this|it|the)|unauthorized|disclaimer|unsubscribe|"
    r"out\s+of\s+(?:the\s+)?"
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
