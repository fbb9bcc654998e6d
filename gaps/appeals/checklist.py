"""What a lawyer must look at before signing: nothing unverified leaves in silence."""

from collections.abc import Iterator, Sequence

from gaps.appeals.citations import OF_ONE_DEPARTMENT, in_print
from gaps.appeals.contract import AppealFacts, Point, Window
from gaps.appeals.markdown import beyond_the_fonts, count, long_date, plain
from requests_app.law.authorities import Authority, authority
from requests_app.law.openings import Confirmed, is_open, open_note
from requests_app.law.rules.expedition_decision_due import CERTIFICATION_UNKNOWN

WITHHOLDING = "WTH"
"""The codes of the gaps in what was withheld begin so."""


def checklist(facts: AppealFacts, cited: Sequence[Authority], words: str) -> list[str]:
    """What to check before an appeal is filed, most dangerous first, as lines of Markdown. `words`
    is the letter."""
    envelope = (
        "Fill in every bracket: delivery, signature, bar number, authority to represent\\. Mark "
        "envelope or subject line “Freedom of Information Act Appeal”\\."
    )
    on_appeal = [*_window(facts), *_addressee(facts), *_withholdings(facts)]
    common = _common(facts, cited, words, enclosed=("request", "determination"))
    return [*on_appeal, *common, *_expedition(facts), envelope, *_always()]


def checklist_of_letter(
    facts: AppealFacts,
    cited: Sequence[Authority],
    words: str,
    *,
    addressed: bool,
    tells_the_history: bool,
) -> list[str]:
    """What to check before another letter is sent, or a paper is used; `addressed` where it goes
    to an address that nobody verified, `tells_the_history` where it encloses what was written."""
    goes_to = (
        "**The addressee and address were not verified**: take them from the latest letter of "
        "the office that is written to\\."
    )
    brackets = "Fill in every bracket before the paper leaves the office\\."
    # Nothing is appealed by these letters: a period counts only where something was determined.
    answers = any(each.kind == "determination" for each in facts.letters)
    determined = facts.window is not None or answers
    window = _appealed(facts) or _window(facts)
    head = [*(window if determined else ()), *([goes_to] if addressed else [])]
    enclosed = ("request", "determination") if determined else ("request",)
    common = _common(facts, cited, words, enclosed=enclosed if tells_the_history else ())
    return [*head, *common, brackets, *_always()]


def _common(
    facts: AppealFacts, cited: Sequence[Authority], words: str, *, enclosed: Sequence[str]
) -> Iterator[str]:
    yield from _findings(facts)
    yield from _certified(facts)
    yield from _leads(facts)
    yield from _authorities(facts, cited)
    yield from _adverse(facts)
    yield from _blanks(facts, enclosed)
    yield from _day_of_counts(facts)
    yield from _letters(words)
    yield from _subsequent_history(facts, cited)


def _window(facts: AppealFacts) -> Iterator[str]:
    window = facts.window
    if window is None:
        yield (
            f"**Appeal period not computed**: {plain(facts.window_unknown)}\\. Take the period "
            "from the agency’s letter and count it before anything else\\."
        )
        return
    working = plain("; ".join(window.working))
    yield (
        f"**Appeal by {plain(long_date(window.closes_on))}\\.** {_within(facts, window)} "
        "If the determination states another period, the earlier day holds\\. "
        f"Working: {working.removesuffix('.')}\\."
    )
    for day in window.other_determinations:
        yield (
            f"An earlier answer of {long_date(day)} is on file: where it gave a right of appeal "
            "its own period ran from its own date\\."
        )


def _appealed(facts: AppealFacts) -> list[str]:
    """The appeal that is on file already, where one answers the determination last made."""
    window = facts.window
    appeals = [each.dated_on for each in facts.letters if each.kind == "appeal" and each.dated_on]
    if window is None or not appeals or max(appeals) < window.determined_on:
        return []
    ends = "ended" if window.closes_on < facts.dated_on else "ends"
    return [
        f"An appeal of {long_date(max(appeals))} is on file\\. What it left out had to be appealed "
        f"as well: the period, counted most cautiously, {ends} on {long_date(window.closes_on)}\\."
    ]


def _within(facts: AppealFacts, window: Window) -> str:
    dated = long_date(facts.dated_on)
    if facts.dated_on < window.determined_on:
        return f"**This letter, dated {dated}, is dated before the determination\\.**"
    if window.closes_on < facts.dated_on <= (window.late_after or window.closes_on):
        working = plain("; ".join(window.late_working)).removesuffix(".")
        return (
            f"**This letter, dated {dated}, is late by this count, and in time by the agency’s "
            f"own: file it today\\.** That count: {working}\\."
        )
    if facts.dated_on > window.closes_on:
        return f"**This letter, dated {dated}, is late by this count\\.**"
    return f"This letter, dated {dated}, is within the period\\."


def _addressee(facts: AppealFacts) -> Iterator[str]:
    if facts.addressee is None:
        yield "**No appeal office is on file for this agency**: take it from the determination\\."
    elif not facts.addressee.verified:
        note = f" {plain(facts.addressee.note)}" if facts.addressee.note else ""
        yield (
            "**The addressee and address were not verified**: "
            f"take them from the determination\\.{note}"
        )


def _findings(facts: AppealFacts) -> Iterator[str]:
    for number, point in enumerate(facts.points, 1):
        name = f"Point {number} ({point.code})"
        if point.probable:
            yield _probable(name, point)
        for caveat in dict.fromkeys(showing.caveat for showing in point.showings):
            if caveat:
                yield f"{plain(name)}, of our own reading: {plain(caveat)}"
        bare = sum(not showing.citations for showing in point.showings)
        if bare:
            yield (
                f"{plain(name)}: {count(bare, 'finding')} without an exhibit page, resting on a "
                "count or an absence alone\\."
            )


def _withholdings(facts: AppealFacts) -> Iterator[str]:
    if not any(point.code.startswith(WITHHOLDING) for point in facts.points):
        yield (
            "**No point challenges a withholding**: an exemption that the agency claims is not "
            "appealed by this letter\\. Add what should be, before the period ends\\."
        )


def _certified(facts: AppealFacts) -> Iterator[str]:
    for number, point in enumerate(facts.points, 1):
        if any(CERTIFICATION_UNKNOWN in showing.working for showing in point.showings):
            yield (
                f"{plain(f'Point {number} ({point.code})')}: that the statement for expedited "
                "processing was certified is not on record\\. Without a certified statement "
                "nothing had to be decided\\."
            )


def _day_of_counts(facts: AppealFacts) -> Iterator[str]:
    counted_on = facts.analysed_as_of
    counts = any("late" in each.facts for point in facts.points for each in point.showings)
    if counts and counted_on and counted_on != facts.dated_on:
        told = (
            f"The findings count to {long_date(counted_on)}, and this letter is dated "
            f"{long_date(facts.dated_on)}: what is said to be so many days ago is counted to the "
            "former. Analyze the request as of the day of the letter."
        )
        yield f"**Days**: {plain(told)}"


def _leads(facts: AppealFacts) -> Iterator[str]:
    for each in facts.leads_left_out:
        yield (
            f"Left out, though confirmed\\: {plain(each)} is a lead, and a letter asserts none\\. "
            "Plead it in your own words if the pages bear it out\\."
        )


def _probable(name: str, point: Point) -> str:
    whole = len(point.showings)
    which = "the finding is" if whole == 1 else f"of its {whole} findings, {point.probable}"
    verb = "" if whole == 1 else (" is" if point.probable == 1 else " are")
    return f"{plain(name)}: {which}{verb} strong but not proven\\. Read the pages before signing\\."


def _authorities(facts: AppealFacts, cited: Sequence[Authority]) -> Iterator[str]:
    counted = [authority(key) for key in facts.window.authorities] if facts.window else []
    for each in dict.fromkeys((*cited, *counted)):
        opened = facts.opened.get(each.key)
        used = "" if each in cited else " \\(used to count the period, not cited\\)"
        if is_open(each, opened):
            yield f"**Verify** {in_print(each)}{used}: {plain(open_note(each, opened))}"
        elif opened:
            told = f"opened by {opened.by} on {long_date(opened.on)}; confirmed: {opened.in_words}."
            yield f"{in_print(each)}{used}: {plain(told)}"


def _adverse(facts: AppealFacts) -> Iterator[str]:
    keys = dict.fromkeys(key for point in facts.points for key in point.adverse)
    for key in keys:
        if key.startswith(OF_ONE_DEPARTMENT) and not facts.within_dhs:
            continue
        against = authority(key)
        mark = " Not verified\\." if is_open(against, facts.opened.get(key)) else ""
        held = against.proposition.removeprefix("ADVERSE: ").removeprefix("CAUTION: ")
        yield f"**Against us** {in_print(against)}: {plain(held)}{mark}"


def _subsequent_history(facts: AppealFacts, cited: Sequence[Authority]) -> Iterator[str]:
    checked = {
        key for key, opened in facts.opened.items() if Confirmed.GOOD_LAW in opened.confirmed
    }
    left = [each for each in cited if each.key not in checked]
    if len(left) == len(cited):
        yield "No authority was checked with a citator for subsequent history\\."
    elif left:
        yield (
            "Only the authorities that are said above to be still good law were checked for "
            "subsequent history\\."
        )


def _blanks(facts: AppealFacts, enclosed: Sequence[str]) -> Iterator[str]:
    if not facts.request_numbers:
        yield "The agency’s request number is not recorded\\."
    if facts.filed_on is None:
        yield "The day on which the request was filed is not recorded\\."
    if facts.received_on is None:
        yield "The day on which the agency received the request is not recorded\\."
    for kind in enclosed:
        if not any(each.kind == kind and each.citation for each in facts.letters):
            yield f"The {kind} itself is not on file and so is not an exhibit: enclose it\\."


def _expedition(facts: AppealFacts) -> Iterator[str]:
    if facts.expedition_requested_on:
        yield "Expedition of the appeal is asked for: enclose the certified statement\\."


def _always() -> Iterator[str]:
    yield (
        "The findings were drawn from the records by a program: read each page cited, and consider "
        "whether anything in the exhibits was disclosed by inadvertence\\."
    )


def _letters(words: str) -> Iterator[str]:
    beyond = beyond_the_fonts(words)
    if beyond:
        shown = plain(f"({beyond[:40]})")
        yield (
            f"The letter holds characters that the fonts of the PDF may lack {shown}: compare the "
            "PDF with the Word file\\."
        )
