from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Evidence,
    Finding,
    LetterText,
    Severity,
    detector,
    looked_for,
    quoted,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.exchanges import Exchange, exchanges
from gaps.snapshot_queries.messages import first_quotation, only_last_messages
from requests_app.law import authorities as law

SILENCE_TELLS_FROM = 5
"""How many messages one way make silence the other way a lead, where other pairs are answered."""
PROOFS_SHOWN, EXAMPLES_SHOWN = 10, 5


@detector(
    code="COR001",
    message="{from_name} to {to_name}: {produced} produced; {to_name} to {from_name}: none",
    severity=Severity.HIGH,
    stage=stable(since="0.1"),
    authorities=[law.FOIA_A3A, law.MORLEY, law.CAMPBELL, law.COFFEY],
    adverse=[law.ITURRALDE, law.WILBUR],
    facts={
        "from": "organization whose messages were produced: its first mail domain, else its name",
        "to": "organization to which they went, and from which none came back",
        "from_name": "the first organization as a letter names it",
        "to_name": "the second organization as a letter names it",
        "produced": "messages produced in that direction",
        "produced_back": "messages produced in the other direction: always 0",
        "proven_back": "the fewest messages in the other direction that the released pages prove",
    },
    letter=LetterText(
        heading="The messages from {to_name} to {from_name} were not produced",
        rule=(
            "An agency must make the responsive records available [foia_a3A], after a search "
            "reasonably calculated to uncover all of them [morley]. It has to follow the leads "
            "that its own records give it [campbell], and a record to which a released document "
            "refers is not a matter of speculation [coffey]."
        ),
        item=(
            "By Requester's count the release holds {produced} messages from {from_name} ({from}) "
            "to {to_name} ({to}). Of those from {to_name} to {from_name} it holds none, although "
            "the released messages quote, answer or refer to at least {proven_back}."
        ),
        limits=(
            "Silence on one side would not by itself show that a search was inadequate: a search "
            "is judged by its methods and not by its fruits [iturralde], and speculation that more "
            "exists is not enough [wilbur]. This point rests on messages that the released records "
            "quote or acknowledge, and not on silence."
        ),
        relief=(
            "search the mailboxes of those who took part, sent items included, for messages from "
            "{to_name} to {from_name}, say which mailboxes, fields and terms were searched, and "
            "produce the messages or name the exemption under which each is withheld."
        ),
    ),
)
def one_directional_correspondence(case: CaseSnapshot) -> Iterator[Finding]:
    """One organization's messages to another were produced, and not one message back.

    ## Why it matters
    A two-way exchange of which one side was released points to a mailbox, or a field of it, that
    was not searched.

    ## What would cure it
    A message from the silent side, or a statement of the exemption under which it is withheld.

    ## When it is not a gap
    The request asks for one direction only, or the messages back fall outside its dates. The silent
    organization is another agency, whose files were not asked for. A message whose sender is closed
    or cannot be placed may be the missing one: then at most a lead is given. Without proof of a
    message back, silence is a lead, and only where other organizations are answered in the same
    release. Where the agency evidently released only the last message of each thread, the finding
    is no more than probable.
    """
    known = exchanges(case)
    others_are_answered = any(each.produced_back for each in known)
    last_only = only_last_messages(case)
    looked_through = case.looked_through
    for exchange in known:
        silent = len(exchange.produced) >= SILENCE_TELLS_FROM and others_are_answered
        lead = silent and not exchange.unplaced
        if exchange.produced_back or not (exchange.proven_back or lead):
            continue
        source, target = exchange.source.mail_name, exchange.target.mail_name
        confidence = Confidence.PROBABLE if last_only else Confidence.CERTAIN
        sought = looked_for(f"messages from {target} to {source}", in_=looked_through)
        yield one_directional_correspondence.finding(
            subject=f"messages from {target} to {source}",
            discriminator=f"{exchange.target.key}>{exchange.source.key}",
            confidence=Confidence.LEAD
            if exchange.unplaced or not exchange.proven_back
            else confidence,
            evidence=[*_proofs(exchange), sought],
            awaits=[Awaited("reply", f"{exchange.target.key}>{exchange.source.key}")],
            **{"from": source, "to": target},
            from_name=exchange.source.name,
            to_name=exchange.target.name,
            produced=len(exchange.produced),
            produced_back=exchange.produced_back,
            proven_back=exchange.proven_back,
        )


def _proofs(exchange: Exchange) -> list[Evidence]:
    """What proves the way back first, then examples of what was produced."""
    quotations = [first.header for each in exchange.quoted_back if (first := first_quotation(each))]
    acknowledged = [each.passage for each in exchange.acknowledged_back]
    headers = [o.header for each in exchange.produced for o in each.occurrences[:1]]
    proofs = [quoted(each) for each in (*quotations, *acknowledged) if each][:PROOFS_SHOWN]
    return [*proofs, *[quoted(each) for each in headers if each][:EXAMPLES_SHOWN]]
