"""What is read from a letter of an agency: facts, each with its words, for a person to confirm."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from requests_app.ingest.extract.contract import Span

Confidence = Literal["certain", "probable", "lead"]
Value = str | int | date | tuple[str, ...]


class LetterKind(StrEnum):
    """What a letter does. One letter may do several things: a determination may also refer."""

    ACKNOWLEDGMENT = "acknowledgment"
    CLARIFICATION_REQUEST = "clarification_request"
    EXTENSION = "extension"
    FEE_NOTICE = "fee_notice"
    EXPEDITION_DECISION = "expedition_decision"
    FEE_WAIVER_DECISION = "fee_waiver_decision"
    INTERIM_RESPONSE = "interim_response"
    DETERMINATION = "determination"
    NO_RECORDS = "no_records"
    GLOMAR = "glomar"
    REFERRAL = "referral"
    CONSULTATION = "consultation"
    CLOSURE = "closure"
    APPEAL_ACKNOWLEDGMENT = "appeal_acknowledgment"
    APPEAL_DETERMINATION = "appeal_determination"


class FactName(StrEnum):
    """What a fact says. The type of its value stands behind each."""

    KIND = "kind"  # LetterKind, as str; a letter has one for each thing that it does
    DATED_ON = "dated_on"  # date: printed at the head of the letter
    REQUEST_NUMBER = "request_number"  # str, as the agency's form prints it
    APPEAL_NUMBER = "appeal_number"  # str
    LITIGATION_NUMBER = "litigation_number"  # str
    OTHER_NUMBER = "other_number"  # str: of a referral, a consultation or another agency
    REQUEST_DATED_ON = "request_dated_on"  # date
    REQUEST_RECEIVED_ON = "request_received_on"  # date
    PAGES_PROCESSED = "pages_processed"  # int: reviewed or located
    PAGES_RELEASED = "pages_released"  # int: released, in full or in part
    PAGES_RELEASED_IN_FULL = "pages_released_in_full"  # int
    PAGES_RELEASED_IN_PART = "pages_released_in_part"  # int
    PAGES_WITHHELD_IN_FULL = "pages_withheld_in_full"  # int
    PAGES_REFERRED = "pages_referred"  # int
    VOLUME_ESTIMATED = "volume_estimated"  # str: other words that say how much was withheld
    EXEMPTION_CLAIMED = "exemption_claimed"  # str, as (b)(7)(C)
    REASONS_STATED = "reasons_stated"  # str: the sentence that gives a ground for a denial
    HARM_STATED = "harm_stated"  # str: the sentence that speaks of foreseeable harm
    SEGREGABILITY_STATED = "segregability_stated"  # str: the sentence on segregable parts
    OFFICE_SEARCHED = "office_searched"  # str, as printed
    OFFICE_NOT_SEARCHED = "office_not_searched"  # str: said not to be, or refused
    OFFICE_NO_RECORDS = "office_no_records"  # str: searched, nothing found
    SYSTEM_SEARCHED = "system_searched"  # str
    TERM_SEARCHED = "term_searched"  # str
    CUSTODIAN_SEARCHED = "custodian_searched"  # str
    SEARCH_DESCRIBED = "search_described"  # str: a sentence on how the search was made
    CUT_OFF_ON = "cut_off_on"  # date: the last day of the records included
    ITEM_ANSWERED = "item_answered"  # int: a numbered part of the request that it speaks of
    MORE_PROMISED = "more_promised"  # str: the sentence that promises further releases
    REFERRED_TO = "referred_to"  # str: the agency that received a referral or a consultation
    REFERRAL_UNNAMED = "referral_unnamed"  # str: the sentence of a referral without its target
    UNUSUAL_CIRCUMSTANCE = "unusual_circumstance"  # str: law.ledger.UnusualCircumstance
    EXTENDED_BY_DAYS = "extended_by_days"  # int: working days
    EXTENDED_UNTIL = "extended_until"  # date
    OFFERS_TO_NARROW = "offers_to_narrow"  # str: the sentence
    REPLY_WITHIN_DAYS = "reply_within_days"  # int: to answer a question of the agency
    APPEAL_WITHIN_DAYS = "appeal_within_days"  # int
    APPEAL_UNIT = "appeal_unit"  # str: law.clock.Unit, where the letter says which days
    APPEAL_ADDRESS = "appeal_address"  # str: its lines
    APPEAL_RIGHT = "appeal_right"  # str: the sentence that gives it
    FEE_ESTIMATED = "fee_estimated"  # str: the amount as printed
    FEE_WAIVER_GRANTED = "fee_waiver_granted"  # int: 1 or 0
    EXPEDITION_GRANTED = "expedition_granted"  # int: 1 or 0
    SIGNATORY = "signatory"  # str: name
    SIGNATORY_TITLE = "signatory_title"  # str
    LIAISON = "liaison"  # str: the sentence, or the line, that names the FOIA Public Liaison
    OGIS = "ogis"  # str: the sentence, or the line, that names the mediation service


@dataclass(frozen=True, slots=True)
class LetterFact:
    """One thing that a letter says: its value and the words it was read from.

    `confidence`: certain where the letter says so in a known form, probable where the words
    leave room, lead where a person has to look.
    """

    name: FactName
    value: Value
    span: Span
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class LetterReading:
    """Everything read from one letter, in reading order. `readable` is False where the letter
    gave too little text for its silence to mean anything."""

    facts: tuple[LetterFact, ...]
    readable: bool

    def all(self, name: FactName) -> tuple[LetterFact, ...]:
        """The facts of that name."""
        return tuple(each for each in self.facts if each.name is name)

    def first(self, name: FactName) -> LetterFact | None:
        """The first fact of that name."""
        return next(iter(self.all(name)), None)
