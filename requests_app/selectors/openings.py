"""Which authorities were opened by a person of this installation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils import timezone

from requests_app.law.authorities import Authority, authorities
from requests_app.law.openings import Opened
from requests_app.models import AuthorityOpening


def openings_of_all() -> Mapping[str, list[AuthorityOpening]]:
    """Every record by the key of its authority, the first one first, in one query."""
    found: defaultdict[str, list[AuthorityOpening]] = defaultdict(list)
    for each in AuthorityOpening.objects.select_related("authority", "opened_by").order_by("pk"):
        found[each.authority.key].append(each)
    return found


def openings_counting() -> dict[str, Opened]:
    """The last record of each authority, as letters take it."""
    return {
        key: opened
        for key, records in openings_of_all().items()
        if key in authorities() and (opened := last_opening(authorities()[key], records))
    }


def last_opening(cited: Authority, records: Iterable[AuthorityOpening]) -> Opened | None:
    """The last of the records of an authority, if it is about what the project cites now."""
    newest = max(records, key=lambda each: each.pk, default=None)
    if newest is None or not is_about(cited, newest):
        return None
    on = timezone.localtime(newest.opened_at).date()
    return Opened(newest.by, on, newest.confirmed)


def is_about(cited: Authority, record: AuthorityOpening) -> bool:
    """Whether what was opened is what stands in the project today."""
    then = (record.citation, record.pin, record.proposition)
    return then == (cited.citation, cited.pin or "", cited.proposition)
