from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Finding,
    LetterText,
    Severity,
    detector,
    looked_for,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.evidence import header_of, standing_on
from gaps.snapshot_queries.replies import antecedents
from gaps.snapshot_queries.wording import cite, named, told
from requests_app.law import authorities as law

REPLIES_SHOWN = 5


@detector(
    code="COR002",
    message="The message answered by the {reply} was not produced: {proof}",
    severity=Severity.MEDIUM,
    stage=stable(since="0.1"),
    authorities=[law.FOIA_A3A, law.AM_OVERSIGHT_HHS_380, law.COFFEY, law.VALENCIA_LUCENA],
    adverse=[law.ITURRALDE],
    facts={
        "reply": "the produced reply: sender, moment, subject",
        "reply_on": "the page on which the reply stands",
        "replies": "how many produced messages name or presuppose the absent one",
        "basis": "what proves it: message_id, conversation_index or subject",
        "proof": "the same in words",
    },
    letter=LetterText(
        heading="Messages answered in the release were not produced",
        rule=(
            "The Act requires the responsive records themselves [foia_a3A]. To treat one message "
            "as the responsive record apart from the rest of its thread was held unduly literal "
            "[am_oversight_hhs_380]. A record to which a released document refers is not a matter "
            "of speculation [coffey], and a positive indication of overlooked material has to be "
            "followed up [valencia_lucena]."
        ),
        item=(
            "A {reply}, presupposes an earlier one: {proof}. That earlier message is not among the "
            "released records, by itself or quoted."
        ),
        limits=(
            "Adequacy is judged by the methods of a search, and one record that was missed does "
            "not by itself show a search to be inadequate [iturralde]. The earlier message was not "
            "seen; that it exists is shown by its reply."
        ),
        relief=(
            "look for the earlier message that the {reply}, answers, in the mailboxes of the "
            "sender and recipients of that reply, and produce it with its attachments or name the "
            "exemption under which it is withheld."
        ),
    ),
)
def reply_parent_not_produced(case: CaseSnapshot) -> Iterator[Finding]:
    """A produced reply answers a message that is neither produced nor quoted.

    ## Why it matters
    A reply does not come without what it answers. Where the one was found and the other not, the
    other mailbox, or the other folder, was not searched.

    ## What would cure it
    The message that was answered, or a sheet that lists it as withheld.

    ## When it is not a gap
    The message answered stands quoted: that is quoted_message_not_produced. A message of the other
    side with the same subject was produced before the reply. The message answered may have been
    sent before the first day asked for: within a week of that day nothing is claimed, and after it
    no more than probable. A reply marked by its subject alone is a lead, for the mark is sometimes
    typed, unless its words answer something. A forward shows what it forwards, or carries it.
    """
    looked_through = case.looked_through
    for missing in antecedents(case):
        reply = missing.replies[0]
        sought = looked_for(
            f"the earlier message that the {told(reply)} answers", in_=looked_through
        )
        naming = header_of(missing.named_in, "names it") if missing.named_in else []
        yield reply_parent_not_produced.finding(
            subject=f"message answered by the {named(reply)}",
            discriminator=missing.identity,
            confidence=missing.confidence,
            evidence=[
                *naming,
                *standing_on(missing.replies[:REPLIES_SHOWN], "answers it"),
                sought,
            ],
            awaits=[Awaited("message", missing.awaited)],
            reply=told(reply),
            reply_on=cite(reply.first_page),
            replies=len(missing.replies),
            basis=missing.basis,
            proof=missing.proof,
        )
