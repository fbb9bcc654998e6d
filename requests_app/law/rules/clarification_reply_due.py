"""When the requester must have answered a question of the agency."""

from datetime import date

from requests_app.law.calendar import Calendar, named
from requests_app.law.counting import count, described, safe_day
from requests_app.law.ledger import Event, Ledger
from requests_app.law.parameters import of_agency
from requests_app.law.trace import Answer, Step


def clarification_reply_due(
    ledger: Ledger, asked: Event, calendar: Calendar = Calendar.REQUESTER
) -> Answer[date]:
    """The last safe day to answer a request for clarification (at DHS, 6 C.F.R. § 5.3(c)).

    Counts from the day on which the agency sent it. Where the letter names a day of its own
    (`until`) both are shown and the earlier is the answer. Raises LookupError where neither the
    agency's rule nor the letter gives a day.
    """
    asked_on = Step(f"Clarification was asked for on {named(asked.on)}")
    own = of_agency("clarification_reply_period", ledger.agency)
    if own is None or own.values[0].since > asked.on:
        if asked.until is None:
            raise LookupError(f"no period to reply is known for {ledger.agency} on {asked.on}")
        by_letter = Step(f"The letter asks for a reply by {named(asked.until)}")
        return safe_day(Answer(asked.until, (asked_on, by_letter)), "reply")
    period = own.on(asked.on)
    last = count(asked.on, period.value, period.unit, calendar)
    last = last.after(asked_on, Step(f"Period to reply: {described(period)}", period.authority))
    if asked.until is not None:
        last = last.then(Step(f"The letter asks for a reply by {named(asked.until)}"))
        if asked.until < last.value:
            last = Answer(asked.until, last.steps).then(Step("The earlier of the two is kept"))
    closing = "Without a reply the agency may close the request, without prejudice to a new one"
    hour = Step(f"The reply must be {own.timely_act} on or before that day, {own.time_of_day}")
    return safe_day(last, "reply").then(hour, Step(closing, period.authority))
