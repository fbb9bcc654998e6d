from collections.abc import Iterator

from gaps.contract import Finding, LetterText, Severity, computed, detector, quoted, stable
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.evidence import in_request_letter, says_so
from gaps.snapshot_queries.searches import carried_out
from gaps.snapshot_queries.systems import UnsearchedSystem, systems_searched, unsearched_systems
from gaps.snapshot_queries.wording import amount, listed
from requests_app.law import authorities as law

MENTIONS_SHOWN = 5


@detector(
    code="SCH006",
    message="The search did not reach {system}: {ground}",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[
        law.FOIA_F2,
        law.OGLESBY_SEARCH,
        law.CAMPBELL,
        law.AM_OVERSIGHT_GSA_486,
        law.CEI_V_OSTP,
        law.DHS_5_9,
    ],
    adverse=[law.ITURRALDE, law.SAFECARD],
    facts={
        "system": "the system of records that was not searched",
        "basis": "request, where the request names it; records, where messages speak of it",
        "ground": "the same in words",
        "mentions": "messages in the records that speak of it",
        "searched": "the systems that the agency names",
    },
    letter=LetterText(
        heading="The search left out {system}",
        rule=(
            "A record may be in any format [foia_f2]. An agency may not confine its search to one "
            "record system where others are likely to hold responsive records [oglesby_search], "
            "nor ignore the systems to which its own records point [campbell]. Searches of text "
            "messages, call logs and voicemail have been ordered [am_oversight_gsa_486], and a "
            "record is not out of reach because an official keeps it in a private account "
            "[cei_v_ostp]. The regulations of the Department of Homeland Security forbid the "
            "destruction of records that are subject to a pending request or appeal [dhs_5_9]."
        ),
        item=(
            "As to {system}, {ground}. The systems that the agency says it searched are these: "
            "{searched}."
        ),
        limits=(
            "Adequacy is judged by the methods of a search and not by its fruits [iturralde], and "
            "speculation about other places does not rebut what an agency says of its search "
            "[safecard]. This point rests on the words of the request or of the records quoted."
        ),
        relief=(
            "search {system} for responsive records, preserve them meanwhile, and say who was "
            "asked and what was found, or why the system is not likely to hold any."
        ),
    ),
)
def record_system_not_searched(case: CaseSnapshot) -> Iterator[Finding]:
    """A system that the request names, or that the released messages speak of, was not searched.

    ## Why it matters
    What was said in a text or a chat, or kept on a shared drive, does not stand in a mailbox.

    ## What would cure it
    A search of the system, with its result, or the reason why it is not likely to hold records.

    ## When it is not a gap
    The agency names no system anywhere: what it searched is then not known. One of those that it
    names covers it, as a search of phones covers texts. The request names the system only to leave
    it out. The message that speaks of it is not of the agency, not of the period asked for, or was
    not produced. Where the request does not name it and only one message does, it is a lead.
    """
    searched = systems_searched(case)
    for gap in unsearched_systems(case):
        yield record_system_not_searched.finding(
            subject=f"a search of {gap.name}",
            discriminator=gap.name,
            confidence=gap.confidence,
            evidence=[
                *in_request_letter(case, gap.asked_for),
                *[quoted(each.passage) for each in gap.mentions[:MENTIONS_SHOWN]],
                *[
                    piece
                    for each in carried_out(case)
                    if each.systems
                    for piece in says_so(each, "names the systems searched")
                ],
                computed(f"The systems named, {gap.name} not among them", searched),
            ],
            system=gap.name,
            basis="request" if gap.asked_for else "records",
            ground=_ground(gap),
            mentions=_messages(gap),
            searched=listed(searched),
        )


def _ground(gap: UnsearchedSystem) -> str:
    if gap.asked_for:
        return "the request names this system"
    speak = "speaks" if _messages(gap) == 1 else "speak"
    return f"{amount(_messages(gap), 'message')} in the records {speak} of its use"


def _messages(gap: UnsearchedSystem) -> int:
    return len({each.message for each in gap.mentions})
