"""The words of a letter that restate what the requester asked, wrote or argued.

What they say is no act of the agency: "You asked us to search ERO" searches nothing.
"""

import re
from collections.abc import Iterator, Sequence

_VERB = (
    r"(?:request(?:ed|ing)?|ask(?:ed|ing)?|sought|seek(?:ing)?|wr[io]te|stated?|described?|"
    r"limited|contend(?:ed)?|argued?|assert(?:ed)?|claim(?:ed)?|challenged?|appealed|want(?:ed)?|"
    r"urged?|proposed?|suggest(?:ed)?|inquired?|specif(?:y|ied))"
)
_RECORDS = (
    r"(?:access to |copies of |a copy of |release of |information |disclosure of |"
    r"the )*(?:records?|documents?|information|e-?mails?|communications?|all|any|contracts?|"
    r"files?|correspondence|memoranda|video|calendars?)\b"
)
WHOLE = re.compile(
    rf"[\W\d]{{0,6}}(?:specifically,? |in (?:particular|addition),? |(?:in|by) your (?:request|"
    rf"letter|appeal|email|e-mail)[^,]{{0,80}}, )?you (?:have |had |also |specifically |further |"
    rf"next |first |initially |originally |are |were )*{_VERB}\b|"
    r"[\W\d]{0,6}your (?:[\w()]+ ){0,6}(?:request|letter|appeal) (?:\([^)]{1,40}\) )?(?:seeks|"
    r"sought|asks|asked|requests|reads|states|stated|was for|is for|specifically|sets? out)\b|"
    r"[\W\d]{0,6}(?:I|we) (?:note|understand|recogni[sz]e) that you|"
    r"[\W\d]{0,6}your appeal (?:concerns|challenges|argues|contests|contends|asserts|is limited)|"
    r"[\W\d]{0,6}(?:the )?(?:text|subject|description) of your request\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    rf"\b(?:(?:in|by) which|wherein|whereby|and) you (?:have |had |also )?{_VERB}\b|"
    rf"\brequest\b(?:(?!search|produced|respons|locat)[^;]){{0,140}}?,? for {_RECORDS}(?! "
    rf"responsive)|(?<!records )(?<!information )(?<!documents )(?<!that )(?<!material "
    rf")(?<!records that )\byou (?:have |had |also |are )?(?:requested|asked for|sought|"
    rf"seeking)\b|\b(?:request|letter|FOIA|\(FOIA(?:/PA)?\)|(?:19|"
    rf"20)\d\d),? (?:which )?(?:seek(?:s|ing)|sought|requesting|asking for|for {_RECORDS}|"
    rf"in which you)|\brequest (?:for|about|regarding|concerning|"
    rf"pertaining to) (?!a (?:fee )?waiver|expedit|waiver|fee|interim)",
    re.IGNORECASE,
)
BACK_TO_AGENCY = re.compile(
    r"(?:;|,? but|, and|,) (?:(?:ICE|CBP|FBI|EPA|CIA|OIP|DHS|USCIS|we|this office|the (?:agency|"
    r"office|department|bureau|CIA|FBI))\b(?! (?:to|and)\b)|I\b)|, (?:and )?(?:(?:was|is|has been|"
    r"which was) )?(?:dated|received|assigned)\b|\. |\b(?:was|has been|were|is|"
    r"are) (?:hereby )?(?:received|assigned|denied|granted|closed|referred|processed|forwarded|"
    r"transferred|placed|complete)\b|, dated\b",
)
OWN_WORD = re.compile(r"(?:request|letter|FOIA|\(FOIA(?:/PA)?\)|(?:19|20)\d\d)\b,?", re.IGNORECASE)
"""The word before what was asked is still the letter's own."""
COLON = re.compile(r"(?::|as follows\.?|the following\.?)\W{0,3}$")
LISTED = re.compile(r"[“\"‘'(\[]|[•▪●○◦■*–-] |\(?\d{1,2}[.)] |\(?[a-z][.)] ")
AGENCY_VOICE = re.compile(
    r"(?:this|we|your|in (?:response|reply|accordance|addition)|after|please|thank|ice|cbp|"
    r"the (?:fbi|department|agency|office|bureau)|as|for|if|because|although|upon|enclosed|"
    r"with respect|i|a search|pursuant|based|under|our|no|regarding)\b",
    re.IGNORECASE,
)
LONGEST_QUOTE = 4000
LONGEST_LIST = 40


def asked_parts(text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs of the text, among its sentences, that restate the request."""
    return list(_parts(text, sentences))


def _parts(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    listing = 0
    quoted_to = -1
    for start, end in sentences:
        if start < quoted_to:
            yield start, min(end, quoted_to)
            if end <= quoted_to:
                continue
        if listing and _continues(text, start, first=listing == LONGEST_LIST):
            listing -= 1
            yield start, end
            quoted_to = max(quoted_to, _quote_end(text, start, end))
            continue
        listing = 0
        asked = _asked(text, start, end)
        if asked is None:
            continue
        yield asked
        if asked[1] == end:
            quoted_to = _quote_end(text, *asked)
            if COLON.search(text[max(start, end - 20) : end]):
                listing = LONGEST_LIST


def _continues(text: str, start: int, *, first: bool) -> bool:
    """Whether a sentence behind a colon is still what was asked."""
    if LISTED.match(text, start):
        return True
    return first and not AGENCY_VOICE.match(text, start)


def _asked(text: str, start: int, end: int) -> tuple[int, int] | None:
    whole = WHOLE.match(text, start, end)
    found = whole or CLAUSE.search(text, start, end)
    if found is None:
        return None
    back = BACK_TO_AGENCY.search(text, found.end(), end)
    while back and _inside_quote(text, found.end(), back.start()):
        back = BACK_TO_AGENCY.search(text, back.end(), end)
    own = None if whole else OWN_WORD.match(text, found.start())
    first = start if whole else (own.end() if own else found.start())
    return first, max(first, back.start() if back else end)


def _inside_quote(text: str, start: int, at: int) -> bool:
    between = text[start:at]
    return between.count("“") > between.count("”") or between.count('"') % 2 == 1


def _quote_end(text: str, start: int, end: int) -> int:
    """Where a quotation that is still open at the end of a sentence closes; -1 where none is."""
    inside = text[start:end]
    if inside.count("“") > inside.count("”"):
        closed = text.find("”", end, end + LONGEST_QUOTE)
    elif inside.count('"') % 2:
        closed = text.find('"', end, end + LONGEST_QUOTE)
    else:
        return -1
    return closed + 1
