from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Finding,
    LetterText,
    Severity,
    computed,
    detector,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.custodians import custodians_searched, unsearched_custodians
from gaps.snapshot_queries.evidence import in_request_letter, says_so, standing_on
from gaps.snapshot_queries.searches import carried_out
from gaps.snapshot_queries.wording import amount, in_natural_order, listed
from requests_app.law import authorities as law

MESSAGES_SHOWN = 5


@detector(
    code="SCH003",
    message="The files of {person} were not searched: {ground}",
    severity=Severity.MEDIUM,
    stage=stable(since="0.1"),
    authorities=[law.MORLEY, law.AM_OVERSIGHT_GSA_2419, law.VALENCIA_LUCENA, law.CAMPBELL],
    adverse=[law.ITURRALDE],
    facts={
        "person": "the person whom the request or the records name",
        "basis": "request, where the request names the person; records otherwise",
        "ground": "the same in words",
        "wrote": "messages in the records that the person sent",
        "received": "messages in the records that the person received",
        "traffic": "the same in words",
        "searched": "the custodians that the agency names",
    },
    letter=LetterText(
        heading="Custodians were left out of the search",
        rule=(
            "An agency must make a search reasonably calculated to uncover all relevant documents "
            "[morley]. Where a responsive email disclosed other participants, a search of one "
            "custodian was held unreasonable, since adequacy is judged by what the agency knew at "
            "the end [am_oversight_gsa_2419]. A knowledgeable person who was not asked is a "
            "positive indication of overlooked material [valencia_lucena], and leads in the "
            "agency's own records have to be followed [campbell]."
        ),
        item=(
            "As to {person}, {ground}. By Requester's count of the released records this person "
            "{traffic}; the pages cited show examples. As custodians searched "
            "the agency names only {searched}."
        ),
        limits=(
            "An agency need not search everyone, and adequacy is judged by the methods of a search "
            "and not by its fruits [iturralde]. This point names only people whom the request "
            "names or who themselves took part in the correspondence that was released."
        ),
        relief=(
            "search the files of {person}, sent items included, with the terms used for the other "
            "custodians, and produce what is responsive."
        ),
    ),
)
def custodian_not_searched(case: CaseSnapshot) -> Iterator[Finding]:
    """A person whom the request names, or who writes and receives in the records, is not among the
    custodians searched.

    ## Why it matters
    What one person sent and the other did not keep stands only in the first person's files.

    ## What would cure it
    A search of the person's files, or the reason why they are not likely to hold anything more.

    ## When it is not a gap
    The agency names no custodian anywhere: whose files were searched is then not known. The person
    is named among them in another form, or a released message was printed from the person's own
    mailbox. The person's office was searched as a whole. The name is closed. Someone whom the
    request does not name must be of the agency asked, and have sent a message and taken part in
    two; who only received is a lead, and so is a mailbox without a person's name.
    """
    searched = custodians_searched(case)
    if not searched:
        return
    lists = [each for each in carried_out(case) if each.custodians]
    named = [
        f"{each.office.full_name}: {listed(c.name for c in each.custodians)}" for each in lists
    ]
    for gap in unsearched_custodians(case):
        wrote = amount(len(gap.wrote), "message") if gap.wrote else "no message"
        told = f"sent {wrote} and received {len(gap.received) or 'none'}"
        in_request = in_request_letter(case, [gap.person]) if gap.requested else []
        yield custodian_not_searched.finding(
            subject=f"a search of the files of {gap.person}",
            discriminator=gap.identity,
            confidence=gap.confidence,
            evidence=[
                *in_request,
                *standing_on((*gap.wrote, *gap.received)[:MESSAGES_SHOWN], f"shows {gap.person}"),
                *[
                    piece
                    for each in lists
                    for piece in says_so(each, "names the custodians searched")
                ],
                computed(f"The custodians named, {gap.person} not among them", [*named, told]),
            ],
            awaits=[Awaited("custodian", gap.person)],
            person=in_natural_order(gap.person),
            basis="request" if gap.requested else "records",
            ground="the request names this custodian"
            if gap.requested
            else "the records show this person taking part",
            wrote=len(gap.wrote),
            received=len(gap.received),
            traffic=told,
            searched=listed(searched),
        )
