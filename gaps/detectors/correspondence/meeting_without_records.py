from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Finding,
    LetterText,
    Severity,
    detector,
    looked_for,
    quoted,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.meetings import invitations, meetings, record_of_meeting
from gaps.snapshot_queries.wording import cite, listed
from requests_app.law import authorities as law

WORDS_SHOWN = 5
SOUGHT = "an invitation, a calendar entry, an agenda, notes or a list of attendees"


@detector(
    code="COR006",
    message="Released messages speak of {meeting}, and no record of it was produced",
    severity=Severity.MEDIUM,
    stage=stable(since="0.1"),
    authorities=[law.FOIA_A3A, law.AM_OVERSIGHT_GSA_2419, law.FOIA_F2, law.VALENCIA_LUCENA],
    adverse=[law.AM_OVERSIGHT_DOJ_401, law.ITURRALDE],
    facts={
        "meeting": "the meeting or call, by its day and those who took part, as far as known",
        "kind": "meeting or call",
        "day": "its day as YYYY-MM-DD, empty where no message gives it",
        "held_with": "organizations other than the agency that wrote or received the words",
        "words": "the first words that speak of it",
        "spoken_of_on": "the pages on which it is spoken of",
        "mentions": "how many places in the released messages speak of it",
    },
    letter=LetterText(
        heading="No records of meetings and calls were produced",
        rule=(
            "A request for records reaches them in any format, calendars and notes included "
            "[foia_f2], and the responsive ones are to be produced [foia_a3A]. Where meetings were "
            "at issue, a search confined to email was held to leave out records of other kinds, "
            "and people whom a responsive email disclosed had to be considered "
            "[am_oversight_gsa_2419]. Positive indications of overlooked material have to be "
            "followed up [valencia_lucena]."
        ),
        item=(
            "The released messages speak of {meeting}. No calendar entry, agenda or notes of it "
            "are among the released records."
        ),
        limits=(
            "The Act does not require an agency to create records, and the wording of the request "
            "decides whether notes of a meeting are within it [am_oversight_doj_401]. Adequacy is "
            "judged by the methods of a search and not by its fruits [iturralde]. This point asks "
            "only that such records as exist be sought where they would be kept."
        ),
        relief=(
            "search the calendars, notes and shared files of those who took part in {meeting} for "
            "invitations, agendas, presentations, notes, lists of attendees and follow-up "
            "messages, and produce what is found or say that nothing was."
        ),
    ),
)
def meeting_without_records(case: CaseSnapshot) -> Iterator[Finding]:
    """Released messages arrange or recall a meeting or call of which no record was produced.

    ## Why it matters
    A meeting that was arranged by email leaves calendar entries, and often an agenda, slides and
    notes. A search limited to email does not find them.

    ## What would cure it
    An invitation, a calendar entry, an agenda, notes or a list of attendees of that day, or the
    statement that calendars and notes were searched and held nothing.

    ## When it is not a gap
    A released record of another kind bears the day, or an invitation for it is among the messages.
    The meeting lies outside the dates of the request. All that is said of one meeting is one
    finding. It is never certain: it is probable where a day or a place is given and the agency
    wrote or received the words, and a lead where the words only propose a meeting, or a released
    agenda, note or entry without a day may belong to it.
    """
    invited = tuple(invitations(case))
    undated_records = any(each.on is None for each in case.records_noted)
    looked_through = case.looked_through
    for meeting in meetings(case):
        if record_of_meeting(case, meeting.day, meeting.threads, invited=invited):
            continue
        settled = bool(meeting.day or meeting.has_place) and not meeting.only_proposed
        unclear = undated_records or bool(meeting.day is None and case.records_noted)
        first = meeting.first.passage
        outside = meeting.held_with(case)
        day = meeting.day.isoformat() if meeting.day else ""
        pages = (cite(each.passage.page) for each in meeting.mentions[:WORDS_SHOWN])
        name = meeting.named(outside)
        yield meeting_without_records.finding(
            subject=f"records of {name}",
            discriminator=f"{first.page.sha256[:16]}:{first.page.page}:{first.start}",
            confidence=(
                Confidence.PROBABLE
                if settled and "agency" in meeting.sides and not unclear
                else Confidence.LEAD
            ),
            evidence=[
                *[quoted(each.passage) for each in meeting.mentions[:WORDS_SHOWN]],
                looked_for(f"{SOUGHT} for {name}", in_=looked_through),
            ],
            awaits=[Awaited("record", f"{meeting.first.kind}#{day}")] if day else [],
            meeting=name,
            kind=meeting.first.kind,
            day=day,
            held_with=outside,
            words=" ".join(first.quote.split()),
            spoken_of_on=listed(dict.fromkeys(pages)),
            mentions=len(meeting.mentions),
        )
