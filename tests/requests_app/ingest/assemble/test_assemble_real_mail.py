"""Real list mail with messages taken out: the whole benchmark is `manage.py bench_mail`."""

from itertools import count

import pytest

from requests_app.ingest.assemble.contract import Occurrence, Participant
from requests_app.ingest.assemble.messages import assemble
from requests_app.ingest.extract.contract import EmailBlock, PersonSlot
from requests_app.ingest.extract.email_blocks import email_blocks
from requests_app.ingest.parsers.contract import ParseContext
from requests_app.ingest.parsers.eml import PARSER
from requests_app.ingest.scoring_mail import (
    absent_ids,
    archived_mail,
    choose_deleted,
    score_inferred,
)
from tests.samples import SAMPLES

MESSAGES, DELETED = 350, 40


def participant(slot: PersonSlot) -> Participant:
    return Participant(slot.role, slot.name, slot.address, slot.redacted)


def occurrence(source: int, block: EmailBlock, order: int) -> Occurrence:
    return Occurrence(
        key=(source, block.ordinal),
        role=block.role,
        container=None if block.parent is None else (source, block.parent),
        order=order,
        sender=participant(block.sender) if block.sender else None,
        recipients=tuple(map(participant, block.recipients)),
        sent_at=block.sent_at,
        has_time=block.has_time,
        utc_offset=block.utc_offset,
        subject=block.subject,
        body=block.body,
        complete_header=block.complete_header,
        message_id=block.message_id,
        in_reply_to=block.in_reply_to,
        references=block.references,
        conversation_index=block.conversation_index,
    )


@pytest.mark.parametrize("name", ["openbmc-2000", "linux-man-2000"])
def test_every_message_taken_out_of_real_mail_is_inferred_once(name, tmp_path) -> None:
    path = SAMPLES / "mbox" / f"{name}.mbox"
    if not path.is_file():
        pytest.skip(f"the sample mailbox {path} is not here")
    mail = archived_mail(path)[:MESSAGES]
    deleted = choose_deleted(mail, count=DELETED, seed=1)
    kept = [each for each in mail if each.message_id not in deleted]
    occurrences, order = [], count()
    for number, each in enumerate(kept):
        spool = tmp_path / str(number)
        spool.mkdir()
        (spool / "mail.eml").write_bytes(each.content)
        parsed = PARSER.parse(spool / "mail.eml", ParseContext(spool=spool))
        for block in email_blocks(parsed.pages, parsed.message, (), ()):
            occurrences.append(occurrence(number, block, next(order)))
    inferred = [each for each in assemble(occurrences).messages if each.state == "inferred"]
    score = score_inferred(
        [each.message_id for each in inferred], expected=absent_ids(kept), deleted=deleted
    )
    assert score.missed == ()
    assert [each for each in score.strays if each] == []
    assert score.deleted_found == DELETED
    assert score.strays.count(None) <= 0.03 * score.inferred
