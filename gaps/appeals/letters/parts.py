"""What the letters besides the appeal have in common."""

from gaps.appeals.checklist import checklist_of_letter
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import AppealFacts, ClockNoted, Letter
from gaps.appeals.frame import checklist_page
from gaps.appeals.markdown import long_date, plain


def assembled(
    facts: AppealFacts, parts: list[str], notes: Footnotes, *, addressed: bool = True
) -> Letter:
    """The letter out of its parts, with the lawyer's checklist and the footnotes behind it."""
    words = "\n\n".join(part for part in parts if part)
    to_check = checklist_of_letter(facts, notes.cited, words, addressed=addressed)
    whole = (words, checklist_page(to_check), notes.definitions())
    return Letter("\n\n".join(part for part in whole if part) + "\n", tuple(to_check))


def requester(facts: AppealFacts) -> str:
    """Who writes."""
    return plain(facts.requester) or "**[requester]**"


def the_request(facts: AppealFacts) -> str:
    """The request, as an opening names it: `its request of July 20, 2018 (No. 2018-ICFO-1)`."""
    filed = f" of {long_date(facts.filed_on)}" if facts.filed_on else ""
    numbers = ", ".join(facts.request_numbers)
    known_as = f" ({'No.' if len(facts.request_numbers) == 1 else 'Nos.'} {numbers})"
    return plain(f"request{filed}{known_as if numbers else ''}")


def working_of(clock: ClockNoted) -> str:
    """How a last day was counted, a line to each step."""
    rows = "\n".join(f"- {plain(each)}" for each in clock.working)
    last = f", which ended on {long_date(clock.due)}" if clock.due else ""
    return f"The time {plain(clock.act)}{plain(last)}, was counted so:\n\n{rows}"


def workings(facts: AppealFacts) -> str:
    """The working of every time limit that has passed without its act."""
    return "\n\n".join(working_of(each) for each in facts.clocks if each.overdue)
