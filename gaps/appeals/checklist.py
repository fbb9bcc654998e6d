"""What a lawyer must look at before signing: nothing unverified leaves in silence."""

from collections.abc import Iterator, Sequence

from gaps.appeals.contract import AppealFacts
from gaps.appeals.markdown import long_date, plain
from requests_app.law.authorities import Authority, authority


def checklist(facts: AppealFacts, cited: Sequence[Authority]) -> list[str]:
    """The points to check, most dangerous first, as lines of Markdown."""
    return [
        *_window(facts),
        *_addressee(facts),
        *_findings(facts),
        *_authorities(cited),
        *_adverse(facts),
        *_blanks(facts),
    ]


def _window(facts: AppealFacts) -> Iterator[str]:
    window = facts.window
    if window is None:
        yield f"**Appeal period not computed**: {plain(facts.window_unknown)}\\."
        return
    late = " **This letter is dated after it\\.**" if facts.dated_on > window.closes_on else ""
    working = " → ".join(plain(step) for step in window.working)
    yield f"Appeal by {plain(long_date(window.closes_on))}\\.{late} Working: {working}\\."


def _addressee(facts: AppealFacts) -> Iterator[str]:
    if facts.addressee is None:
        yield "No appeal office is on file for this agency: take it from the determination\\."
    elif not facts.addressee.verified:
        note = f" {plain(facts.addressee.note)}" if facts.addressee.note else ""
        yield (
            "The appeals addressee and address were not verified: "
            f"take them from the determination\\.{note}"
        )


def _findings(facts: AppealFacts) -> Iterator[str]:
    for number, point in enumerate(facts.points, 1):
        probable = sum(showing.probable for showing in point.showings)
        if probable:
            yield (
                f"Point {number} ({point.code}): {probable} of {len(point.showings)} findings "
                "are strong and not proven\\. Read the pages before you assert them\\."
            )
        for caveat in dict.fromkeys(showing.caveat for showing in point.showings):
            if caveat:
                yield f"Point {number} ({point.code}): {plain(caveat)}"
        if not any(showing.citations for showing in point.showings):
            yield f"Point {number} ({point.code}): no exhibit page; it rests on an absence alone\\."


def _authorities(cited: Sequence[Authority]) -> Iterator[str]:
    for each in cited:
        if each.needs_lawyer:
            yield f"**Verify** {plain(each.cite_text)}: {plain(each.unverified_note)}"


def _adverse(facts: AppealFacts) -> Iterator[str]:
    keys = dict.fromkeys(key for point in facts.points for key in point.adverse)
    for key in keys:
        against = authority(key)
        mark = f" Not verified: {plain(against.unverified_note)}" if against.needs_lawyer else ""
        yield f"**Against us** {plain(against.cite_text)}: {plain(against.proposition)}{mark}"


def _blanks(facts: AppealFacts) -> Iterator[str]:
    if not facts.request_numbers:
        yield "The agency’s request number is not recorded\\."
    if facts.received_on is None:
        yield "The day on which the agency received the request is not recorded\\."
    if not any(each.kind == "request" for each in facts.letters):
        yield "The request letter itself is not on file and so not an exhibit\\."
    yield "Fill in every bracket: delivery, signature, bar number, authority to represent\\."
    yield "Subsequent history was not checked with a citator for any authority\\."
