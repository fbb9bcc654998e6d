"""What the letters besides the appeal have in common."""

from gaps.appeals.argument import scheduled, spoken
from gaps.appeals.checklist import checklist_of_letter
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import AppealFacts, ClockNoted, Letter
from gaps.appeals.frame import block, checklist_page, enclosures
from gaps.appeals.markdown import long_date, plain


def assembled(
    facts: AppealFacts,
    parts: list[str],
    notes: Footnotes,
    *,
    addressed: bool = True,
    tells_the_history: bool = True,
) -> Letter:
    """The letter out of its parts, with the lawyer's checklist and the footnotes behind it."""
    words = "\n\n".join(part for part in parts if part)
    to_check = checklist_of_letter(
        facts, notes.cited, words, addressed=addressed, tells_the_history=tells_the_history
    )
    whole = (words, checklist_page(to_check), notes.definitions())
    return Letter("\n\n".join(part for part in whole if part) + "\n", tuple(to_check))


def enclosed(facts: AppealFacts) -> str:
    """The table of what goes with the letter, schedules included; empty where nothing does."""
    rows = tuple(
        f"| Schedule {number} | attached to this letter | |" for number in scheduled(facts).values()
    )
    return enclosures(facts, rows) if rows or facts.exhibits else ""


def requester(facts: AppealFacts) -> str:
    """Who writes."""
    return plain(facts.requester) or "**[requester]**"


def agency(facts: AppealFacts) -> str:
    """To whom the request went, and the word that stands for it from there on."""
    return f"{plain(facts.agency)} (“the agency”)"


def the_request(facts: AppealFacts) -> str:
    """The request, as an opening names it: `request of July 20, 2018 (No. 2018-ICFO-1)`."""
    filed = f" of {long_date(facts.filed_on)}" if facts.filed_on else ""
    numbers = ", ".join(facts.request_numbers)
    known_as = f" ({'No.' if len(facts.request_numbers) == 1 else 'Nos.'} {numbers})"
    return plain(f"request{filed}{known_as if numbers else ''}")


def overdue(facts: AppealFacts) -> list[ClockNoted]:
    """The time limits that have passed without the act that was due."""
    return [each for each in facts.clocks if each.overdue]


def counted_out(facts: AppealFacts) -> str:
    """How the last day of everything overdue was counted, a line to each step."""
    counts = [_working_of(each) for each in overdue(facts)]
    return "\n\n".join(("# How the Days Were Counted", *counts)) if counts else ""


def _working_of(clock: ClockNoted) -> str:
    last = f", which ended on {long_date(clock.due)}" if clock.due else ""
    rows = bulleted(spoken(clock.working))
    told = f"The time {plain(clock.act)}{plain(last)}, was counted so:"
    return f"{block('counted', 'Lead-in', told)}\n\n{rows}"


def bulleted(texts: list[str]) -> str:
    """Lines, one below the other."""
    return "\n".join(f"- {plain(each)}" for each in texts)
