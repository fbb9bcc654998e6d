"""What was asked, what was said, what came."""

from requests_app.models.annual_figures import AnnualFigures
from requests_app.models.authority_opening import AppendOnlyError, AuthorityOpening
from requests_app.models.correspondence import Correspondence, Determination, SearchRecord
from requests_app.models.deadline import Deadline
from requests_app.models.foia_request import (
    Custodian,
    FoiaRequest,
    RequestIdentifier,
    RequestItem,
    Statement,
)
from requests_app.models.ledger import ClockEvent, LedgerError
from requests_app.models.letter_fact import LetterFact
from requests_app.models.message import (
    AttachmentClaim,
    Exchange,
    Mention,
    Message,
    MessageReference,
    Occurrence,
    Organisation,
    Participation,
    Person,
)
from requests_app.models.office import AppealOffice, AuthorityRecord, Office, OfficeName
from requests_app.models.office_entry import OfficeEntry
from requests_app.models.production import (
    Blob,
    FileFailure,
    Page,
    Production,
    Redaction,
    SourceFile,
    Stamp,
    WithheldSheet,
)
from requests_app.models.saved_filter import SavedFilter
from requests_app.models.search_entry import SearchEntry
from requests_app.models.tag import Tag

__all__ = [
    "AnnualFigures",
    "AppealOffice",
    "AppendOnlyError",
    "AttachmentClaim",
    "AuthorityOpening",
    "AuthorityRecord",
    "Blob",
    "ClockEvent",
    "Correspondence",
    "Custodian",
    "Deadline",
    "Determination",
    "Exchange",
    "FileFailure",
    "FoiaRequest",
    "LedgerError",
    "LetterFact",
    "Mention",
    "Message",
    "MessageReference",
    "Occurrence",
    "Office",
    "OfficeEntry",
    "OfficeName",
    "Organisation",
    "Page",
    "Participation",
    "Person",
    "Production",
    "Redaction",
    "RequestIdentifier",
    "RequestItem",
    "SavedFilter",
    "SearchEntry",
    "SearchRecord",
    "SourceFile",
    "Stamp",
    "Statement",
    "Tag",
    "WithheldSheet",
]
