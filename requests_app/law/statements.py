"""What the law says that moves no day by itself: for a working, a letter or a page to say."""

from dataclasses import dataclass

from requests_app.law.authorities import authority


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of law in our own words, and the keys of what it rests on."""

    name: str
    text: str
    authorities: tuple[str, ...]

    def __post_init__(self) -> None:
        for key in self.authorities:
            authority(key)


EXPEDITION_NEEDS_NO_APPEAL = Statement(
    "expedition_needs_no_appeal",
    "A refusal to expedite, and silence on it past the time allowed, may be taken to court without "
    "an administrative appeal. Once the agency has given a complete response a court no longer "
    "reviews it.",
    ("foia_a6E", "dhs_5_8d"),
)
TRACKS_MOVE_NO_LIMIT = Statement(
    "tracks_move_no_limit",
    "An agency may process requests in several tracks by regulation. That does not replace the "
    "time limit for the determination.",
    ("foia_a6D",),
)
OGIS_AT_ANY_TIME = Statement(
    "ogis_at_any_time",
    "The Office of Government Information Services may be asked to mediate at any time, as an "
    "alternative to litigation that excludes no other. It is not known to extend the period to "
    "appeal or to sue.",
    ("foia_h3", "foia_a6Ai"),
)
ADVERSE_DETERMINATION_STATES = Statement(
    "adverse_determination_states",
    "An adverse determination states its reasons and the exemptions claimed, the names and titles "
    "or positions of those responsible, an estimate of the volume denied, the right to appeal "
    "within at least ninety days, and the help of the FOIA Public Liaison and of OGIS; the amount "
    "deleted and its exemption are marked at the place of the deletion.",
    ("foia_a6Ai", "foia_a6Ci", "foia_a6F", "foia_b_flush", "dhs_5_6e", "dhs_5_6f"),
)
RECORDS_ARE_PRESERVED = Statement(
    "records_are_preserved",
    "At DHS no record may be destroyed while a request, appeal or suit for it is pending.",
    ("dhs_5_9",),
)
STATEMENTS = (
    EXPEDITION_NEEDS_NO_APPEAL,
    TRACKS_MOVE_NO_LIMIT,
    OGIS_AT_ANY_TIME,
    ADVERSE_DETERMINATION_STATES,
    RECORDS_ARE_PRESERVED,
)
