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
    r"desire to|entitled to|opportunity to|elect to|are able to|if you) (?:\w+ ){0,3}?appeal|"
    r"appeal rights|(?:file|submit|make|send|bring)\w* (?:an |your )?(?:\w+ ){0,2}appeal|"
    r"your appeal (?:must|should|may|can)|appeal(?:s)? (?:this|our|the|of this|any|from this|must|"
    r"should|may be (?:sent|filed|submitted|made|mailed))|not satisfied with)\b",
    re.IGNORECASE,
)
DISAGREES = re.compile(
    r"\b(?:(?:do|did) not agree|disagree|(?:not|dis) ?satisfied|object|contest|"
    r"consider[^.]{0,40} (?:denial|adverse))\b[^;]{0,90}"
    r"\byou may (?:\w+ )?(?:appeal|write|submit|file (?!a (?:law)?suit|suit)|send|"
    r"request (?:a )?(?:review|reconsideration)|seek "
    r"(?:review|reconsideration))",
    re.IGNORECASE,
)
TAKEN_BACK = re.compile(
    r"\b(?:no (?:right (?:to|of)|administrative|further) (?:\w+ )?appeal|"
    r"not (?:\w+ )?(?:appealable|subject to (?:\w+ )?appeal|a(?:n)? (?:\w+ )?(?:appealable|"
    r"adverse))|(?:cannot|may not|not be able to) (?:\w+ )?(?:be )?appeal\w*|appeal rights will|"
    r"(?:will|to) (?:be )?(?:provide|inform|advise|notif|give)\w* (?:you )?(?:of |"
    r"with )?(?:\w+ ){0,4}appeal rights|do not need to appeal|"
    r"if you have (?:already )?(?:submitted|filed|sent)|not (?:yet )?(?:an? )?(?:\w+ "
    r")?determination)\b",
    re.IGNORECASE,
)
ABOUT_APPEAL = re.compile(
    r"\b(?:your (?:[\w()]+ ){0,5}appeal (?:of|from|was|is|has|dated|concern|pertain|number|letter|"
    r"file|request)|(?:received|acknowledg\w+|considering|considered|denying|granting|"
    r"adjudicat\w+|decision on|on|of) (?:receipt of )?(?:your|the) (?:[\w()]+ ){0,5}appeal|"
    r"you (?:\w+ )?appealed|appeal (?:has been|was|is) (?:\w+ )?(?:received|assigned|denied|"
    r"closed)|appeals? (?:number|no\.|staff|unit|branch|backlog|queue|(?:tracking|case|file))|"
    r"this appeal)\b",
    re.IGNORECASE,
)
PERIOD = re.compile(
    rf"(?P<number>{NUMBER})[ -](?P<unit>(?:federal )?(?:business|working|work|"
    rf"calendar)[ -]?)?(?P<days>(?:work)?days?)\b(?! to (?:decide|respond|rule|act))",
    re.IGNORECASE,
)
HEARD = re.compile(
    r"\b(?:(?:we|agency|office|staff) (?:have|has)\b)|\b(?:will|shall|must) (?:respond|decide|"
    r"receive a (?:response|decision)|be (?:decided|"
    r"processed))|\b(?:we|agency|office) (?:will|has|have|must) (?:\w+ )?(?:respond|decide|\d+)|"
    r"determination on (?:your|the) appeal|mediation|decision within|statutory|extension",
    re.IGNORECASE,
)
NEAR = 3
"""How many sentences behind a notice of appeal may still speak of its period and address."""
TO = re.compile(
    r"(?:\b(?:to|at|with|by|address(?:ed)?)\b:?|:|\babove at) (?:the following (?:\w+ )?address: )?"
)
ADDRESS = re.compile(
    r"(?:the )?(?P<address>[A-Z0-9][^~]{10,420}?(?:\b[A-Z]{2}|D\.C\.|\b(?!Suite|Room|Stop|Box|"
    r"Code)[A-Z][a-z]+),? ?\d{5}(?:- ?\d{4})?\b)"
)
NO_ADDRESS = re.compile(
    r"\b(?:must|should|may|within|following|letter|your|you|please|procedures|regulations|to: |"
    r"days|Part|C\.F\.R|Code|OGIS|Government Information Serv|https?)\b|§|"
    r": (?=[A-Z])(?<!Attn: )(?<!ATTN: )(?<!Attention: )"
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
    given = list(_appeal_facts(letter))
    sure = any(each.name is FactName.APPEAL_RIGHT and each.confidence != "lead" for each in given)
    # A letter about an appeal that was taken speaks of appeals without giving one.
    sure = sure or any(ABOUT_APPEAL.search(each.own) for each in letter.body)
    for fact in given:
        if not (sure and fact.name is FactName.APPEAL_RIGHT and fact.confidence == "lead"):
            yield fact
    for sentence in letter.sentences:
        if sentence.zone != "head":
            yield from _named(letter, sentence)


def _appeal_facts(letter: Letter) -> Iterator[LetterFact]:
    since = NEAR + 1
    has_period = has_address = False
    for number, sentence in enumerate(letter.sentences):
        if sentence.zone == "head":
            continue
        confidence = _gives_appeal(sentence)
        if confidence:
            yield letter.sheet.fact(
                FactName.APPEAL_RIGHT, sentence.text, sentence.bounds, confidence
            )
        since = 0 if confidence or (APPEAL.search(sentence.own) and since <= NEAR) else since + 1
        if since > NEAR:
            continue
        if not has_period:
            period = list(_period(letter, sentence, near=since > 0))
            has_period = bool(period)
            yield from period
        if not has_address and (address := _address(letter, number, sentence)):
            has_address = True
            yield address


def _named(letter: Letter, sentence: Sentence) -> Iterator[LetterFact]:
    for name, pattern in ((FactName.LIAISON, LIAISON), (FactName.OGIS, OGIS)):
        if pattern.search(sentence.own):
            yield letter.sheet.fact(name, sentence.text, sentence.bounds, "certain")


def _gives_appeal(sentence: Sentence) -> Confidence | None:
    """How sure a sentence gives notice of an appeal; None where it gives none."""
    own = COURT.sub(lambda each: "~" * len(each.group()), sentence.own)
    if DISAGREES.search(own) and not OGIS.search(own):
        return "probable" if not APPEAL.search(own) else "certain"
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
    """Where to send an appeal: up to the ZIP code of the address that follows in this sentence or
    on the lines behind it; else an email address."""
    text = letter.sheet.text
    following = [
        each.end for each in letter.sentences[number + 1 : number + 9] if each.zone != "close"
    ]
    end = min(sentence.start + 900, max(following, default=0), len(text))
    for to in TO.finditer(text, sentence.start, sentence.end + 1):
        found = ADDRESS.match(text, to.end(), max(end, sentence.end))
        if found and not NO_ADDRESS.search(found["address"]):
            bounds = found.span("address")
            lines = _lines_of(letter, *bounds)
            return letter.sheet.fact(FactName.APPEAL_ADDRESS, lines, bounds, "certain")
    mail = MAIL.search(sentence.own)
    if mail and GIVES.search(sentence.own) and not OGIS.search(sentence.own):
        return letter.sheet.fact(
            FactName.APPEAL_ADDRESS, mail.group(), sentence.at(mail), "probable"
        )
    return None


def _lines_of(letter: Letter, start: int, end: int) -> str:
    """The lines of a run as printed."""
    printed = letter.sheet.printed(letter.sheet.span(start, end))
    return "\n".join(line for each in printed.splitlines() if (line := " ".join(each.split())))
