"""The files that an email names: in its Attachments line, by an icon, or in its own words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from requests_app.ingest.extract.contract import EmailBlock, NamedAttachment, Span
from requests_app.ingest.extract.named_files import split_file_names
from requests_app.ingest.parsers.contract import ParsedPage

# What mail programs add by themselves is no file that a person sent.
AUTOMATIC = re.compile(
    r"^(?:image\d+(?:_\w+)?(?:\s?\(\d+\))?\.\w+|AT[T7][O0-9]+\.\w+|PastedGraphic-?\d*\.\w+|smime\.p7[sm]|winmail\.dat|oledata\.mso|"
    r"outlook-\w+\.\w+|noname|unnamed|(?:company|email)?[_ \-]?(?:logo|signature|banner)\w*\."
    r"(?:png|gif|jpe?g|bmp))$",
    re.IGNORECASE,
)
EXTENSIONS = r"(?:docx?|xlsx?|pptx?|pdf|zip|msg|eml|csv|txt|rtf|vsdx?|ics|mp4|wav|tiff?|one)"
ICON_LINE = re.compile(
    rf"^\s*(?:<<)?(?P<name>[\w&()\[\],.'+\- ]{{1,110}}\.{EXTENSIONS})(?:>>)?"
    r"(?:\s*\(?\d+(?:[.,]\d+)?\s?(?:bytes|[KMG]i?B)\)?)?\s*$",
    re.IGNORECASE,
)
INLINE = re.compile(rf"<<(?P<name>[^<>\n]{{1,110}}\.{EXTENSIONS})>>", re.IGNORECASE)
ATTACHED = re.compile(
    r"\b(?:(?:please\s+)?(?:see|find|review|open)\s+(?:the\s+)?attached|"
    r"attached\s+(?:please\s+find|is|are)|i(?:'|’)?(?:ve|\s+have)\s+attached|i\s+attach|"
    r"i\s+am\s+attaching)\s+(?:is\s+|are\s+)?"
    r"(?:(?:the|a|an|our|my|your|this|some|for\s+your\s+review)\s+)?"
    r"(?P<thing>[A-Za-z][\w&'’/\-]*(?:\s{1,20}[\w&'’/\-]+){0,7})",
    re.IGNORECASE,
)
ENDS_A_THING = re.compile(
    r"\s+(?:announcing|claiming|focus\w+|published|about|regarding|concerning|titled|entitled|she|he|"
    r"they|for|with|that|which|as|from|so|and|in|to|if|on|at|by|we|i|you|is|are|was|below|per|"
    r"please|when|before|after|who|let)\b.*$",
    re.IGNORECASE,
)
LEADS_TO_A_THING = re.compile(
    r"^(?:(?:the|a|an|some|couple\s+of|few|his|her|their|our|my|your|very|herewith|here)\s+)+",
    re.IGNORECASE,
)
HANGS_ON = re.compile(r"(?:\s+(?:of|the|a|an|our|your|my|his|her|their))+$", re.IGNORECASE)
NEGATED = re.compile(r"\b(?:not|n['’]t|nothing|without|never|no)\b[^.!?]{0,25}$", re.IGNORECASE)
BEHIND_A_NAME = re.compile(rf"(?<=\.)({EXTENSIONS})\s+(?!.*\.{EXTENSIONS}$)\S.*$", re.IGNORECASE)
PROSE = re.compile(
    r"\b(?:please|see|open|opened|attached|is|are|was|were|I|you|we|your|this|that|which|called|named|"
    r"found|in\s+the)\s",
    re.IGNORECASE,
)
"""Words that make a line that ends in a file name a sentence about it."""
NO_THING = {
    *("", "below", "here", "hereto", "herewith", "again", "also", "too", "now", "yet", "there"),
    *("email", "emails", "message", "thread", "file", "files", "document", "documents", "fyi"),
    *("it", "them", "these", "this", "that", "those", "one", "mine", "yours", "ours", "what"),
    *("nothing", "something", "anything", "everything", "more", "both", "all", "some", "several"),
    *("any", "no", "few", "many", "most", "for", "and", "to", "as", "in", "if", "of", "per", "re"),
    *("thanks", "thank", "many", "regards", "best", "cheers", "sincerely", "warm", "kind", "hope"),
    *("just", "hi", "hello", "dear", "sent", "let", "me"),
}
"""First words of what only seems to be described: pronouns, and a greeting on the next line."""
NO_PAPER = re.compile(r"\b(?:importance|value|weight|significance)$", re.IGNORECASE)


def with_attachments(
    blocks: Sequence[EmailBlock], pages: Sequence[ParsedPage]
) -> tuple[EmailBlock, ...]:
    """The emails with the files that each names, once a name; automatic parts are left out.

    Words like "see attached target list" name a file only where nothing else in the email does.
    """
    texts = {page.index: page.text for page in pages}
    return tuple(replace(block, attachments=_named(block, texts)) for block in blocks)


def _named(block: EmailBlock, texts: Mapping[int, str]) -> tuple[NamedAttachment, ...]:
    stated = [
        replace(each, name=BEHIND_A_NAME.sub(r"\1", each.name))
        for each in block.attachments
        if sum(map(str.isalnum, each.name)) > 1 and "|" not in each.name
    ]
    stated = [each for each in stated if not AUTOMATIC.match(each.name)]
    found = [*stated, *_icons(block, texts)]
    if not found:
        found = list(_in_words(block, texts))
    kept: dict[str, NamedAttachment] = {}
    for each in found:
        kept.setdefault(each.name.casefold(), each)
    return tuple(kept.values())


def _icons(block: EmailBlock, texts: Mapping[int, str]) -> Iterator[NamedAttachment]:
    for span in block.body_spans:
        offset = span.start
        for line in texts[span.page][span.start : span.end].split("\n"):
            for pattern in (ICON_LINE, INLINE):
                for each in pattern.finditer(line):
                    if pattern is ICON_LINE and PROSE.search(each["name"]):
                        continue
                    first = offset + each.start("name")
                    for begin, name in split_file_names(each["name"]):
                        if not AUTOMATIC.match(name):
                            at = Span(span.page, first + begin, first + begin + len(name))
                            yield NamedAttachment(name, "icon", at)
            offset += len(line) + 1


def _in_words(block: EmailBlock, texts: Mapping[int, str]) -> Iterator[NamedAttachment]:
    for span in block.body_spans:
        text = texts[span.page][span.start : span.end].replace("\n", " ")
        for each in ATTACHED.finditer(text):
            if NEGATED.search(text, max(0, each.start() - 40), each.start()):
                continue
            whole = HANGS_ON.sub("", ENDS_A_THING.sub("", each["thing"])).rstrip(" -/'’&")
            thing = LEADS_TO_A_THING.sub("", whole)
            if len(thing) < 4 or NO_PAPER.search(thing):
                continue
            if thing.casefold().split()[0] in NO_THING:
                continue
            start = span.start + each.start()
            end = span.start + each.start("thing") + len(whole)
            yield NamedAttachment(thing, "text", Span(span.page, start, end))
