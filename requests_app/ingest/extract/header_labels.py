"""The labels of an email header as they are printed and as OCR reads them.

`From`, `Sent`, `To` and their kind are recognised with the misreadings seen in released records
(`Fram`, `Ce`, `Subiect`, `Attachment s`), with a colon that stands apart, and run together on
one line (`Sent: ... To: ... Subject: ...`).
"""

import re
from dataclasses import dataclass
from typing import Literal

HeaderField = Literal["from", "date", "to", "cc", "bcc", "subject", "attachments", "other"]

_FORMS: dict[HeaderField, str] = {
    "from": r"F\s?r\s?[oae0]\s?(?:m|rn|in|ni)|F\s?R\s?[O0]\s?M|Author",
    "date": r"S\s?e\s?n\s?[tl1](?:\s+(?:On|at))?|SENT|D\s?[ao]\s?t\s?e(?:\s+Sent)?|DATE|Received",
    "to": r"T\s?[oO0]",
    "cc": r"[CG]\s?[ceCEGgo]|cc",
    "bcc": r"B\s?[cC]\s?[ceCE]|bcc",
    "subject": r"S\s?u\s?[bh]\s?[jil!]\s?[eco]\s?[ceo]\s?[tl1](?:\s+Line)?|SUBJECT|Subj",
    "attachments": r"A\s?t\s?t\s?a\s?[ceo]\s?h\s?(?:m\s?e\s?n\s?t\s?)?s?|ATTACHMENTS?",
    "other": (
        r"Importance|Sensitivity|Categories|Follow[ -]?Up Flag|Flag Status|Priority|Reply-To|"
        r"In-Reply-To|Message-ID|References|Sent by|Organization|Conversation|Expires|When|Where|"
        r"Due [Dd]ate|Start [Dd]ate|Security|Signed By|Classification|Thread-Topic|Thread-Index|"
        r"Resent-\w+|Return-Path|MIME-Version|Content-[A-Za-z-]+|X-[A-Za-z-]+|Delivered-To"
    ),
}
_LABEL = "|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items())
_AT_START = re.compile(rf"[\W_]{{0,3}}(?:{_LABEL})[ \t]{{0,3}}[:;](?!//|\))\**")
_SOFT_START = re.compile(r"(?P<field>From|FROM|Sent|To)\b\s*(?=Sent\s?:|Date\s?:|$)")
_LOWER_START = re.compile(
    r"[\W_]{0,3}(?P<field>from|sent|date|to|subject|attachments?)[ \t]?:(?!//)",
    re.ASCII,
)
_NO_COLON = re.compile(r"(?P<field>From|Sent|Date|To|Cc|Bcc|Subject|Attachments)\b[ \t.]+(?=\S)")
_INSIDE = re.compile(
    r"(?<![\w<(])\**(?P<label>From|Sent|Date|To|Cc|CC|cc|Ce|Bcc|BCC|bcc|Subject|SUBJECT|Subiect|"
    r"Attachments?|Importance|Sensitivity|Categories)\s?[:;]\**(?=\s|$|\S)"
)
_INSIDE_FIELD: dict[str, HeaderField] = {
    "from": "from",
    "sent": "date",
    "date": "date",
    "to": "to",
    "cc": "cc",
    "ce": "cc",
    "bcc": "bcc",
    "subject": "subject",
    "subiect": "subject",
    "attachment": "attachments",
    "attachments": "attachments",
}
NOT_A_HEADER = re.compile(
    r"(?:fax|phone|tel|telephone|pages|room|through|thru|via|ref|drafted|cleared|approved|"
    r"location|start|end|organizer|required attendees|show time as|re)\s?:",
    re.IGNORECASE,
)
"""Labels that stand among `To:` and `From:` on fax sheets, memoranda, forms and calendar items."""


@dataclass(frozen=True, slots=True)
class LabelAt:
    """A label: its field, where it begins, and where its value begins."""

    field: HeaderField
    start: int
    end: int
    word: str


def leading_label(text: str) -> LabelAt | None:
    """The label that a line begins with."""
    found = _AT_START.match(text)
    if found and found.lastgroup:
        name = _field_name(found.lastgroup)
        return LabelAt(name, found.start(name), found.end(), found.group(name))
    for pattern in (_LOWER_START, _SOFT_START):
        loose = pattern.match(text)
        if loose:
            word = loose.group("field")
            name = _INSIDE_FIELD[word.lower()]
            return LabelAt(name, loose.start("field"), loose.end(), word)
    return None


def label_without_colon(text: str) -> LabelAt | None:
    """A label whose colon was lost: to be believed only where its value stands in the column of
    the other values."""
    loose = _NO_COLON.match(text)
    if loose is None:
        return None
    word = loose.group("field")
    return LabelAt(_INSIDE_FIELD[word.lower()], loose.start(), loose.end(), word)


def labels_in(text: str) -> list[LabelAt]:
    """Every label of a header line, in order; empty where the line does not begin with one.

    Labels inside the line count only with a capital letter; after `Subject:` only those that
    never belong to a subject.
    """
    first = leading_label(text)
    if first is None:
        return []
    return [first, *_labels_inside(text, first.end, {first.field})]


def labels_inside(text: str, seen: set[HeaderField]) -> list[LabelAt]:
    """Labels in a line that goes on with the value of an earlier one: those still missing."""
    return [label for label in _labels_inside(text, 0, seen) if label.start > 0]


def _labels_inside(text: str, begin: int, seen: set[HeaderField]) -> list[LabelAt]:
    found: list[LabelAt] = []
    seen = set(seen)
    for match in _INSIDE.finditer(text, begin):
        word = match.group("label")
        field = _INSIDE_FIELD.get(word.lower(), "other")
        if field == "from" or (field != "other" and field in seen):
            break
        if "subject" in seen and field == "to" and not {"from", "date"} & seen:
            continue
        found.append(LabelAt(field, match.start("label"), match.end(), word))
        seen.add(field)
    return found


def _field_name(group: str) -> HeaderField:
    for name in _FORMS:
        if name == group:
            return name
    return "other"
