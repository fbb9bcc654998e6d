from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Evidence,
    Finding,
    LetterKind,
    LetterText,
    Severity,
    detector,
    looked_for,
    on_page,
    quoted,
    stable,
)
from gaps.snapshot import AttachmentClaim, CaseSnapshot, Message
from gaps.snapshot_queries.attachments import missing_attachments
from gaps.snapshot_queries.wording import cite, named, told
from requests_app.law import authorities as law

CLAIMS_SHOWN = 5
HOW = {
    "header": "the line of its header that lists attachments",
    "icon": "the line that shows its attachments",
    "text": "its words",
    "native": "the electronic message itself",
}


@detector(
    code="COR004",
    message="The attachment “{name}” of a {message} was not produced",
    severity=Severity.HIGH,
    stage=stable(since="0.1"),
    authorities=[law.FOIA_A3A, law.COFFEY, law.FOIA_A6F, law.FOIA_B_FLUSH, law.DHS_5_6E],
    adverse=[law.ITURRALDE],
    facts={
        "name": "the file as the message names it",
        "message": "the produced message that names it: sender, moment, subject",
        "named_on": "the page on which it is named",
        "named_in": "where the message names it",
        "messages": "how many produced messages of the thread name it",
    },
    letter=LetterText(
        heading="Attachments named in the release were not produced",
        rule=(
            "The Act requires the responsive records themselves [foia_a3A]. Where released emails "
            "referred to their attachments, the attachments were held to be no speculative "
            "records, and the agency had to look for them or explain [coffey]. What is denied must "
            "be estimated in volume [foia_a6F], and the exemption indicated on the part released "
            "[foia_b_flush]. The regulations of the Department of Homeland Security ask the same "
            "of a denial [dhs_5_6e]."
        ),
        item=(
            "The {message} names the attachment “{name}” in {named_in}. It is not among the "
            "released records, and no sheet lists it as withheld or referred."
        ),
        limits=(
            "The decision in *Coffey* turned on attachments that were part of the emails and sets "
            "no rule for every attachment [coffey]. One record that was missed does not by itself "
            "show a search to be inadequate [iturralde]."
        ),
        relief=(
            "produce the attachment “{name}” of the {message}, or state that it was located and "
            "under which exemption and in what volume it is withheld, or to whom it was referred."
        ),
    ),
    letters=(LetterKind.APPEAL, LetterKind.OGIS, LetterKind.MISSING_RECORDS),
)
def attachment_not_produced(case: CaseSnapshot) -> Iterator[Finding]:
    """A produced message names an attachment that did not come.

    ## Why it matters
    An email and what it carries were one communication. The attachment is often the record that the
    request is about.

    ## What would cure it
    The file, in any later production, or a sheet that lists it as withheld or referred.

    ## When it is not a gap
    The file was found among the records, or a sheet accounts for it, with this message or with
    another of the same thread: replies and forwards name what came before. Signatures and pictures
    in the text are no attachments. Words such as “see attached” count only in a message that lists
    no attachment otherwise, and are then no more than probable. Attachments of a message that is
    itself only quoted belong to quoted_message_not_produced.
    """
    looked_through = case.looked_through
    for claims in missing_attachments(case):
        message, claim = claims[0]
        first = message.occurrences[0].place if message.occurrences else ""
        place = f"{first or message.key}#{claim.name}"
        by_words = all(each.basis == "text" for _, each in claims)
        page = claim.passage.page if claim.passage else message.first_page
        yield attachment_not_produced.finding(
            subject=f"attachment “{claim.name}” of the {named(message)}",
            discriminator=place,
            confidence=Confidence.PROBABLE if by_words else Confidence.CERTAIN,
            evidence=[
                *[piece for each in claims[:CLAIMS_SHOWN] for piece in _proof(*each)],
                looked_for(
                    f"the file “{claim.name}”, or a sheet that lists it", in_=looked_through
                ),
            ],
            awaits=[Awaited("attachment", place)],
            name=claim.name,
            message=told(message),
            named_on=cite(page),
            named_in=HOW[claim.basis],
            messages=len(claims),
        )


def _proof(message: Message, claim: AttachmentClaim) -> list[Evidence]:
    if claim.passage is not None:
        return [quoted(claim.passage)]
    return [on_page(message.first_page, f"names “{claim.name}”")] if message.first_page else []
