"""The appeal letter: facts in, Markdown out. A lawyer signs it, so it says no more than it shows.

The order is that of an administrative appeal: addressee, what is appealed and in time, facts,
standard, one argument a point with its exhibits, relief, reservation, signature, enclosures, and
last the lawyer's own checklist, which is not part of the letter.
"""

from gaps.appeals.checklist import checklist
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import (
    AppealFacts,
    ExhibitPage,
    Letter,
    LetterNoted,
    Point,
    Showing,
)
from gaps.appeals.markdown import fill, lines, long_date, plain
from requests_app.law.calendar import Calendar, count_working_days

BANNER = "DRAFT — privileged attorney work product — checklist on the last page"
QUOTED_WORDS = 60
"""Longer passages are cut at a word; the exhibit shows the rest."""

LETTER_NAMES = {
    "request": "the request",
    "acknowledgment": "an acknowledgment",
    "clarification_request": "a request for clarification",
    "clarification_reply": "the answer to the request for clarification",
    "extension": "a notice of extension",
    "fee_notice": "a fee notice",
    "interim_response": "an interim response",
    "determination": "its determination",
    "referral": "a notice of referral",
    "consultation": "a notice of consultation",
    "other": "a letter",
}


def letter(facts: AppealFacts) -> Letter:
    """Draft the appeal from its facts."""
    notes = Footnotes()
    body = [
        _head(facts),
        _opening(facts, notes),
        _statement_of_facts(facts),
        _standard(facts, notes),
        _arguments(facts, notes),
        _relief(facts, notes),
        _closing(facts, notes),
        _signature(facts),
        _enclosures(facts),
    ]
    to_check = checklist(facts, notes.cited)
    body.append(_checklist(to_check))
    body.append(notes.definitions())
    return Letter("\n\n".join(part for part in body if part) + "\n", tuple(to_check))


def _head(facts: AppealFacts) -> str:
    addressee = facts.addressee
    address = [plain(each) for each in addressee.address.splitlines()] if addressee else []
    confirm = "" if addressee and addressee.verified else "**[confirm addressee and address]**"
    numbers = ", ".join(plain(each) for each in facts.request_numbers)
    determined = long_date(facts.window.determined_on) if facts.window else ""
    return "\n\n".join(
        (
            _block("banner", "Banner", plain(BANNER)),
            _block("letterhead", "Letterhead", plain(facts.requester)),
            _block("date", "Date Line", plain(long_date(facts.dated_on))),
            _block("delivery", "Body Text", "**[state the means of delivery]**"),
            _block(
                "addressee",
                "Address",
                lines(
                    "FOIA Appeals Officer",
                    plain(addressee.name) if addressee else plain(facts.agency),
                    *address,
                    confirm,
                ),
            ),
            _block(
                "re",
                "Re Block",
                lines(
                    "**FREEDOM OF INFORMATION ACT APPEAL**",
                    f"Request No\\. {numbers}" if numbers else "**[request number]**",
                    f"Component: {plain(facts.agency)}",
                    f"Determination of {plain(determined)}" if determined else "",
                    f"Subject: {plain(facts.title)}",
                    f"Our file: {plain(facts.ref)}",
                ),
            ),
            "Dear Appeals Officer:",
        )
    )


def _opening(facts: AppealFacts, notes: Footnotes) -> str:
    asked = f" filed on {plain(long_date(facts.filed_on))}" if facts.filed_on else ""
    first = (
        f"{plain(facts.requester)} (“Appellant”) appeals the response of {plain(facts.agency)} "
        f"(“the agency”) to its request{asked} under the Freedom of Information Act."
    )
    paragraphs = [first, notes.cite(_timeliness(facts))]
    if facts.expedition_requested_on:
        paragraphs.append(
            notes.cite(
                "Appellant asked for expedited processing of the request on "
                f"{long_date(facts.expedition_requested_on)} and asks that this appeal be "
                "expedited for the same reasons [dhs_5_5e]."
                if _is_dhs(facts)
                else "Appellant asked for expedited processing of the request and asks that this "
                "appeal be expedited for the same reasons."
            )
        )
    return "\n\n".join(paragraphs)


def _timeliness(facts: AppealFacts) -> str:
    window = facts.window
    if window is None:
        return f"**[timeliness: {plain(facts.window_unknown)}]**"
    cited = "".join(f"[{key}]" for key in window.authorities)
    counted = count_working_days(window.determined_on, facts.dated_on, Calendar.REQUESTER)
    determined, closes = long_date(window.determined_on), long_date(window.closes_on)
    if facts.dated_on > window.closes_on:
        return (
            f"The determination is dated {determined}. By Appellant’s most cautious count the "
            f"period to appeal ended on {closes}. **[state the cause of the delay, or re-file "
            f"the request]** {cited}"
        )
    return (
        f"The determination is dated {determined}. This letter is dated "
        f"{_day_count(counted)} after it. Counted most cautiously, the period to appeal ends on "
        f"{closes}, and the appeal is timely {cited}."
    )


def _day_count(days: int) -> str:
    return f"{days} working {'day' if days == 1 else 'days'}"


def _statement_of_facts(facts: AppealFacts) -> str:
    stated = [_letter_sentence(each) for each in facts.letters]
    for delivery in facts.deliveries:
        on = f"On {long_date(delivery.received_on)} " if delivery.received_on else ""
        withheld = delivery.pages_withheld_in_full
        stated.append(
            plain(
                f"{on}Appellant received {delivery.pages_counted:,} pages"
                + (f"; the agency reports {withheld:,} more withheld in full" if withheld else "")
                + f". They hold {delivery.messages:,} emails that stand as messages of their own."
            )
        )
    numbered = "\n".join(f"{number}. {each}" for number, each in enumerate(stated, 1))
    return f"# Statement of Facts\n\n{numbered}"


def _letter_sentence(noted: LetterNoted) -> str:
    what = LETTER_NAMES.get(noted.kind, "a letter")
    who = "Appellant sent" if noted.direction == "out" else "The agency sent"
    where = f" {plain(str(noted.citation))}\\." if noted.citation else ""
    return f"{plain(f'{who} {what} on {long_date(noted.dated_on)}.')}{where}"


def _standard(facts: AppealFacts, notes: Footnotes) -> str:
    appealable = (
        " The Department’s regulation names the adequacy of the search and an incomplete response "
        "among the grounds of appeal [dhs_5_8a]."
        if _is_dhs(facts)
        else ""
    )
    text = (
        "An agency that receives a request reasonably describing records must make the records "
        "promptly available [foia_a3A], and its search must be reasonably calculated to uncover "
        f"all relevant documents [morley].{appealable} Appellant does not rest on speculation that "
        "other records exist [wilbur]; each point below rests on a page that the agency itself "
        "released or wrote."
    )
    return f"# Standard\n\n{notes.cite(text)}"


def _arguments(facts: AppealFacts, notes: Footnotes) -> str:
    parts = ["# Argument"]
    for number, point in enumerate(facts.points, 1):
        parts.append(_argument(number, point, notes))
    return "\n\n".join(parts)


def _argument(number: int, point: Point, notes: Footnotes) -> str:
    first = point.showings[0].facts
    shown = [_showing(point, showing, notes) for showing in point.showings]
    parts = [
        f"## {number}\\. {fill(point.heading, first)}",
        notes.cite(fill(point.rule, first)),
        "\n\n".join(shown),
    ]
    if point.limits:
        parts.append(notes.cite(fill(point.limits, first)))
    return "\n\n".join(parts)


def _showing(point: Point, showing: Showing, notes: Footnotes) -> str:
    sentence = notes.cite(fill(point.item, showing.facts))
    cited = "; ".join(plain(str(each)) for each in showing.citations)
    parts = [f"{sentence} {cited}\\." if cited else sentence]
    parts += [f"> “{plain(_cut(quote))}” {plain(str(where))}" for quote, where in showing.quotes]
    parts += [
        f"Appellant looked for {plain(what)} in what was released ({plain(through)}) and found "
        "none."
        for what, through in showing.looked
    ]
    return "\n\n".join(parts)


def _cut(quote: str) -> str:
    words = quote.split()
    if len(words) <= QUOTED_WORDS:
        return " ".join(words)
    return " ".join(words[:QUOTED_WORDS]) + " …"


def _relief(facts: AppealFacts, notes: Footnotes) -> str:
    asked = []
    for number, point in enumerate(facts.points, 1):
        seen = dict.fromkeys(fill(point.relief, showing.facts) for showing in point.showings)
        asked += [f"{notes.cite(each).rstrip('.')} (Point {number})" for each in seen]
    preserve = "preserve every record within the request while this appeal is pending"
    asked.append(notes.cite(preserve + (" [dhs_5_9]" if _is_dhs(facts) else "")))
    asked.append(
        "state, for anything still withheld, the exemption relied on, the harm foreseen and the "
        "volume withheld"
    )
    numbered = "\n".join(f"{number}. {each};" for number, each in enumerate(asked[:-1], 1))
    last = f"{len(asked)}. {asked[-1]}."
    return f"# Relief Requested\n\nThe agency should:\n\n{numbered}\n{last}"


def _closing(facts: AppealFacts, notes: Footnotes) -> str:
    text = (
        "A decision on this appeal is due within twenty working days of its receipt [foia_a6Aii]; "
        "without one in that time Appellant is deemed to have exhausted its administrative "
        "remedies [foia_a6Ci]. Appellant is willing to discuss any point that would let the agency "
        "act sooner, and the services of the Office of Government Information Services remain "
        "open to both [foia_h3]."
    )
    reserved = (
        "Appellant reserves every right and argument, and may add to this appeal when further "
        "records or explanations are received. A point not raised here is not conceded."
    )
    return f"# Closing\n\n{notes.cite(text)}\n\n{reserved}"


def _signature(facts: AppealFacts) -> str:
    return _block(
        "signature",
        "Signature",
        lines(
            "Respectfully submitted,",
            "",
            "**[signature]**",
            "**[name, title, bar number and jurisdiction]**",
            f"for {plain(facts.requester)}",
            "**[address, telephone, email; authority to represent enclosed]**",
        ),
    )


def _enclosures(facts: AppealFacts) -> str:
    rows = "\n".join(
        f"| {each.letter} | {plain(each.title)} | {plain(_pages(each.pages))} |"
        for each in facts.exhibits
    )
    return f"# Enclosures\n\n| Exhibit | Document | Pages |\n|:--|:-----|:-----|\n{rows}"


def _pages(pages: tuple[ExhibitPage, ...]) -> str:
    return ", ".join(str(each.page) for each in pages)


def _checklist(to_check: list[str]) -> str:
    rows = "\n".join(f"- ☐ {each}" for each in to_check)
    return "\n\n".join(
        (
            _block("checklist", "Banner", "Remove this page before filing"),
            "# Before filing: the lawyer’s checklist",
            rows,
        )
    )


def _block(name: str, style: str, text: str) -> str:
    """A paragraph with a style of its own in Word and a label of its own in the PDF."""
    return f'::: {{#{name} custom-style="{style}"}}\n{text}\n:::'


def _is_dhs(facts: AppealFacts) -> bool:
    return (
        any(key.startswith("dhs_") for key in facts.window.authorities) if facts.window else False
    )
