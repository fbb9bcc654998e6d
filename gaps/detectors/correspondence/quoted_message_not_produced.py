from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Finding,
    LetterKind,
    LetterText,
    Severity,
    detector,
    looked_for,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.evidence import header_of
from gaps.snapshot_queries.messages import (
    agency_took_part,
    can_be_known_again,
    first_quotation,
    has_period,
    is_asked_for,
    only_last_messages,
)
from gaps.snapshot_queries.wording import cite, named, sent_in_words, told, told_to
from requests_app.law import authorities as law

WORDS_THAT_TELL = 3
"""A quoted header over fewer words than these may be a stray header and not a message."""


@detector(
    code="COR003",
    message="A {message} stands quoted on {quoted_on} and was not produced by itself",
    severity=Severity.HIGH,
    stage=stable(since="0.1"),
    authorities=[law.FOIA_A3A, law.COFFEY, law.VALENCIA_LUCENA, law.AM_OVERSIGHT_HHS_380],
    adverse=[law.ITURRALDE],
    facts={
        "message": "the quoted message: sender, moment, subject",
        "sender": "its sender, as printed",
        "recipients": "its recipients, as far as the quotation prints them",
        "sent": "its moment, as printed",
        "quoted_on": "the page on which it stands quoted",
        "words": "words of it that the quotation shows",
        "form": "how it stands: with its full header, or with an incomplete one",
        "production": "single messages, or the last message of each thread only",
    },
    letter=LetterText(
        heading="Messages quoted in the release were not produced",
        rule=(
            "The Act requires the responsive records themselves [foia_a3A]. A record to which a "
            "released document refers is not a matter of speculation [coffey], and a positive "
            "indication of overlooked material has to be followed up [valencia_lucena]. To treat "
            "one message as the responsive record apart from its thread was held unduly literal "
            "[am_oversight_hhs_380]."
        ),
        item=(
            "A {message}, to {recipients}, stands quoted in the release, {form}. By itself it is "
            "not among the released records, which came as {production}."
        ),
        limits=(
            "Adequacy is judged by the methods of a search, and one record that was missed does "
            "not by itself show a search to be inadequate [iturralde]. The quoted words were "
            "released; the original with its header, recipients and attachments was not."
        ),
        relief=(
            "produce the {message}, by itself, with its full header and attachments, or state that "
            "it was located and under which exemption it is withheld, or where it was sought."
        ),
    ),
    letters=(LetterKind.APPEAL, LetterKind.OGIS, LetterKind.MISSING_RECORDS),
)
def quoted_message_not_produced(case: CaseSnapshot) -> Iterator[Finding]:
    """A message stands quoted in a released one and nowhere by itself.

    ## Why it matters
    The quotation proves that the message exists, with its sender and its time. A quoted copy may
    lack recipients, attachments and whatever was cut from it.

    ## What would cure it
    The message by itself, from any mailbox, or a sheet that lists it as withheld.

    ## When it is not a gap
    The message was sent before or after the dates of the request. It went between outside people
    only, and reached the agency as a quotation. Its quoted header cannot be read far enough to know
    it again: neither its sender, its time nor its subject. Where the agency evidently released only
    the last message of each thread, or an incomplete header was quoted, the finding is probable.
    """
    last_only = only_last_messages(case)
    looked_through = case.looked_through
    for message in case.messages:
        quotation = None if message.produced else first_quotation(message)
        if quotation is None or not is_asked_for(case.foia_request, message.sent_at):
            continue
        took_part = agency_took_part(case, message)
        if took_part is False or not can_be_known_again(message):
            continue
        whole = quotation.complete_header and quotation.body_words >= WORDS_THAT_TELL
        dated = message.sent_at is not None or not has_period(case.foia_request)
        sure = whole and dated and took_part and not last_only
        page = quotation.header.page if quotation.header else message.first_page
        yield quoted_message_not_produced.finding(
            subject=named(message),
            discriminator=quotation.place or message.key,
            confidence=Confidence.CERTAIN if sure else Confidence.PROBABLE,
            evidence=[
                *header_of(quotation, "quotes the message"),
                looked_for(f"the {told(message)}, standing by itself", in_=looked_through),
            ],
            awaits=[Awaited("message", quotation.place or f"key:{message.key}")],
            message=told(message),
            sender=message.sender.shown if message.sender else "[not stated]",
            recipients=told_to(message),
            sent=sent_in_words(message),
            quoted_on=cite(page),
            words=quotation.body_words,
            form=f"with {'its full' if quotation.complete_header else 'an incomplete'} header",
            production="the last message of each thread" if last_only else "single messages",
        )
