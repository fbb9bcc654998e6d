"""The last safe day to file the appeal."""

from datetime import date, timedelta

from requests_app.law.calendar import (
    Calendar,
    add_working_days,
    named,
    previous_working_day,
)
from requests_app.law.clock import RequestClock, StatedPeriod, Unit
from requests_app.law.parameters import DatedValue, Parameter, appeal_window
from requests_app.law.trace import Answer, Step


def appeal_window_closes(
    clock: RequestClock, calendar: Calendar = Calendar.REQUESTER
) -> Answer[date]:
    """The last day to appeal an adverse determination (5 U.S.C. § 552(a)(6)(A)(i)(III)(aa)).

    Counts from the date on the letter. Where the letter states another period both are shown and
    the earlier day is the answer; one that is no working day gives way to the working day before
    it. Raises ValueError without a date of determination; LookupError where neither the law nor
    the letter gives a period for it.
    """
    if clock.determined_on is None:
        raise ValueError("no date of determination: the period to appeal runs from it")
    window = appeal_window(clock.agency)
    answers = _by_law(window, clock, clock.determined_on, calendar)
    answers += _by_letter(clock.stated_window, clock.determined_on, calendar)
    earliest = min(answers, key=lambda answer: answer.value)
    steps = [Step(f"The determination is dated {named(clock.determined_on)}", "foia_a6Ai")]
    # Two periods that lead to one day would print the same count twice.
    differing = len({answer.value for answer in answers}) > 1
    steps += [step for answer in (answers if differing else answers[:1]) for step in answer.steps]
    if differing:
        steps.append(Step(f"The earlier of the two: {named(earliest.value)}"))
    elif len(answers) > 1:
        steps.append(Step(f"The letter states {clock.stated_window}: the same day"))
    last = _filing_day(earliest.value, steps)
    if window.timely_act:
        hour = f", {window.time_of_day}" if window.time_of_day else ""
        steps.append(Step(f"The appeal must be {window.timely_act} on or before that day{hour}"))
    return Answer(last, tuple(steps))


def _by_law(
    window: Parameter, clock: RequestClock, determined_on: date, calendar: Calendar
) -> list[Answer[date]]:
    """The day by statute or regulation; none where none is known and the letter states one."""
    try:
        period = window.on(determined_on)
        _refuse_an_older_request(period, clock)
    except LookupError:
        if clock.stated_window is None:
            raise
        return []
    counted = _count(determined_on, period.value, period.unit, calendar)
    return [counted.after(Step(f"Period to appeal: {_described(period)}", period.authority))]


def _refuse_an_older_request(period: DatedValue, clock: RequestClock) -> None:
    """The statute's floor holds for requests made after its day (Pub. L. 114-185, § 6)."""
    received_on = clock.received_on
    if period.authority == "foia_a6Ai" and received_on and received_on <= period.since:
        raise LookupError(f"no period is known for a request received on {received_on}")


def _by_letter(
    stated: StatedPeriod | None, determined_on: date, calendar: Calendar
) -> list[Answer[date]]:
    if stated is None:
        return []
    counted = _count(determined_on, stated.days, stated.unit, calendar)
    return [counted.after(Step(f"Period stated in the letter: {stated}"))]


def _described(period: DatedValue) -> str:
    doubt = "" if period.verified else " (not verified)"
    return f"{period}, {period.title}{doubt}"


def _count(start: date, days: int, unit: Unit, calendar: Calendar) -> Answer[date]:
    if unit == "working_day":
        return add_working_days(start, days, calendar)
    day = start + timedelta(days=days)
    return Answer(day, (Step(f"Day {days} is {named(day)}"),))


def _filing_day(last: date, steps: list[Step]) -> date:
    """No rule was found that carries a last day forward, so it is moved back. Days on which
    offices may be closed are passed over too, whichever calendar counted them."""
    filing = previous_working_day(last, Calendar.AGENCY)
    if filing != last:
        steps.append(Step(f"{named(last)} may be no working day: file by {named(filing)}"))
    return filing
