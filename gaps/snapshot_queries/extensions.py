"""The notice of unusual circumstances, as the ledger and its letter tell of it."""

from datetime import date

from gaps.snapshot import CaseSnapshot, Letter
from gaps.snapshot_queries.letters import letter_on
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law.extension import Extension
from requests_app.law.rules.extension_allowed import extension_allowed
from requests_app.law.trace import Answer, NothingRunsError


def extension_noticed(case: CaseSnapshot) -> Answer[Extension] | None:
    """The extension of the period to decide, by the entries of the ledger; None where no notice
    was sent, or no period runs."""
    try:
        found = extension_allowed(case.ledger.as_of(case.as_of))
    except (NothingRunsError, LookupError):
        return None
    return None if found.value.noticed_on is None else found


def letter_of_notice(case: CaseSnapshot, noticed_on: date) -> Letter | None:
    """The letter that gives the notice, where it was read."""
    return letter_on(case, "extension", noticed_on)


def days_noticed(extension: Extension, letter: Letter) -> int | None:
    """The working days that the notice takes, by the ledger, else by the letter itself."""
    if extension.stated is not None:
        return extension.stated
    stated = [
        each for each in letter.stated(FactName.EXTENDED_BY_DAYS) if each.confidence != "lead"
    ]
    return int(str(stated[0].value)) if stated else None
