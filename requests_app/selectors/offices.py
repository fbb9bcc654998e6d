"""The offices of an agency and what they are called."""

from collections.abc import Mapping

from requests_app.models import Office

ANSWERS_REQUESTS = "FOIA"
COMMON_WORDS = ("POLICY", "INTEL")
"""Abbreviations that are words in capitals."""


class OfficeNames:
    """The offices and their names, read once for a batch of files."""

    def __init__(self) -> None:
        offices = Office.objects.filter(kind=Office.Kind.OFFICE).prefetch_related("names")
        self.ids = {office.path: office.pk for office in offices}
        self._named = [(office.path, name) for office in offices for name in _names(office)]
        self._below: dict[str, dict[str, str]] = {}

    def names_below(self, agency: str) -> Mapping[str, str]:
        """The names by which a record may mean an office of this agency, each to its path.

        A name that offices of several agencies bear (Office of Public Affairs) tells nothing, and
        the office that answers requests is named in every letter of the agency.
        """
        if agency not in self._below:
            elsewhere = {name for path, name in self._named if not path.startswith(f"{agency}/")}
            self._below[agency] = {
                name: path
                for path, name in self._named
                if path.startswith(f"{agency}/") and name not in elsewhere
            }
        return self._below[agency]


def _names(office: Office) -> list[str]:
    if office.abbreviation == ANSWERS_REQUESTS:
        return []
    abbreviation = [] if office.abbreviation in COMMON_WORDS else [office.abbreviation]
    return [office.name, *abbreviation, *(other.name for other in office.names.all())]
