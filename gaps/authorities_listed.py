"""Every authority with what is open of it, who uses it and who opened it, in the form that other
programs rely on (`foiatrack.authorities/1`)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from gaps.authorities_used import uses
from requests_app.law.authorities import Authority, Open, as_of, authorities
from requests_app.law.openings import Confirmed, is_open, still_open, wanted
from requests_app.models import AuthorityOpening
from requests_app.selectors.openings import is_about, last_opening, openings_of_all

SCHEMA = "foiatrack.authorities/1"


def authorities_json(*, only_open: bool = False) -> dict[str, Any]:
    """All authorities in the order of the file, or those alone that a letter has to mark. The
    counts are of all of them."""
    recorded = openings_of_all()
    rows = [_row(each, recorded.get(each.key, [])) for each in authorities().values()]
    left = [row for row in rows if row["open"]]
    reasons = Counter(point["reason"] for row in left for point in row["still_open"])
    return {
        "schema": SCHEMA,
        "as_of": as_of(),
        "counts": {
            "all": len(rows),
            "open": len(left),
            "open_by_reason": {each.value: reasons[each.value] for each in Open},
            "open_and_used": sum(row["used"] for row in left),
            "opened": sum(any(one["counts"] for one in row["opened"]) for row in rows),
        },
        "authorities": left if only_open else rows,
    }


def _row(each: Authority, records: Sequence[AuthorityOpening]) -> dict[str, Any]:
    opened = last_opening(each, records)
    use = uses()[each.key]
    return {
        "key": each.key,
        "kind": each.kind,
        "citation": each.citation,
        "pin": each.pin,
        "printed": each.cite_text,
        "proposition": each.proposition,
        "adverse": each.adverse,
        "verified": each.verified,
        "open": is_open(each, opened),
        "still_open": [
            {"reason": reason.value, "text": text} for reason, text in still_open(each, opened)
        ],
        "to_confirm": [name.value for name in Confirmed if name in wanted(each)],
        "used": use.anywhere,
        "used_by": asdict(use),
        "opened": [_opening(each, one, last=one is records[-1]) for one in records],
    }


def _opening(cited: Authority, record: AuthorityOpening, *, last: bool) -> Mapping[str, Any]:
    return {
        "by": record.by,
        "at": record.opened_at.isoformat(),
        "confirmed": [name.value for name in Confirmed if name in record.confirmed],
        "source": record.source,
        "note": record.note,
        "counts": last and is_about(cited, record),
    }
