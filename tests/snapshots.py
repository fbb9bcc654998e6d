"""A valid CaseSnapshot with one thing changed, in Python (`case`) or from a cases file (`case_of`).

The Department of Examples of these tests is ICE, which corresponds with Amazon in 2018. Messages
stand one to a page in `production-01/emails.pdf`, in the order in which they are given.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, Literal

from gaps.snapshot import (
    AttachmentClaim,
    CaseSnapshot,
    Custodian,
    FoiaRequest,
    Letter,
    LetterFact,
    Mention,
    Message,
    Occurrence,
    Office,
    OfficeMention,
    Organisation,
    PageRef,
    Participant,
    Passage,
    Production,
    ReadingFailure,
    RecordNoted,
    RequestItem,
    Search,
    Side,
    Stamp,
    Statement,
    TermsMissed,
    WithheldSheet,
    WordAsked,
)
from requests_app.ingest.extract.letter_facts.contract import Confidence as ReadingConfidence
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law.clock import StatedPeriod
from requests_app.law.ledger import Event, EventKind, Ledger

EMAILS = "production-01/emails.pdf"
DETERMINATION = "letters/determination.pdf"
REQUEST = "letters/request.pdf"

OFFICES = {
    path: Office(path, name, path.rsplit("/", 1)[-1])
    for path, name in {
        "DHS": "Department of Homeland Security",
        "DHS/ICE": "U.S. Immigration and Customs Enforcement",
        "DHS/CBP": "U.S. Customs and Border Protection",
        "DHS/ICE/HSI": "Homeland Security Investigations",
        "DHS/ICE/ERO": "Enforcement and Removal Operations",
        "DHS/ICE/ERO/SFR": "San Francisco Field Office",
        "DHS/ICE/OPLA": "Office of the Principal Legal Advisor",
    }.items()
}

AMAZON = Organisation("amazon", "Amazon", ("amazon.com",), "outside")
CONTOSO = Organisation("contoso", "Contoso", ("contoso.com",), "outside")
ICE = Organisation("ice", "ICE", ("ice.dhs.gov",), "agency", "DHS/ICE")
CBP = Organisation("cbp", "CBP", ("cbp.dhs.gov",), "agency", "DHS/CBP")
ORGANISATIONS = (AMAZON, CONTOSO, ICE, CBP)


def sha256(document: str) -> str:
    """The hash that a document of these tests has."""
    return hashlib.sha256(document.encode()).hexdigest()


def page(number: int, document: str = EMAILS, bates: str | None = None) -> PageRef:
    """A page of a document, by default of the emails produced."""
    return PageRef(document, sha256(document), number, bates)


def passage(quote: str, on: PageRef | int = 1, start: int = 0) -> Passage:
    """Words on a page."""
    where = page(on) if isinstance(on, int) else on
    return Passage(where, start, start + len(quote), quote)


def participant(role: str, text: str) -> Participant:
    """A person as a header shows them: `Ann Vale <ann@amazon.com>`, `[redacted]`,
    `[redacted] <@ice.dhs.gov>` (a closed name of a known organisation), `[agency]` or
    `[outside]` (a closed name of a known side)."""
    name, address = re.fullmatch(r"([^<]*?)\s*(?:<([^>]*)>)?", text).groups()  # type: ignore[union-attr]  # matches any text
    if "@" in name:
        name, address = "", name
    domain = (address or "").rpartition("@")[2]
    own = next((each for each in ORGANISATIONS if domain and domain in each.domains), None)
    redacted = name in ("[redacted]", "[agency]", "[outside]")
    side: Side = own.side if own else "unknown"
    if name in ("[agency]", "[outside]"):
        side = "agency" if name == "[agency]" else "outside"
    shown_address = address if address and not address.startswith("@") else None
    return Participant(
        role=role,  # type: ignore[arg-type]  # a cases file names only roles that there are
        name=None if redacted else name or None,
        address=shown_address,
        redacted=redacted,
        person=None if redacted else (shown_address or name.casefold() or None),
        organisation=own.key if own else None,
        side=side,
    )


def message(
    key: str,
    *,
    sender: str | None = "Ann Vale <ann@amazon.com>",
    to: Sequence[str] = ("Jane Doe <jane.doe@ice.dhs.gov>",),
    cc: Sequence[str] = (),
    at: datetime | None = datetime(2018, 6, 14, 9, 12),
    subject: str | None = "Visit",
    on: int = 1,
    quoted_in: Sequence[str] | str = (),
    produced: bool | None = None,
    ghost_of: Sequence[str] = (),
    attachments: Sequence[AttachmentClaim] = (),
    complete_header: bool = True,
    words: int = 40,
    in_file: str | None = None,
    **changes: Any,
) -> Message:
    """A message that stands by itself on page `on`, or only quoted in others, or named by the
    headers of others (`ghost_of`). `produced` makes a quoted one stand by itself as well; one that
    came `in_file`, an electronic file of that name, stands there too."""
    containers = [quoted_in] if isinstance(quoted_in, str) else list(quoted_in)
    alone = not containers and not ghost_of if produced is None else produced
    header = f"From: {sender}; Subject: {subject}"
    occurrences = [
        Occurrence(
            "quoted", "outlook", passage(header, on, 200), (page(on),), each, complete_header, words
        )
        for each in containers
    ]
    if alone:
        top = Occurrence("top", "outlook", passage(header, on), (page(on),), None, True, words)
        occurrences.insert(0, top)
    if in_file:
        there = page(1, in_file)
        native = Occurrence("top", "native", passage(header, there), (there,), None, True, words)
        occurrences.append(native)
    prefix = re.match(r"(?i)(re|fwd?):", subject or "")
    kind = {"r": "reply", "f": "forward"}[prefix.group()[0].casefold()] if prefix else "none"
    parts = [participant("to", each) for each in to] + [participant("cc", each) for each in cc]
    values: dict[str, Any] = {
        "key": key,
        "id": key,
        "state": "produced" if alone else "inferred",
        "native": False,
        "sender": participant("from", sender) if sender else None,
        "recipients": tuple(parts),
        "sent_at": at,
        "has_time": True,
        "utc_offset": None,
        "subject": subject,
        "normalized_subject": re.sub(r"(?i)^((re|fwd?):\s*)+", "", subject or "").casefold(),
        "reply_kind": kind,
        "ancestors": 0,
        "message_id": None,
        "parent": None,
        "parent_basis": None,
        "referenced_by": tuple(ghost_of),
        "occurrences": tuple(occurrences),
        "attachments": tuple(attachments),
    }
    return Message(**(values | changes))


def search(path: str, status: str = "searched", **changes: Any) -> Search:
    """What the determination says of an office, on its second page."""
    values: dict[str, Any] = {
        "office": OFFICES[path],
        "status": status,
        "source": page(2, DETERMINATION),
    }
    return Search(**(values | changes))


def production(number: int = 1, **changes: Any) -> Production:
    """A final production of forty pages in one file."""
    values: dict[str, Any] = {
        "number": number,
        "received_on": date(2018, 10, 5),
        "is_final": True,
        "letter": page(1, DETERMINATION),
        "letter_passage": None,
        "pages_released": None,
        "pages_withheld_in_full": 0,
        "bates_from": None,
        "bates_to": None,
        "files": 1,
        "pages_counted": 40,
        "pages_failed": 0,
    }
    return Production(**(values | changes))


def stamps(
    *numbers: int, prefix: str = "EX-", document: str = EMAILS, first_page: int = 1, of: int = 1
) -> tuple[Stamp, ...]:
    """Stamps on consecutive pages of one document."""
    return tuple(
        Stamp(prefix, number, 5, page(first_page + i, document, f"{prefix}{number:05d}"), of)
        for i, number in enumerate(numbers)
    )


def letter(
    kind: str,
    text: str = "",
    *,
    document: str = DETERMINATION,
    dated_on: date | None = None,
    facts: Mapping[str, Any] | None = None,
    confidence: ReadingConfidence = "certain",
    readable: bool = True,
) -> Letter:
    """A letter of one page. `facts` are values by their names, a list for several; the words
    of each are its value, one after another on the page."""
    direction: Literal["in", "out"] = (
        "out" if kind in ("request", "appeal", "clarification_reply") else "in"
    )
    day = dated_on or date(2018, 10, 5)
    where = page(1, document)
    stated = [
        (FactName(name), value)
        for name, values in (facts or {}).items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return Letter(
        kind,
        direction,
        day,
        day,
        document,
        (where,),
        (text,),
        facts=tuple(
            LetterFact(name, value, passage(str(value), where, 100 * place), confidence)
            for place, (name, value) in enumerate(stated, start=1)
        ),
        readable=readable,
    )


def ledger(*events: Mapping[str, Any], agency: str = "DHS/ICE") -> Ledger:
    """A ledger of entries as `{kind: received, day: 2018-07-23}`; a bare `on` is a truth value in
    YAML."""
    made = []
    for number, each in enumerate(events, start=1):
        values = dict(each)
        window = values.pop("stated_window", None)
        made.append(
            Event(
                kind=EventKind(values.pop("kind")),
                on=values.pop("day"),
                number=number,
                circumstances=tuple(values.pop("circumstances", ())),
                stated_window=StatedPeriod(**window) if window else None,
                **values,
            )
        )
    return Ledger(agency, tuple(made))


def case(**changes: Any) -> CaseSnapshot:
    """A request to ICE for the first eight months of 2018, answered with one production, with
    the changed fields of the snapshot; those of the request stand in `foia_request` as a dict."""
    own: dict[str, Any] = {
        "ref": "TEST-1",
        "title": "Amazon and ICE",
        "agency": OFFICES["DHS/ICE"],
        "requester": "Example Oversight",
        "text": "All correspondence between ICE and Amazon.",
        "records_from": date(2018, 1, 1),
        "records_to": date(2018, 8, 31),
    }
    asked = changes.pop("foia_request", {})
    foia_request = asked if isinstance(asked, FoiaRequest) else FoiaRequest(**(own | asked))
    values: dict[str, Any] = {
        "as_of": date(2018, 11, 1),
        "foia_request": foia_request,
        "offices": tuple(each for path, each in OFFICES.items() if path.startswith("DHS/ICE")),
        "organisations": (AMAZON, CONTOSO, ICE),
        "productions": (production(),),
        "pages_read": 40,
    }
    return CaseSnapshot(**{key: _frozen(value) for key, value in (values | changes).items()})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def empty_case() -> CaseSnapshot:
    """A request of which nothing is known but what it asks."""
    return case(productions=(), organisations=(), offices=(), pages_read=0)


def changed(given: CaseSnapshot, **changes: Any) -> CaseSnapshot:
    """The same case with other fields."""
    kept = {f.name: getattr(given, f.name) for f in fields(given) if f.init}
    return CaseSnapshot(**(kept | changes))


# --- From a cases file -----------------------------------------------------------------------


def case_of(given: Mapping[str, Any]) -> CaseSnapshot:
    """The case that a cases file describes. Raises KeyError or TypeError where it names something
    that there is not: a cases file may not be misread in silence."""
    keys = dict(given)
    changes: dict[str, Any] = {}
    for key, build in _PARTS.items():
        if key in keys:
            changes[key] = tuple(build(**each) for each in keys.pop(key))
    if "messages" in keys:
        changes["messages"] = _messages(keys.pop("messages"))
    if "stamps" in keys:
        changes["stamps"] = tuple(each for row in keys.pop("stamps") for each in _stamps(**row))
    if "organisations" in keys:
        known = {each.key: each for each in ORGANISATIONS}
        changes["organisations"] = tuple(known[each] for each in keys.pop("organisations"))
    if "request" in keys:
        changes["foia_request"] = _request(**keys.pop("request"))
    if "ledger" in keys:
        changes["ledger"] = ledger(*keys.pop("ledger"))
    if "statements" in keys:
        changes["statements"] = tuple(_statement(**each) for each in keys.pop("statements"))
    for plain in ("pages_read", "as_of"):
        if plain in keys:
            changes[plain] = keys.pop(plain)
    if keys:
        raise KeyError(f"not a part of a case: {', '.join(keys)}")
    return case(**changes)


def _request(
    offices: Sequence[str] = (),
    custodians: Sequence[Mapping[str, str]] = (),
    agency: str = "DHS/ICE",
    items: Sequence[str] = (),
    **rest: Any,
) -> dict[str, Any]:
    named = tuple(Custodian(**each) for each in custodians)
    return {
        "offices": tuple(OFFICES[each] for each in offices),
        "custodians": named,
        "agency": OFFICES[agency],
        "items": tuple(RequestItem(number, text) for number, text in enumerate(items, start=1)),
        **rest,
    }


def _messages(rows: Sequence[Mapping[str, Any]]) -> tuple[Message, ...]:
    """Messages with `id`, and `from` and `at` in the short form of the files; a quoted one stands
    on the page of the first that quotes it."""
    pages: dict[str, int] = {}
    made: list[Message] = []
    for number, row in enumerate(rows, start=1):
        values = dict(row)
        key = values.pop("id")
        at = values.pop("at", "2018-06-14 09:12")
        containers = values.get("quoted_in", ())
        first = containers if isinstance(containers, str) else next(iter(containers), "")
        pages[key] = values.pop("page", pages.get(first, number))
        if "from" in values:
            values["sender"] = values.pop("from")
        if isinstance(values.get("to"), str):
            values["to"] = [values["to"]]
        claims = [_attachment(on=pages[key], **each) for each in values.pop("attachments", ())]
        moment = datetime.fromisoformat(at) if at else None
        made.append(message(key, at=moment, on=pages[key], attachments=claims, **values))
    # Places must differ where several messages are quoted on one page.
    return tuple(replace(each, occurrences=_spread(each, i)) for i, each in enumerate(made))


def _spread(given: Message, shift: int) -> tuple[Occurrence, ...]:
    spread = []
    for occurrence in given.occurrences:
        header = occurrence.header
        if header is not None and occurrence.role == "quoted":
            header = replace(header, start=header.start + 100 * shift, end=header.end + 100 * shift)
        spread.append(replace(occurrence, header=header))
    return tuple(spread)


def _attachment(
    name: str,
    basis: str = "header",
    on: int = 1,
    produced_on: int | None = None,
    withheld_on: int | None = None,
) -> AttachmentClaim:
    return AttachmentClaim(
        name,
        basis,  # type: ignore[arg-type]  # a cases file names only bases that there are
        None if basis == "native" else passage(f"Attachments: {name}", on, 60),
        page(produced_on) if produced_on else None,
        page(withheld_on) if withheld_on else None,
    )


# A bare `on` is a truth value in YAML, so the files say `day`.
def _mention(
    words: str,
    kind: str,
    message: str | None = None,
    page: int = 1,
    day: date | None = None,
    **rest: Any,
) -> Mention:
    return Mention(kind, message, passage(words, page, 120), day, **rest)  # type: ignore[arg-type]  # as above


def _record(words: str, kind: str, page: int = 30, day: date | None = None) -> RecordNoted:
    return RecordNoted(kind, passage(words, page), day)  # type: ignore[arg-type]  # as above


def _office_mention(office: str, words: str, page: int = 1, **rest: Any) -> OfficeMention:
    return OfficeMention(OFFICES[office], passage(words, page, 80), **rest)


def _search(
    office: str,
    status: str = "searched",
    words: str = "",
    custodians: Sequence[str] = (),
    **rest: Any,
) -> Search:
    if words:
        rest["passage"] = passage(words, page(1, DETERMINATION))
    named = tuple(Custodian(each) for each in custodians)
    return search(office, status, custodians=named, **rest)


def _production(
    number: int = 1, bates: Sequence[Any] = (), words: str = "", **rest: Any
) -> Production:
    if bates:
        prefix, first, last = bates
        rest |= {"bates_from": (prefix, first), "bates_to": (prefix, last)}
    if words:
        rest["letter_passage"] = passage(words, page(1, DETERMINATION))
    return production(number, **rest)


def _stamps(
    numbers: Sequence[int],
    prefix: str = "EX-",
    document: str = EMAILS,
    first_page: int = 1,
    of: int = 1,
    repaired: Sequence[int] = (),
) -> tuple[Stamp, ...]:
    made = stamps(*numbers, prefix=prefix, document=document, first_page=first_page, of=of)
    return tuple(replace(each, repaired=each.number in repaired) for each in made)


def _sheet(
    page: int,
    first: int | None = None,
    last: int | None = None,
    pages: int | None = None,
    words: str = "",
    **rest: Any,
) -> WithheldSheet:
    ref = PageRef(EMAILS, sha256(EMAILS), page, rest.pop("bates", None))
    said = passage(words, ref) if words else None
    return WithheldSheet(
        ref, said, rest.pop("prefix", None), first, last, pages, ("(b)(5)",), **rest
    )


def _statement(
    text: str,
    by: str = "ICE",
    to: str = "the Senate",
    said_on: date | None = date(2018, 10, 16),
    number: int = 1,
) -> Statement:
    return Statement(said_on, by, to, text, page(number, "statements/reply.pdf"))


def _terms_missed(messages: Sequence[str], search: str = "DHS/ICE/HSI") -> TermsMissed:
    return TermsMissed(search, tuple(messages))


def _failure(
    document: str, reason: str = "the file is truncated", production: int = 1
) -> ReadingFailure:
    return ReadingFailure(document, sha256(document), reason, production)


_PARTS: Mapping[str, Any] = {
    "letters": letter,
    "searches": _search,
    "productions": _production,
    "reading_failures": _failure,
    "mentions": _mention,
    "records_noted": _record,
    "office_mentions": _office_mention,
    "withheld_sheets": _sheet,
    "terms_missed": _terms_missed,
    "words_asked": WordAsked,
}
