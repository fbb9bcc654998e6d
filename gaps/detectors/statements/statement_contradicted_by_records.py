from collections.abc import Iterator

from gaps.contract import (
    Confidence,
    Evidence,
    Finding,
    LetterText,
    Severity,
    computed,
    dated,
    detector,
    on_page,
    stable,
)
from gaps.snapshot import CaseSnapshot, Statement
from gaps.snapshot_queries.evidence import standing_on
from gaps.snapshot_queries.statements import Contradicted, contradicted_statements
from gaps.snapshot_queries.wording import amount, day_in_words, named, quotable, told
from requests_app.law import authorities as law

MESSAGES_SHOWN = 5


@detector(
    code="STM001",
    message="A statement of {said_on} denies contact with {counterpart}; records hold {messages}",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.MORLEY, law.VALENCIA_LUCENA],
    adverse=[law.WOLF],
    facts={
        "by": "who made the statement",
        "to": "to whom it was made",
        "said_on": "the day of the statement",
        "sentence": "the sentence that denies, in its own words",
        "counterpart": "the organization or person that it names",
        "number": "produced messages between the agency and the one named, before that day",
        "messages": "the same in words",
        "first": "the first of them",
    },
    letter=LetterText(
        heading="A statement of {said_on} and the records released",
        rule=(
            "An agency must make a search reasonably calculated to uncover all relevant documents "
            "[morley]. A search is inadequate where there are positive indications of material "
            "that was overlooked [valencia_lucena]. What an agency says of its contacts and what "
            "its records show are read side by side for such indications."
        ),
        item=(
            "On {said_on} {by} said to {to}: “{sentence}” The records released hold {messages} of "
            "an earlier day between the agency and {counterpart}. The first is the {first}."
        ),
        limits=(
            "An official statement acknowledges records only where it matches the information at "
            "issue [wolf], and a statement may rest on another understanding of its words than "
            "the one taken here. This point draws no conclusion from the difference."
        ),
        relief=(
            "search for further records of the contacts with {counterpart} that these messages "
            "show, and take the statement of {said_on} into account in deciding the appeal."
        ),
    ),
)
def statement_contradicted_by_records(case: CaseSnapshot) -> Iterator[Finding]:
    """The agency denied a contact, and released messages of an earlier day show it.

    ## Why it matters
    Whoever spoke for the agency did not know of the messages. Others that were not known may not
    have been looked for.

    ## What would cure it
    Nothing has to be produced: the two are shown side by side, for the lawyer to weigh.

    ## When it is not a gap
    The sentence leaves room: it speaks of contracts, of now, of an exception, or only says what it
    cannot say. It names no organization or person that stands in the messages, or an office that
    does not. The messages are later than the statement, of another year than it names, only
    quoted, or the one named only had a copy. It denies that the agency wrote, and all messages came
    from outside. It is confined to a topic that no subject of a message names; where one does, and
    where the day of the statement is not known, the finding is a lead.
    """
    for each in contradicted_statements(case):
        said, day = each.statement, day_in_words(each.statement.said_on)
        sure = said.said_on is not None and not each.on_topic
        yield statement_contradicted_by_records.finding(
            subject=f"the statement of {day} on {each.counterpart}",
            discriminator=f"{said.said_on} {said.by} {each.counterpart} {each.sentence}",
            confidence=Confidence.PROBABLE if sure else Confidence.LEAD,
            evidence=[
                *_said(said, each.sentence),
                *standing_on(
                    each.messages[:MESSAGES_SHOWN], f"is a message with {each.counterpart}"
                ),
                computed("Beside the statement", _working(each)),
            ],
            by=said.by,
            to=said.to,
            said_on=day,
            sentence=quotable(each.sentence),
            counterpart=each.counterpart,
            number=len(each.messages),
            messages=amount(len(each.messages), "message"),
            first=told(each.messages[0]),
        )


def _said(statement: Statement, sentence: str) -> list[Evidence]:
    what = f"{statement.by} to {statement.to}: “{sentence}”"
    if statement.page is not None:
        return [on_page(statement.page, what)]
    return [dated(what, statement.said_on)] if statement.said_on else []


def _working(each: Contradicted) -> list[str]:
    return [f"said: {each.sentence}", *(named(one) for one in each.messages[:MESSAGES_SHOWN])]
