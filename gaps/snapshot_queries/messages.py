"""Which messages were asked for, stand quoted, or are known by name only; who took part."""

from datetime import date, datetime

from gaps.snapshot import CaseSnapshot, FoiaRequest, Mention, Message, Occurrence, Participant, Side

THREADS_THAT_TELL = 5
"""How many quoting threads must be seen before their form says how the agency produced."""


def is_asked_for(foia_request: FoiaRequest, moment: date | datetime | None) -> bool:
    """Whether a day lies in the period of the records asked for. An unknown day does: whether
    that is good enough is for the detector to say. The first and last day belong to it."""
    if moment is None:
        return True
    day = moment.date() if isinstance(moment, datetime) else moment
    since, until = foia_request.records_from, foia_request.records_to
    return (since is None or day >= since) and (until is None or day <= until)


def has_period(foia_request: FoiaRequest) -> bool:
    """Whether the request sets a first or a last day of the records asked for."""
    return foia_request.records_from is not None or foia_request.records_to is not None


def first_quotation(message: Message) -> Occurrence | None:
    """The first place where another message quotes this one, or None."""
    quotations = [each for each in message.occurrences if each.role == "quoted"]
    with_header = [each for each in quotations if each.header is not None]
    return next(iter(with_header or quotations), None)


def is_ghost(message: Message) -> bool:
    """Whether a message is only named by the headers of others: not produced, and not quoted."""
    return (
        not message.produced
        and bool(message.referenced_by)
        and all(each.role == "referenced" for each in message.occurrences)
    )


def can_be_known_again(message: Message) -> bool:
    """Whether a person could tell the message if it came: by its sender, time or subject."""
    sender = message.sender is not None and bool(message.sender.name or message.sender.address)
    return sender or message.sent_at is not None or bool(message.subject)


def messages_that_quote(case: CaseSnapshot, *, absent_only: bool = False) -> frozenset[str]:
    """The keys of the messages in which another message, or one not produced, stands quoted."""
    return frozenset(
        occurrence.container
        for message in case.messages
        if not (absent_only and message.produced)
        for occurrence in message.occurrences
        if occurrence.role == "quoted" and occurrence.container
    )


def only_last_messages(case: CaseSnapshot) -> bool:
    """Whether the agency evidently produced only the last message of each thread: messages
    quote others in enough threads to tell, and not one message that is quoted was also
    produced by itself."""
    quoting = messages_that_quote(case)
    threads = {
        message.normalized_subject or message.key
        for message in case.messages
        if message.produced and message.key in quoting
    }
    return len(threads) >= THREADS_THAT_TELL and not any(
        message.produced and any(each.role == "quoted" for each in message.occurrences)
        for message in case.messages
    )


def agency_took_part(case: CaseSnapshot, message: Message) -> bool | None:
    """Whether the agency sent or received a message; None where the records do not tell.

    Whoever quotes a message has had it, so the senders of the messages that quote this one
    count as having received it.
    """
    sides: set[Side] = {side_of(message.sender), *(each.side for each in message.recipients)}
    for occurrence in message.occurrences:
        container = case.message_by_key.get(occurrence.container or "")
        if container is not None and (container.sender or not message.recipients):
            sides.add(side_of(container.sender))
        if container is not None and _answers_the_agency(message, container):
            sides.add("agency")
    if "agency" in sides:
        return True
    return None if "unknown" in sides else False


def _answers_the_agency(message: Message, reply: Message) -> bool:
    """Whether a closed sender is the agency's: an outside reply answers whom it is addressed to,
    and the names that the agency closed in what it received are those of its own side."""
    if (
        message.sender is None
        or not message.sender.redacted
        or side_of(message.sender) != "unknown"
    ):
        return False
    from_outside = reply.produced and side_of(reply.sender) == "outside"
    inward = all(each.redacted or each.side == "agency" for each in reply.recipients)
    answers = reply.reply_kind == "reply" and bool(reply.recipients)
    return from_outside and answers and inward


def place_of(mention: Mention) -> tuple[str, int, int]:
    """Where a mention stands, to read mentions in the order of the pages."""
    page = mention.passage.page
    return page.document, page.page, mention.passage.start


def side_of(participant: Participant | None) -> Side:
    """On whose side someone is; unknown where the header names nobody."""
    return participant.side if participant else "unknown"
