"""The appeal letter: facts in, Markdown out. A lawyer signs it, so it says no more than it shows.

The order is that of an administrative appeal: addressee, what is appealed and in time, facts,
standard, one argument a point with its exhibits, relief, reservation, signature, enclosures,
schedules, and last the lawyer's own checklist, which is not part of the letter.
"""

from gaps.appeals.argument import arguments, scheduled, schedules
from gaps.appeals.checklist import checklist
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import AppealFacts, ExhibitPage, Letter, Window
from gaps.appeals.markdown import count, lines, long_date, plain
from gaps.appeals.narrative import standard, statement_of_facts
from gaps.appeals.relief import closing, relief
from requests_app.law.calendar import Calendar, count_working_days

BANNER = (
    "DRAFT: privileged attorney work product. Remove this line, and the checklist at the end, "
    "before filing."
)
NUMBER_NAMES = {
    "appeal": "Appeal No.",
    "litigation": "Civil Action No.",
    "referral": "Referral No.",
    "consultation": "Consultation No.",
}
# The calendar that a period is counted by is working for the checklist, not law for the letter.
CALENDAR_KEYS = ("usc5_6103", "eo_11582")


def letter(facts: AppealFacts) -> Letter:
    """Draft the appeal from its facts."""
    notes = Footnotes()
    body = [
        _head(facts),
        _opening(facts, notes),
        statement_of_facts(facts),
        standard(facts, notes),
        arguments(facts, notes),
        relief(facts, notes),
        closing(facts, notes),
        _signature(facts),
        _enclosures(facts),
        schedules(facts, notes),
    ]
    words = "\n\n".join(part for part in body if part)
    to_check = checklist(facts, notes.cited, words)
    parts = (words, _checklist(to_check), notes.definitions())
    return Letter("\n\n".join(part for part in parts if part) + "\n", tuple(to_check))


def _head(facts: AppealFacts) -> str:
    return "\n\n".join(
        (
            _block("banner", "Banner", plain(BANNER)),
            _block("letterhead", "Letterhead", plain(facts.requester) or "**[letterhead]**"),
            _block("date", "Date Line", plain(long_date(facts.dated_on))),
            _block("delivery", "Delivery", "**[state the means of delivery]**"),
            _block("addressee", "Address", _address(facts)),
            _block("re", "Re Block", _reference(facts)),
            "Dear Appeals Officer:",
        )
    )


def _address(facts: AppealFacts) -> str:
    addressee = facts.addressee
    address = [plain(each) for each in addressee.address.splitlines()] if addressee else []
    return lines(
        "FOIA Appeals Officer",
        plain(addressee.name) if addressee else plain(facts.agency),
        *address,
        "" if address else "**[address]**",
        "" if addressee and addressee.verified else "**[confirm addressee and address]**",
    )


def _reference(facts: AppealFacts) -> str:
    numbers = facts.request_numbers
    name = "Request No." if len(numbers) == 1 else "Request Nos."
    determined = f"Determination of {long_date(facts.window.determined_on)}" if facts.window else ""
    return lines(
        "**FREEDOM OF INFORMATION ACT APPEAL**",
        plain(f"{name} {', '.join(numbers)}") if numbers else "**[request number]**",
        *(plain(f"{NUMBER_NAMES.get(kind, kind)} {no}") for kind, no in facts.other_numbers),
        plain(f"Agency: {facts.agency}"),
        plain(f"Request filed on {long_date(facts.filed_on)}") if facts.filed_on else "",
        plain(determined),
        plain(f"Subject: {facts.title}"),
        plain(f"Our file: {facts.ref}"),
    )


def _opening(facts: AppealFacts, notes: Footnotes) -> str:
    what = (
        f"appeals the determination of {plain(facts.agency)} (“the agency”) dated "
        f"{long_date(facts.window.determined_on)}"
        if facts.window
        else f"appeals the response of {plain(facts.agency)} (“the agency”)"
    )
    asked = f" filed on {long_date(facts.filed_on)}" if facts.filed_on else ""
    requester = plain(facts.requester) or "**[requester]**"
    first = (
        f"{requester} (“Appellant”) {what}, on its request{asked} under the Freedom of "
        "Information Act."
    )
    paragraphs = [first, notes.cite(_timeliness(facts))]
    if facts.expedition_requested_on:
        regulation = " [dhs_5_5e]" if facts.within_dhs else ""
        paragraphs.append(
            notes.cite(
                f"On {long_date(facts.expedition_requested_on)}, Appellant asked for expedited "
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
            "**[this letter is dated before the determination]** By Appellant’s most cautious "
            f"count the period to appeal ends on {closes} {cited}."
        )
    if facts.dated_on > window.closes_on:
        return (
            f"By Appellant’s most cautious count the period to appeal ended on {closes} {cited}. "
            "**[state the cause of the delay, or file the request again]**"
        )
    return (
        f"This letter is dated {_elapsed(facts, window)} after that date. Counted most cautiously, "
        f"the period to appeal ends on {closes} {cited}. The appeal is timely."
    )


def _elapsed(facts: AppealFacts, window: Window) -> str:
    working = count_working_days(window.determined_on, facts.dated_on, Calendar.REQUESTER)
    days = (facts.dated_on - window.determined_on).days
    return f"{count(days, 'day')} ({count(working, 'working day')})"


def _signature(facts: AppealFacts) -> str:
    return _block(
        "signature",
        "Signature",
        lines(
            "Respectfully submitted,",
            "**[signature]**",
            "**[name, title, bar number and jurisdiction]**",
            f"for {plain(facts.requester) or '**[requester]**'}",
            "**[address, telephone, email]**",
        ),
    )


def _enclosures(facts: AppealFacts) -> str:
    rows = [
        f"| Exhibit {each.letter} | {plain(each.title)} | {plain(page_ranges(each.pages))} |"
        for each in facts.exhibits
    ]
    rows += [f"| Schedule {number} | attached to this letter | |" for number in _schedules(facts)]
    rows.append("| | **[authority to represent, where required]** | |")
    table = "\n".join(rows)
    return f"# Enclosures\n\n| Enclosure | Document | Pages |\n|:---|:----------|:---|\n{table}"


def _schedules(facts: AppealFacts) -> list[int]:
    return list(scheduled(facts).values())


def page_ranges(pages: tuple[ExhibitPage, ...]) -> str:
    """Pages as a list prints them: `1–3, 7`."""
    runs: list[list[int]] = []
    for each in pages:
        if runs and each.page == runs[-1][-1] + 1:
            runs[-1][1:] = [each.page]
        else:
            runs.append([each.page])
    return ", ".join("–".join(str(number) for number in run) for run in runs)


def _checklist(to_check: list[str]) -> str:
    rows = "\n".join(f"- ☐ {each}" for each in to_check)
    return "\n\n".join(
        (
            _block("checklist", "Banner", "Not part of the letter: remove before filing"),
            "# Before filing: the lawyer’s checklist",
            rows,
        )
    )


def _block(name: str, style: str, text: str) -> str:
    """A paragraph with a style of its own in Word and a label of its own in the PDF."""
    return f'::: {{#{name} custom-style="{style}"}}\n{text}\n:::'
