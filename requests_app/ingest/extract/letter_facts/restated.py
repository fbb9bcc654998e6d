"""The words of a letter that restate what the requester asked, wrote or argued.

What they say is no act of the agency: "You asked us to search ERO" searches nothing.
"""

import re
from collections.abc import Iterator, Sequence

_VERB = (
    r"(?:request(?:ed|ing)?|ask(?:ed|ing)?|sought|seek(?:ing)?|wr[io]te|stated?|described?|limited|"
    r"contend(?:ed)?|argued?|assert(?:ed)?|claim(?:ed)?|challenged?|appealed|want(?:ed)?|urged?|"
    r"proposed?|suggest(?:ed)?|inquired?|specif(?:y|ied))"
)
_RECORDS = (
    r"(?:access to |copies of |a copy of |release of |information |disclosure of |the )*"
    r"(?:records?|documents?|information|e-?mails?|communications?|all|any|contracts?|files?|"
    r"correspondence|memoranda|video|calendars?)\b"
)
WHOLE = re.compile(
    rf"[\W\d]{{0,6}}(?:specifically,? |in (?:particular|addition),? |(?:in|by) your "
    rf"(?:request|letter|appeal|email|e-mail)[^,]{{0,80}}, )?you (?:have |had |also |specifically "
    rf"|further |next |first |initially |originally |are |were )*{_VERB}\b|"
    r"[\W\d]{0,6}your (?:[\w()]+ ){0,6}(?:request|letter|appeal) (?:\([^)]{1,40}\) )?(?:seeks|"
    r"sought|"
    r"asks|asked|requests|reads|states|stated|was for|is for|specifically|sets? out)\b"
    r"|[\W\d]{0,6}(?:I|we) (?:note|understand|recogni[sz]e) that you"
    r"|[\W\d]{0,6}your appeal (?:concerns|challenges|argues|contests|contends|asserts|is limited)"
    r"|[\W\d]{0,6}(?:the )?(?:text|subject|description) of your request\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    rf"\b(?:(?:in|by) which|wherein|whereby|and) you (?:have |had |also )?{_VERB}\b"
    rf"|\brequest\b(?:(?!search|produced|respons|locat)[^;]){{0,140}}?,? for {_RECORDS}(?! respon"
    rf"sive)"
    rf"|(?<!records )(?<!information )(?<!documents )(?<!that )(?<!material )(?<!records that )\b"
    rf"you (?:have |had |"
    rf"also |are )?(?:requested|asked for|sought|seeking)\b"
    rf"|\b(?:request|letter|FOIA|\(FOIA(?:/PA)?\)|(?:19|20)\d\d),? (?:which )?(?:seek(?:s|ing)|"
    rf"sought|requesting|"
    rf"asking for|for {_RECORDS}|in which you)"
    rf"|\brequest (?:for|about|regarding|concerning|pertaining to) (?!a (?:fee )?waiver|expedit"
    rf"|waiver|fee|interim)",
    re.IGNORECASE,
)
BACK_TO_AGENCY = re.compile(
    r"(?:;|,? but|, and|,) (?:(?:ICE|CBP|FBI|EPA|CIA|OIP|DHS|USCIS|we|this office|the (?:agency|"
    r"office|"
    r"department|bureau|CIA|FBI))\b(?! (?:to|and)\b)|I\b)|, (?:and )?(?:(?:was|is|has been|"
    r"which was) )?"
    r"(?:dated|received|assigned)\b|\. |\b(?:was|has been|were|is|are) (?:hereby )?(?:received|"
    r"assigned|"
    r"denied|granted|closed|referred|processed|forwarded|transferred|placed|complete)\b|, dated\b",
)
COLON = re.compile(r"(?::|as follows\.?|the following\.?)\W{0,3}$")
LISTED = re.compile(r"[“\"‘'(\[]|[•▪●○◦■*–-] |\(?\d{1,2}[.)] |\(?[a-z][.)] ")
AGENCY_VOICE = re.compile(
    r"(?:this|we|your|in (?:response|reply|accordance|addition)|after|please|thank|ice|cbp|"
    r"the (?:fbi|"
    r"department|agency|office|bureau)|as|for|if|because|although|upon|enclosed|with respect|i|a "
    r"search|pursuant|based|under|our|no|regarding)\b",
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
    return found.start() if not whole else start, back.start() if back else end


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
