"""What a detector is, what it yields and what it may prove it with.

A detector is a pure function over a frozen snapshot of one request. Its docstring is its page in
the catalogue; its metadata stand in the decorator; its cases stand in the file of the same name
below tests/gaps/detectors. The registry is made by walking the package: no list is edited.
"""

import hashlib
import inspect
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from gaps.snapshot import CaseSnapshot, PageRef, Passage
from requests_app.law.authorities import Authority
from requests_app.law.deadline import ClockName

Fact = str | int | bool | None | Sequence[str]
EvidenceKind = Literal["quoted", "looked_for", "dated", "computed"]
AwaitedKind = Literal[
    "message",
    "reply",
    "attachment",
    "pages",
    "search",
    "custodian",
    "reason",
    "record",
    "statement",
    "event",
    "release",
]


class LetterKind(StrEnum):
    """The letters that can be drafted from findings. The first three argue or ask, finding by
    finding; a follow-up and a statement of exhaustion speak of time alone."""

    APPEAL = "appeal"
    OGIS = "ogis"
    MISSING_RECORDS = "missing_records"
    FOLLOW_UP = "follow_up"
    EXHAUSTION = "exhaustion"


class Severity(StrEnum):
    """What a finding is worth in an appeal; fixed for each detector."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Confidence(StrEnum):
    """How sure this finding is: proven by the evidence, strong, or a lead."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    LEAD = "lead"

    def at_most(self, limit: "Confidence") -> "Confidence":
        """The weaker of the two."""
        order = list(Confidence)
        return order[max(order.index(self), order.index(limit))]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a detector is in its life: findings in preview are shown but enter no letter."""

    name: Literal["preview", "stable"]
    since: str


def preview(*, since: str) -> Stage:
    return Stage("preview", since)


def stable(*, since: str) -> Stage:
    return Stage("stable", since)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of proof.

    `quoted`: words on a page. `looked_for`: an absence, as what was sought and what was looked
    through. `dated`: a letter or event of a day. `computed`: a figure with its working.
    """

    kind: EvidenceKind
    page: PageRef | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    what: str = ""
    looked_in: str = ""
    on: date | None = None
    working: tuple[str, ...] = ()


def quoted(passage: Passage) -> Evidence:
    """The words of a released page or a letter."""
    return Evidence("quoted", passage.page, passage.start, passage.end, passage.quote)


def on_page(page: PageRef, what: str, *, at: tuple[int, int] | None = None) -> Evidence:
    """A whole page, where no words on it are the proof; `at` is what to outline on it, if any."""
    start, end = at or (None, None)
    return Evidence("quoted", page, start, end, quote="", what=what)


def looked_for(what: str, *, in_: str) -> Evidence:
    """What was sought and not found, and exactly what was looked through."""
    return Evidence("looked_for", what=what, looked_in=in_)


def dated(what: str, on: date, page: PageRef | None = None) -> Evidence:
    """A letter or an event of a day."""
    return Evidence("dated", page, what=what, on=on)


def computed(what: str, working: Sequence[str]) -> Evidence:
    """A figure with its working, line by line."""
    return Evidence("computed", what=what, working=tuple(working))


@dataclass(frozen=True, slots=True)
class Awaited:
    """What would cure a finding, so that a later production can be seen to bring it.

    `message`: the place of a quoted occurrence (Occurrence.place), or `mid:` and a Message-ID, or
    `key:` and the key of a message, or `parent:` and the place of the reply whose antecedent is
    awaited (`parent:key:` and its key, where it has no place).
    `reply`: `from organisation>to organisation`. `attachment`: the place of the message's first
    occurrence, `#` and the file name. `pages`: prefix `#` first `-` last, or
    `production N#` and the count of its letter. `search` and `reason`:
    the path of an office. `custodian`: a person's name. `record`: `meeting` or `call`,
    `#` and its day. `statement`: the name of a fact of letters (FactName), and `=` and its value
    where only that value will do. `event`: kinds of entries of the ledger joined by `|`.
    `release`: the day after which a further production is awaited.
    """

    kind: AwaitedKind
    key: str


@dataclass(frozen=True, slots=True)
class LetterText:
    """The detector's paragraph of a letter.

    Placeholders in braces are facts of the findings. `[key]` after a statement of law cites the
    authority of that key. `heading` is printed once for all findings of the detector that share
    the facts it names; `rule` says what the law requires; `item` is one sentence (or more) a
    finding on what the records show; `limits` discloses what cuts against the point; `relief`
    is what is asked, one sentence a finding that reads on from "The agency should".
    """

    heading: str
    rule: str
    item: str
    relief: str
    limits: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the law, the letters or the records say should be there, and is not."""

    code: str
    detector: str
    subject: str
    fingerprint: str
    severity: Severity
    confidence: Confidence
    message: str
    facts: Mapping[str, Fact]
    evidence: tuple[Evidence, ...]
    authorities: tuple[str, ...]
    awaits: tuple[Awaited, ...] = ()
    caveat: str = ""

    @property
    def rests_on_absence(self) -> bool:
        """Whether an unread page of ours could explain the finding away: something was looked
        for in vain, or pages are missing by a count."""
        return any(piece.kind == "looked_for" for piece in self.evidence) or any(
            awaited.kind == "pages" for awaited in self.awaits
        )


Check = Callable[[CaseSnapshot], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Detector:
    """A detector with its metadata; call it with a snapshot to get its findings."""

    code: str
    name: str
    family: str
    message: str
    severity: Severity
    stage: Stage
    authorities: tuple[Authority, ...]
    adverse: tuple[Authority, ...]
    facts: Mapping[str, str]
    letter: LetterText | None
    letters: tuple[LetterKind, ...]
    documentation: str
    check: Check
    warns: Mapping[ClockName, int]

    def __call__(self, case: CaseSnapshot) -> Iterator[Finding]:
        return self.check(case)

    def finding(
        self,
        *,
        subject: str,
        discriminator: str = "",
        confidence: Confidence,
        evidence: Sequence[Evidence],
        awaits: Sequence[Awaited] = (),
        **facts: Fact,
    ) -> Finding:
        """A finding of this detector. `subject` names what is missing for a person;
        `discriminator` (default: the subject) tells it from the detector's other findings and
        must not change while the gap is the same.

        Raises ValueError where there is no evidence, or the facts are not those documented.
        """
        if not evidence:
            raise ValueError(f"{self.code} {subject}: a finding needs evidence")
        if set(facts) != set(self.facts):
            differing = ", ".join(sorted(set(facts) ^ set(self.facts)))
            raise ValueError(f"{self.code}: facts differ from those documented: {differing}")
        identity = "\x1f".join((self.code, discriminator or subject))
        return Finding(
            code=self.code,
            detector=self.name,
            subject=subject,
            fingerprint=hashlib.sha256(identity.encode()).hexdigest()[:24],
            severity=self.severity,
            confidence=confidence,
            message=self.message.format(**facts),
            facts=facts,
            evidence=tuple(evidence),
            authorities=tuple(authority.key for authority in self.authorities),
            awaits=tuple(awaits),
        )


def detector(
    *,
    code: str,
    message: str,
    severity: Severity,
    stage: Stage,
    authorities: Sequence[Authority],
    facts: Mapping[str, str],
    letter: LetterText | None,
    letters: Sequence[LetterKind] = (LetterKind.APPEAL, LetterKind.OGIS),
    adverse: Sequence[Authority] = (),
    warns: Mapping[ClockName, int] | None = None,
) -> Callable[[Check], Detector]:
    """Make a detector of the function below it. `facts` documents each fact of a finding;
    `adverse` are the authorities that cut against it, for the lawyer to know; `letters` are the
    letters that may say it; `warns` says how many days before the end of a clock the finding is
    made, so that it is looked for on that day. A finding that only reminds the requester enters
    none and has no `letter`. Raises ValueError where the one is given without the other."""
    if bool(letter) != bool(letters):
        raise ValueError(f"{code}: a paragraph needs a letter to stand in, and a letter its words")

    def wrap(check: Check) -> Detector:
        return Detector(
            code=code,
            name=check.__name__,
            family=check.__module__.split(".")[-2],
            message=message,
            severity=severity,
            stage=stage,
            authorities=tuple(authorities),
            adverse=tuple(adverse),
            facts=dict(facts),
            letter=letter,
            letters=tuple(letters),
            documentation=inspect.getdoc(check) or "",
            check=check,
            warns=dict(warns or {}),
        )

    return wrap


def placeholders(template: str) -> set[str]:
    """The names in braces in a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
