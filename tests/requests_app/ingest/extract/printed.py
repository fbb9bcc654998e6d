"""Pages for the tests of this package: plain text, or text laid out with boxes."""

from collections.abc import Sequence

from requests_app.ingest.extract.contract import EmailBlock, RedactionFact, Span
from requests_app.ingest.extract.email_blocks import email_blocks
from requests_app.ingest.parsers.contract import Box, ParsedMessage, ParsedPage, Word

CHAR, LEADING = 6.0, 14.0


def text_pages(*texts: str) -> list[ParsedPage]:
    """Pages that have text only."""
    return [ParsedPage(index=index, text=text) for index, text in enumerate(texts)]


def laid_out(*pages: Sequence[tuple[float, float, str]]) -> list[ParsedPage]:
    """Pages whose runs of words stand at (x, y); the lines of the text are the runs of one y."""
    result = []
    for index, runs in enumerate(pages):
        text, words, last_y = "", [], None
        for x, y, run in sorted(runs, key=lambda run: (run[1], run[0])):
            for number, word in enumerate(run.split()):
                before = " ".join(run.split()[:number])
                left = x + CHAR * (len(before) + (1 if before else 0))
                if text:
                    text += " " if y == last_y else "\n"
                box = Box(left, y, left + CHAR * len(word), y + 10)
                words.append(Word(word, len(text), len(text) + len(word), box))
                text += word
                last_y = y
        result.append(ParsedPage(index=index, text=text, width=612, height=792, words=tuple(words)))
    return result


def found(
    *texts: str,
    running: Sequence[Span] = (),
    redactions: Sequence[RedactionFact] = (),
) -> tuple[EmailBlock, ...]:
    """The emails on plain pages."""
    return email_blocks(text_pages(*texts), None, running, redactions)


def found_in_mail(body: str) -> tuple[EmailBlock, ...]:
    """The emails of a native message with this body."""
    head = "From: a@example.org\nSubject: x\n\n"
    message = ParsedMessage(
        message_id="one@example.org", subject="x", body=body, body_start=len(head)
    )
    return email_blocks(text_pages(head + body), message, (), ())


def people(block: EmailBlock, role: str) -> list[str | None]:
    """The names of a block in one role."""
    return [slot.name for slot in block.recipients if slot.role == role]
