"""Everything a detector may know of one request, frozen on one day. Pure: no ORM, no clock."""

from gaps.snapshot.asked import (
    Custodian,
    FoiaRequest,
    Letter,
    LetterFact,
    Office,
    Organisation,
    RequestItem,
    Search,
    Side,
    Statement,
)
from gaps.snapshot.case import (
    CaseSnapshot,
)
from gaps.snapshot.messages import (
    AttachmentClaim,
    Mention,
    Message,
    MessageState,
    Occurrence,
    Participant,
)
from gaps.snapshot.places import (
    PageRef,
    Passage,
)
from gaps.snapshot.released import (
    OfficeMention,
    Production,
    ReadingFailure,
    RecordNoted,
    Stamp,
    TermsMissed,
    WithheldSheet,
    WordAsked,
)

__all__ = [
    "AttachmentClaim",
    "CaseSnapshot",
    "Custodian",
    "FoiaRequest",
    "Letter",
    "LetterFact",
    "Mention",
    "Message",
    "MessageState",
    "Occurrence",
    "Office",
    "OfficeMention",
    "Organisation",
    "PageRef",
    "Participant",
    "Passage",
    "Production",
    "ReadingFailure",
    "RecordNoted",
    "RequestItem",
    "Search",
    "Side",
    "Stamp",
    "Statement",
    "TermsMissed",
    "WithheldSheet",
    "WordAsked",
]
