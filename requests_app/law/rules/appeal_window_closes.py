"""The last safe day to file the appeal."""

from datetime import date

from requests_app.law.calendar import Calendar, named
from requests_app.law.clock import StatedPeriod
from requests_app.law.counting import count, described, safe_day
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.parameters import DatedValue, Parameter, appeal_window
from requests_app.law.trace import Answer, Step

_LETTER = {
    **dict.fromkeys(EventKind, "The letter"),
    EventKind.DETERMINED: "The determination",
    EventKind.PRODUCED: "The interim response",
    EventKind.FEE_WAIVER_DECIDED: "The refusal of the fee waiver",
    EventKind.EXPEDITION_DECIDED: "The refusal of expedition",
}


def appeal_window_closes(
    ledger: Ledger, determination: Event, calendar: Calendar = Calendar.REQUESTER
) -> Answer[date]:
    """The last day to appeal an adverse determination (5 U.S.C. § 552(a)(6)(A)(i)(III)(aa)).

    `determination` is the entry of the letter; an interim response that gives appeal rights starts
    a period of its own. Counts from the date on the letter. Where the letter states another period
    both are shown and the earlier day is the answer; one that is no working day gives way to the
    working day before it. Raises LookupError where neither the law nor the letter gives a period.
    """
    window = appeal_window(ledger.agency)
    answers = _by_law(window, ledger, determination, calendar)
    answers += _by_letter(determination.stated_window, determination.on, calendar)
    earliest = min(answers, key=lambda answer: answer.value)
    steps = [Step(f"{_LETTER[determination.kind]} is dated {named(determination.on)}", "foia_a6Ai")]
    # Two periods that lead to one day would print the same count twice.
    differing = len({answer.value for answer in answers}) > 1
    steps += [step for answer in (answers if differing else answers[:1]) for step in answer.steps]
    if differing:
        steps.append(Step(f"The earlier of the two: {named(earliest.value)}"))
    elif len(answers) > 1:
        steps.append(Step(f"The letter states {determination.stated_window}: the same day"))
    steps += _timely(window)
    return safe_day(Answer(earliest.value, tuple(steps), earliest.days), "file")


def appeal_late_after(
    ledger: Ledger, determination: Event, calendar: Calendar = Calendar.AGENCY
) -> Answer[date]:
    """The day after which an appeal can be called late: the later of the periods of the law and of
    the letter, and of the days on which they end by the agency's own calendar. No day is taken
    back for caution: what came by then came in time. Raises as `appeal_window_closes`."""
    window = appeal_window(ledger.agency)
    answers = _by_law(window, ledger, determination, calendar)
    answers += _by_letter(determination.stated_window, determination.on, calendar)
    latest = max(answers, key=lambda answer: answer.value)
    dated = f"{_LETTER[determination.kind]} is dated {named(determination.on)}"
    return latest.after(Step(dated, "foia_a6Ai"))


def _timely(window: Parameter) -> list[Step]:
    """What has to happen by the last day, and by which hour."""
    if not window.timely_act:
        return []
    if not window.agencies:
        return [Step("No rule of this agency is known: have the appeal received by that day")]
    hour = f", {window.time_of_day}" if window.time_of_day else ""
    return [Step(f"The appeal must be {window.timely_act} on or before that day{hour}")]


def _by_law(
    window: Parameter, ledger: Ledger, determination: Event, calendar: Calendar
) -> list[Answer[date]]:
    """The day by statute or regulation; none where none is known and the letter states one."""
    try:
        period = window.on(determination.on)
        _refuse_an_older_request(period, ledger)
    except LookupError:
        if determination.stated_window is None:
            raise
        return []
    counted = count(determination.on, period.value, period.unit, calendar)
    return [counted.after(Step(f"Period to appeal: {described(period)}", period.authority))]


def _refuse_an_older_request(period: DatedValue, ledger: Ledger) -> None:
    """The statute's floor holds for requests made after its day (Pub. L. 114-185, § 6)."""
    received = ledger.first(EventKind.RECEIVED)
    if period.authority == "foia_a6Ai" and received and received.on <= period.since:
        raise LookupError(f"no period is known for a request received on {received.on}")


def _by_letter(
    stated: StatedPeriod | None, determined_on: date, calendar: Calendar
) -> list[Answer[date]]:
    if stated is None:
        return []
    counted = count(determined_on, stated.days, stated.unit, calendar)
    return [counted.after(Step(f"Period stated in the letter: {stated}"))]
