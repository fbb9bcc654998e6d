"""What an entry of the ledger states beyond its kind and its day, as JSON.

Only what an entry states is written: a term that stands at its default is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, get_args

from requests_app.law.clock import StatedPeriod, Unit
from requests_app.law.ledger import Event, EventKind, UnusualCircumstance

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
K = EventKind
EXTENSIONS = frozenset({K.EXTENDED, K.APPEAL_EXTENDED})
ANSWERS = frozenset({K.DETERMINED, K.PRODUCED, K.DECIDED})
GRANTS = frozenset({K.EXPEDITION_DECIDED, K.FEE_WAIVER_DECIDED, K.FEES_ANSWERED, K.DECIDED})
APPEALABLE = frozenset(
    {K.DETERMINED, K.PRODUCED, K.EXPEDITION_DECIDED, K.FEE_WAIVER_DECIDED, K.FEES_ASKED}
)
ON_VOLUME = frozenset({K.EXTENDED, K.FEES_ASKED, K.CLARIFICATION_ASKED, K.ACKNOWLEDGED})


class TermsError(ValueError):
    """Terms that no entry of that kind can have; the text names the term."""


@dataclass(frozen=True, slots=True)
class _Term:
    """The kinds of entry that may state a term, and its value from JSON and to JSON."""

    kinds: frozenset[EventKind]
    read: Callable[[Any], Any]
    written: Callable[[Any], Json]


def terms_of(event: Event) -> dict[str, Json]:
    """The terms of an entry as JSON, those that it states. Raises TermsError for a term that
    does not belong to its kind."""
    plain = {field.name: field.default for field in fields(Event)}
    stated = {name: getattr(event, name) for name in _TERMS}
    _refuse_foreign(event.kind, (name for name in stated if stated[name] != plain[name]))
    return {
        name: _TERMS[name].written(value) for name, value in stated.items() if value != plain[name]
    }


def read_terms(kind: EventKind, terms: Mapping[str, Any]) -> dict[str, Any]:
    """The terms as the fields of an Event. Raises TermsError with one line that names the term."""
    if not isinstance(terms, Mapping):
        raise TermsError("terms are a mapping of names to values")
    _refuse_foreign(kind, terms)
    found = {}
    for name, value in terms.items():
        try:
            found[name] = _TERMS[name].read(value)
        except (TypeError, ValueError) as error:
            raise TermsError(f"{name}: {error}") from error
    return found


def term_names(kind: EventKind) -> tuple[str, ...]:
    """The terms that an entry of this kind may state."""
    return tuple(name for name, term in _TERMS.items() if kind in term.kinds)


def _refuse_foreign(kind: EventKind, names: Any) -> None:
    for name in names:
        if name not in _TERMS or kind not in _TERMS[name].kinds:
            known = ", ".join(term_names(kind)) or "none"
            raise TermsError(f"{name}: no term of an entry '{kind.value}' (its terms: {known})")


def _day(value: Any) -> date:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no date such as 2018-07-20")
    return date.fromisoformat(value)


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(f"{value!r} is no whole number")
    return value


def _some(value: Any) -> int:
    if _count(value) == 0:
        raise ValueError("it is at least 1")
    return int(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"{value!r} is no text")
    return value


def _circumstances(value: Any) -> tuple[Any, ...]:
    known = get_args(UnusualCircumstance)
    if not isinstance(value, list | tuple) or not value:
        raise TypeError(f"{value!r} is no list of circumstances")
    strange = [each for each in value if each not in known]
    if strange:
        raise ValueError(f"{strange[0]!r} is none of {', '.join(known)}")
    return tuple(each for each in known if each in value)


def _period(value: Any) -> StatedPeriod:
    if not isinstance(value, Mapping) or set(value) != {"days", "unit"}:
        raise TypeError(f"{value!r} is no period such as {{'days': 90, 'unit': 'working_day'}}")
    if value["unit"] not in get_args(Unit):
        raise ValueError(f"{value['unit']!r} is none of {', '.join(get_args(Unit))}")
    return StatedPeriod(_some(value["days"]), value["unit"])


def _period_written(period: StatedPeriod) -> Json:
    return {"days": period.days, "unit": period.unit}


def _as_it_is(value: Any) -> Json:
    return value  # type: ignore[no-any-return]  # a truth, a number or words


_TERMS: Mapping[str, _Term] = {
    "until": _Term(EXTENSIONS, _day, date.isoformat),
    "days": _Term(EXTENSIONS, _some, _as_it_is),
    "circumstances": _Term(EXTENSIONS, _circumstances, list),
    "offers_to_narrow": _Term(EXTENSIONS, _truth, _as_it_is),
    "names_liaison": _Term(EXTENSIONS, _truth, _as_it_is),
    "names_ogis": _Term(EXTENSIONS, _truth, _as_it_is),
    "agreed": _Term(frozenset({K.EXTENDED}), _truth, _as_it_is),
    "discussed": _Term(ON_VOLUME, _truth, _as_it_is),
    "adverse": _Term(ANSWERS, _truth, _as_it_is),
    "granted": _Term(GRANTS, _truth, _as_it_is),
    "certified": _Term(frozenset({K.EXPEDITION_ASKED}), _truth, _as_it_is),
    "ground": _Term(frozenset({K.EXPEDITION_ASKED}), _words, _as_it_is),
    "stated_window": _Term(APPEALABLE, _period, _period_written),
    "component": _Term(frozenset({K.RECEIVED, K.ROUTED}), _words, _as_it_is),
    "pages": _Term(ON_VOLUME, _count, _as_it_is),
    "contacts": _Term(ON_VOLUME, _count, _as_it_is),
}
