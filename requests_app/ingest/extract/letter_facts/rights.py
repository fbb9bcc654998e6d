"""Rights that a letter gives notice of: appeal, its period and address, the liaison, mediation."""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.figures import NUMBER, number_of
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

APPEAL = re.compile(r"\bappeal(?:s|ed|ing|able)?\b", re.IGNORECASE)
COURT = re.compile(
    r"\b(?:courts? of appeals?|circuit|immigration appeals|appeals? officer|appeals (?:court|"
    r"council))\b",
    re.I,
)
GIVES = re.compile(
    r"\b(?:right (?:to|of) (?:\w+ )?appeal|(?:may|can|wish to|want to|choose to|decide to|"
    r"desire to|entitled to|"
    r"opportunity to|elect to|are able to|if you) (?:\w+ ){0,3}?appeal|appeal rights|(?:file|"
    r"submit|make|send|bring)"
    r"\w* (?:an |your )?(?:\w+ ){0,2}appeal|your appeal (?:must|should|may|can)|"
    r"appeal(?:s)? (?:this|our|the|of this|"
    r"any|from this|must|should|may be (?:sent|filed|submitted|made|mailed))|not satisfied with)\b",
    re.IGNORECASE,
)
TAKEN_BACK = re.compile(
    r"\b(?:no (?:right (?:to|of)|administrative|further) (?:\w+ )?appeal|"
    r"not (?:\w+ )?(?:appealable|subject to (?:\w+ )?"
    r"appeal|a(?:n)? (?:\w+ )?(?:appealable|adverse))|(?:cannot|may not|"
    r"not be able to) (?:\w+ )?(?:be )?appeal\w*|appeal rights will|"
    r"(?:will|to) (?:be )?(?:provide|inform|advise|notif|give)\w* (?:you )?(?:of |"
    r"with )?(?:\w+ ){0,4}appeal rights|"
    r"do not need to appeal|not (?:yet )?(?:an? )?(?:\w+ )?determination)\b",
    re.IGNORECASE,
)
ABOUT_APPEAL = re.compile(
    r"\b(?:your (?:[\w()]+ ){0,5}appeal (?:of|from|was|is|has|dated|concern|pertain|number|"
    r"letter|file|request)|(?:received|"
    r"acknowledg\w+|considering|considered|denying|granting|adjudicat\w+|decision on|on|"
    r"of) (?:receipt of )?(?:your|the) "
    r"(?:[\w()]+ ){0,5}appeal|you (?:\w+ )?appealed|appeal (?:has been|was|"
    r"is) (?:\w+ )?(?:received|assigned|denied|closed)|"
    r"appeals? (?:number|no\.|staff|unit|branch|backlog|queue|(?:tracking|case|file))|"
    r"this appeal)\b",
    re.IGNORECASE,
)
PERIOD = re.compile(
    rf"(?P<number>{NUMBER})[ -](?P<unit>(?:federal )?(?:business|working|work|"
    rf"calendar)[ -]?)?(?P<days>(?:work)?days?)\b",
    re.IGNORECASE,
)
HEARD = re.compile(
    r"\b(?:will|shall|must) (?:respond|decide|receive a (?:response|decision)|be (?:decided|"
    r"processed))|\b(?:we|agency|office) "
    r"(?:will|has|have|must) (?:\w+ )?(?:respond|decide|\d+)|determination on (?:your|"
    r"the) appeal|mediation|decision within|"
    r"statutory|extension",
    re.IGNORECASE,
)
NEAR = 3
"""How many sentences behind a notice of appeal may still speak of its period and address."""
TO = re.compile(
    r"\b(?:appeals?|it|letter|mail(?:ed|ing)?|sen[dt]|submitt?(?:ed|ing)?|writ(?:e|ing|ten)|"
    r"address(?:ed)?|direct(?:ed)?|"
    r"fil(?:e|ed|ing)|forward(?:ed)?|transmitt?(?:ed)?|deliver(?:ed)?|"
    r"at)\b[^~:]{0,110}?(?:\bto:?|\bat:?|\baddress(?:ed to)?:|"
    r"address is:?|following address:?|below:?|:)(?: the following (?:\w+ )?address(?:es)?:?)? (?"
    r"P<address>(?:the )?(?:[A-Z0-9][^~]{0,420}?)"
    r"(?:(?:\b[A-Z]{2}|D\.C\.|[A-Z][a-z]+),? ?(?P<zip>\d{5}(?:-? ?\d{4})?)\b))",
)
ADDRESS_START = re.compile(
    r"(?:the )?(?:U\.S\.|United States|Office|Director|Chief|Appeals?|FOIA|Department|Assistant|"
    r"Deputy|General|Privacy|National|"
    r"Agency|Associate|Information|Attn|Attention|Administrator|Initial|Freedom|Joint|OSD|Branch|"
    r"Commissioner|Secretary|"
    r"Defense|Federal|Ms|Mr|Dr|DOI|EPA|HHS|DHS|ICE|CBP|\d{2,5} |[A-Z][a-z]+ [A-Z])"
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LIAISON = re.compile(
    r"\bFOIA (?:Public )?Liaisons?\b|\bPublic Liaisons?\b|\bFOI/?PA Public Liaison\b", re.IGNORECASE
)
OGIS = re.compile(
    r"\bOffice of Government(?:al)? Information Services?\b|\bOGIS\b|\bogis ?@ ?nara\b|"
    r"\bogis\.archives\.gov\b",
    re.IGNORECASE,
)


def rights(letter: Letter) -> Iterator[LetterFact]:
    """The notices of rights in a letter."""
    since = NEAR + 1
    found_period = found_address = False
    for number, sentence in enumerate(letter.sentences):
        if sentence.zone == "head":
            continue
        yield from _named(letter, sentence)
        confidence = _gives_appeal(sentence)
        if confidence:
            since = 0
            yield letter.sheet.fact(
                FactName.APPEAL_RIGHT, sentence.text, sentence.bounds, confidence
            )
        elif APPEAL.search(sentence.own) and since <= NEAR:
            since = 0
        else:
            since += 1
        if since > NEAR:
            continue
        if not found_period:
            period = list(_period(letter, sentence, near=since > 0))
            found_period = bool(period)
            yield from period
        if not found_address and (address := _address(letter, number, sentence)):
            found_address = True
            yield address


def _named(letter: Letter, sentence: Sentence) -> Iterator[LetterFact]:
    for name, pattern in ((FactName.LIAISON, LIAISON), (FactName.OGIS, OGIS)):
        if pattern.search(sentence.own):
            yield letter.sheet.fact(name, sentence.text, sentence.bounds, "certain")


def _gives_appeal(sentence: Sentence) -> Confidence | None:
    """How sure a sentence gives notice of an appeal; None where it gives none."""
    own = COURT.sub(lambda each: "~" * len(each.group()), sentence.own)
    if not APPEAL.search(own) or sentence.zone == "close" or TAKEN_BACK.search(own):
        return None
    if GIVES.search(own):
        return (
            "certain"
            if re.search(r"\b(?:right|may|wish|can|entitled|must|should)\b", own, re.I)
            else "probable"
        )
    if ABOUT_APPEAL.search(own) or len(sentence.text) < 25:
        return None
    return "lead"


def _period(letter: Letter, sentence: Sentence, *, near: bool) -> Iterator[LetterFact]:
    """The period to appeal: its days, and which days they are where the letter says so."""
    for found in PERIOD.finditer(sentence.own):
        before = sentence.own[max(0, found.start() - 120) : found.start()]
        if HEARD.search(before) or (
            near and not re.search(r"\b(?:within|than|have|postmark\w*|receiv\w*)\b", before, re.I)
        ):
            continue
        bounds = sentence.at(found)
        days = number_of(found["number"])
        if not 1 <= days <= 366:
            continue
        yield letter.sheet.fact(
            FactName.APPEAL_WITHIN_DAYS, days, bounds, "probable" if near else "certain"
        )
        said = f"{found['unit'] or ''}{found['days']}".casefold()
        if "calendar" in said:
            yield letter.sheet.fact(FactName.APPEAL_UNIT, "calendar_day", bounds, "certain")
        elif re.search(r"business|work", said):
            yield letter.sheet.fact(FactName.APPEAL_UNIT, "working_day", bounds, "certain")
        return


def _address(letter: Letter, number: int, sentence: Sentence) -> LetterFact | None:
    """Where to send an appeal: up to the ZIP code of the address behind `to`, on this sentence and
    the lines that follow it; else an email address."""
    text = letter.sheet.text
    limit = min(len(text), sentence.start + 900)
    following = letter.sentences[number + 1 : number + 9]
    end = min(
        limit, max((each.end for each in following if each.zone != "close"), default=sentence.end)
    )
    for found in TO.finditer(text, sentence.start, max(end, sentence.end)):
        if found.start() > sentence.end:
            break
        start, last = found.span("address")
        if ADDRESS_START.match(text, start) and not re.search(
            r"\bOGIS\b|Government Information", text[start:last]
        ):
            return letter.sheet.fact(
                FactName.APPEAL_ADDRESS, _lines_of(letter, start, last), (start, last), "certain"
            )
    if (
        (mail := MAIL.search(sentence.own))
        and APPEAL.search(sentence.own)
        and not OGIS.search(sentence.own)
    ):
        return letter.sheet.fact(
            FactName.APPEAL_ADDRESS, mail.group(), sentence.at(mail), "probable"
        )
    return None


def _lines_of(letter: Letter, start: int, end: int) -> str:
    """The lines of a run as printed."""
    printed = letter.sheet.printed(letter.sheet.span(start, end))
    return "\n".join(line for each in printed.splitlines() if (line := " ".join(each.split())))
