"""The appeal letter: facts in, Markdown out. A lawyer signs it, so it says no more than it shows.

The order is that of an administrative appeal: addressee, what is appealed and in time, facts,
standard, one argument a point with its exhibits, relief, reservation, signature, enclosures, table
of authorities, schedules, and last the lawyer's own checklist, which is not part of the letter.
"""

from gaps.appeals.argument import arguments, scheduled, schedules
from gaps.appeals.authorities_table import table_of_authorities
from gaps.appeals.checklist import checklist
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import AppealFacts, Letter, Window
from gaps.appeals.frame import Frame, checklist_page, enclosures, head, signature
from gaps.appeals.markdown import count, long_date, plain
from gaps.appeals.narrative import refusals, standard, statement_of_facts, the
from gaps.appeals.relief import closing, relief
from requests_app.law.calendar import Calendar, count_working_days

AUTHORITY_TO_REPRESENT = "| | **[authority to represent, where required]** | |"
# The calendar that a period is counted by is working for the checklist, not law for the letter.
CALENDAR_KEYS = ("usc5_6103", "eo_11582")


def letter(facts: AppealFacts) -> Letter:
    """Draft the appeal from its facts."""
    notes = Footnotes(opened=facts.opened)
    body = [
        head(facts, frame_of(facts)),
        opening(facts, notes),
        statement_of_facts(facts),
        standard(facts, notes),
        arguments(facts, notes),
        relief(facts, notes),
        closing(facts, notes),
        signature(facts),
        _enclosures(facts),
    ]
    # The schedules cite too, and stand behind the table: it can be made when all is cited.
    last = schedules(facts, notes)
    body += [table_of_authorities(notes), last]
    words = "\n\n".join(part for part in body if part)
    to_check = checklist(facts, notes.cited, words)
    parts = (words, checklist_page(to_check), notes.definitions())
    return Letter("\n\n".join(part for part in parts if part) + "\n", tuple(to_check))


def frame_of(facts: AppealFacts) -> Frame:
    """The head of an appeal."""
    return Frame(
        office="FOIA Appeals Officer",
        salutation="Appeals Officer",
        subject="FREEDOM OF INFORMATION ACT APPEAL",
        addressee=facts.addressee,
    )


def opening(facts: AppealFacts, notes: Footnotes) -> str:
    """What is appealed, by whom, and in time."""
    what = (
        f"appeals the determination of {plain(facts.agency)} (“the agency”) dated "
        f"{long_date(facts.window.determined_on)}"
        if facts.window
        else f"appeals the response of {plain(facts.agency)} (“the agency”)"
    )
    what += "".join(
        f", and its refusal of {long_date(each.said_on)} to search {plain(the(each.office))}"
        for each in refusals(facts)
    )
    asked = f" filed on {long_date(facts.filed_on)}" if facts.filed_on else ""
    requester = plain(facts.requester) or "**[requester]**"
    first = (
        f"{requester} (“Requester”) {what}, on its request{asked} under the Freedom of "
        "Information Act."
    )
    paragraphs = [first, notes.cite(_timeliness(facts))]
    if facts.expedition_requested_on:
        regulation = " [dhs_5_5e]" if facts.within_dhs else ""
        paragraphs.append(
            notes.cite(
                f"On {long_date(facts.expedition_requested_on)}, Requester asked for expedited "
                "processing of the request. It asks that this appeal be expedited for the same "
                f"reasons{regulation}."
            )
        )
    return "\n\n".join(paragraphs)


def _timeliness(facts: AppealFacts) -> str:
    window = facts.window
    if window is None:
        return f"**[timeliness: {plain(facts.window_unknown)}]**"
    cited = "".join(f"[{key}]" for key in window.authorities if key not in CALENDAR_KEYS)
    closes = long_date(window.closes_on)
    if facts.dated_on < window.determined_on:
        return (
            "**[this letter is dated before the determination]** By Requester’s most cautious "
            f"count the period to appeal ends on {closes} {cited}."
        )
    late_after = window.late_after or window.closes_on
    if window.closes_on < facts.dated_on <= late_after:
        return (
            f"This letter is dated {_elapsed(facts, window)} after the determination. The period "
            f"to appeal ends on {long_date(late_after)} {cited}. The appeal is timely."
        )
    if facts.dated_on > window.closes_on:
        return (
            f"By Requester’s most cautious count the period to appeal ended on {closes} {cited}. "
            "**[state the cause of the delay, or file the request again]**"
        )
    return (
        f"This letter is dated {_elapsed(facts, window)} after the determination. Counted most "
        f"cautiously, the period to appeal ends on {closes} {cited}. The appeal is timely."
    )


def _elapsed(facts: AppealFacts, window: Window) -> str:
    working = count_working_days(window.determined_on, facts.dated_on, Calendar.REQUESTER)
    days = (facts.dated_on - window.determined_on).days
    return f"{count(days, 'day')} ({count(working, 'working day')})"


def _enclosures(facts: AppealFacts) -> str:
    rows = [
        f"| Schedule {number} | attached to this letter | |" for number in scheduled(facts).values()
    ]
    return enclosures(facts, (*rows, AUTHORITY_TO_REPRESENT))
