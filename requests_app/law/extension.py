"""What a notice of unusual circumstances adds to a period: 5 U.S.C. § 552(a)(6)(B)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from requests_app.law.calendar import Calendar, count_working_days, named, next_working_day
from requests_app.law.contested import reading
from requests_app.law.ledger import Event
from requests_app.law.parameters import value_on
from requests_app.law.trace import Answer, Step


class Defect(StrEnum):
    """What a notice lacks."""

    NO_NOTICE = "no_notice"
    TOO_LATE = "too_late"
    NO_CIRCUMSTANCE = "no_circumstance"
    NO_DATE = "no_date"
    NO_OFFER = "no_offer"
    NO_LIAISON = "no_liaison"
    NO_OGIS = "no_ogis"

    @property
    def text(self) -> str:
        """The defect as a letter names it."""
        return _TEXTS[self]


_TEXTS = {
    Defect.NO_NOTICE: "no written notice was sent",
    Defect.TOO_LATE: "it was sent after the period had ended",
    Defect.NO_CIRCUMSTANCE: "it states none of the three unusual circumstances of the statute",
    Defect.NO_DATE: "it states no date on which a determination is expected",
    Defect.NO_OFFER: "it offers neither to narrow the request nor to agree on another time",
    Defect.NO_LIAISON: "it does not name the FOIA Public Liaison",
    Defect.NO_OGIS: "it does not tell of the Office of Government Information Services",
}
_CAPPED = (
    "More than ten working days need another time that the requester arranged with the agency; "
    "none is on record"
)
_PARTS = (Defect.NO_OFFER, Defect.NO_LIAISON, Defect.NO_OGIS)


@dataclass(frozen=True, slots=True)
class Extension:
    """The working days added to a period, the day of the notice that adds them, the working days
    that it states (None where it states none), and what it lacks. `is_capped`: it states more
    than it adds, and no agreement on that is on record."""

    days: int
    noticed_on: date | None = None
    stated: int | None = None
    defects: tuple[Defect, ...] = ()
    is_capped: bool = False


def no_extension() -> Answer[Extension]:
    """The extension of a period of which no notice was sent."""
    none = Extension(0, defects=(Defect.NO_NOTICE,))
    return Answer(none, (Step("No notice of unusual circumstances was sent", "foia_a6B"),))


def extension_by(
    notice: Event, requested_on: date, last_on: date | None, calendar: Calendar
) -> Extension:
    """What one notice adds to a period, by itself."""
    limit = value_on("extension_limit", requested_on)
    stated = _stated(notice, last_on, calendar)
    defects = _late(notice.on, last_on, calendar) + _lacking(
        notice, stated, limit.value, requested_on
    )
    asked = limit.value if stated is None else stated
    if Defect.TOO_LATE in defects:
        days = 0
    elif {Defect.NO_CIRCUMSTANCE, Defect.NO_DATE} & set(defects):
        some = reading("defective_notice", calendar) == "ten_at_most"
        days = min(asked, limit.value) if some else 0
    elif not defects and notice.agreed and reading("arranged_time", calendar) == "as_stated":
        days = asked
    else:
        days = min(asked, limit.value)
    return Extension(
        days, notice.on, stated, defects, is_capped=0 < days < asked and not notice.agreed
    )


def extended(
    known: Answer[Extension],
    notice: Event,
    *,
    requested_on: date,
    last_on: date | None,
    calendar: Calendar,
) -> Answer[Extension]:
    """The extension with one more notice. `requested_on` says which text of the
    statute holds; `last_on` is the end of the period without the extension, None where a pause
    leaves it open."""
    found = extension_by(notice, requested_on, last_on, calendar)
    if known.value.noticed_on is None:
        return Answer(found, tuple(told(found)))
    steps = (*known.steps, *told(found))
    if reading("further_notice", calendar) == "first_alone":
        return Answer(known.value, (*steps, Step("The first notice alone is counted", "foia_a6B")))
    best = max(known.value, found, key=lambda each: each.days)
    # A notice that names a day counts from the same end as the one before it.
    both = known.value.days + found.days if notice.days is not None else 0
    days = max(best.days, min(both, value_on("extension_limit", requested_on).value))
    together = Step(f"Together the notices add {_days(days)}", "foia_a6B")
    return Answer(replace(best, days=days), (*steps, together))


def told(extension: Extension) -> Iterator[Step]:
    """The notice and what it lacks, as lines of a working. Raises ValueError without a notice."""
    if extension.noticed_on is None:
        raise ValueError("there is no notice to tell of")
    notice = f"Notice of unusual circumstances of {named(extension.noticed_on)}"
    stated = "no number of days" if extension.stated is None else _days(extension.stated)
    yield Step(f"{notice}: states {stated}, adds {_days(extension.days)}", "foia_a6B")
    if extension.is_capped:
        yield Step(_CAPPED, "foia_a6B")
    for defect in extension.defects:
        rests_on = "dhs_5_5c" if defect is Defect.TOO_LATE else "foia_a6B"
        yield Step(f"Defect of that notice: {defect.text}", rests_on)


def _days(number: int) -> str:
    return f"{number} working day{'' if number == 1 else 's'}"


def _stated(notice: Event, last_on: date | None, calendar: Calendar) -> int | None:
    """The working days that the notice states beyond the end of the period."""
    if notice.days is not None:
        return notice.days
    if notice.until is None or last_on is None:
        return None
    until = notice.until
    if calendar is Calendar.AGENCY:
        # A day of the weekend that the notice names has not passed before the next working day.
        until = next_working_day(until, calendar)
    return count_working_days(last_on, until, calendar)


def _late(noticed_on: date, last_on: date | None, calendar: Calendar) -> tuple[Defect, ...]:
    if last_on is None or noticed_on < last_on:
        return ()
    if noticed_on == last_on and reading("notice_on_the_last_day", calendar) == "in_time":
        return ()
    return (Defect.TOO_LATE,)


def _lacking(
    notice: Event, stated: int | None, limit: int, requested_on: date
) -> tuple[Defect, ...]:
    """What the notice does not say, by what the statute asks of one of its length."""
    lacking = {
        Defect.NO_CIRCUMSTANCE: not notice.circumstances,
        Defect.NO_DATE: notice.days is None and notice.until is None,
    }
    if stated is not None and stated > limit:
        done = (notice.offers_to_narrow, notice.names_liaison, notice.names_ogis)
        owed = value_on("longer_extension_parts", requested_on).value
        lacking |= {part: not one for part, one in list(zip(_PARTS, done, strict=True))[:owed]}
    return tuple(defect for defect, is_lacking in lacking.items() if is_lacking)
