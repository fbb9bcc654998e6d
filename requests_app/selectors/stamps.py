"""Pages by the Bates number that a person writes."""

import re
from collections.abc import Iterable

from django.db.models import QuerySet

from requests_app.models import Page, Stamp

_NUMBER = re.compile(r"(\d{1,18})\W*$", re.ASCII)
MOST_COMPARED = 1_000
LEAST_DIGITS_ALONE = 3


def stamps_like(sought: str, among: QuerySet[Stamp]) -> list[Stamp]:
    """The stamps that are meant: a number alone, or with any part of its prefix, is enough, and
    zeros, blanks and hyphens do not count. Each with its page and file."""
    written = _written(sought)
    if written is None:
        return []
    prefix, number = written
    stamps = among.filter(number=number)
    if runs := re.findall("[0-9a-z]+", prefix.casefold()):
        stamps = stamps.filter(prefix__icontains=runs[-1])
    plain = _plain(prefix)
    near = stamps.select_related("page__source_file").defer("page__text", "page__words")
    near = near.defer("page__marks").order_by("pk")[:MOST_COMPARED]
    return [each for each in near if _plain(each.prefix).endswith(plain)]


def pages_stamped(sought: str, among: QuerySet[Stamp]) -> tuple[list[Page], bool]:
    """The pages that bear the number that a person wrote, and whether it is written in full: with
    all of its prefix. A number of one or two digits alone is no Bates number to look for."""
    written = _written(sought)
    if written is None or '"' in sought:
        return [], False
    prefix, number = written
    if not _plain(prefix) and len(str(number)) < LEAST_DIGITS_ALONE:
        return [], False
    stamps = stamps_like(sought, among)
    whole = [each for each in stamps if _plain(prefix) and _plain(each.prefix) == _plain(prefix)]
    return _pages(whole or stamps), bool(whole)


def _written(sought: str) -> tuple[str, int] | None:
    """The prefix and the number of what was written."""
    matched = _NUMBER.search(sought)
    return (sought[: matched.start()], int(matched[1])) if matched else None


def _pages(stamps: Iterable[Stamp]) -> list[Page]:
    return list({each.page_id: each.page for each in stamps}.values())


def _plain(text: str) -> str:
    return re.sub("[^0-9a-z]", "", text.casefold())
