"""The scorer is judged by hand-made truth: a scorer that is kind to itself measures nothing."""

from datetime import datetime
from pathlib import Path

import pytest

from requests_app.ingest.scoring_mail import (
    ArchivedMail,
    QuotedOnly,
    absent_ids,
    archived_mail,
    choose_deleted,
    kept_copies,
    score_inferred,
    write_mbox,
)


def mail(own: str, *names: str, sender: str = "Ann Lee <a@x.gov>") -> ArchivedMail:
    content = (
        f"From: {sender}\nDate: Thu, 14 Jun 2018 12:05:30 -0400\nMessage-ID: <{own}>\n"
        f"References: {' '.join(f'<{each}>' for each in names)}\n\nFrom here on: text\n"
    )
    return ArchivedMail(content.encode(), own, frozenset(names))


def test_a_mailbox_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    written = [mail("a@x"), mail("b@x", "a@x", "gone@x")]
    write_mbox(tmp_path / "box", written)
    read = archived_mail(tmp_path / "box")
    assert [(each.message_id, each.refers_to) for each in read] == [
        ("a@x", frozenset()),
        ("b@x", frozenset({"a@x", "gone@x"})),
    ]


@pytest.mark.parametrize(
    ("header", "ids"),
    [
        ("In-Reply-To: <a@x> (Ann's message)", {"a@x"}),
        ("References: <a@x>\n\t<b@x><c@\n x>", {"a@x", "b@x", "c@x"}),
        ("In-Reply-To: Your message of Tuesday", set()),
        ("References: <no-at-sign> <@> <own@x>", set()),
    ],
)
def test_ids_are_read_without_the_code_that_is_scored(tmp_path: Path, header, ids) -> None:
    content = f"Message-ID: <own@x>\n{header}\n\nText\n".encode()
    write_mbox(tmp_path / "box", [ArchivedMail(content, None, frozenset())])
    assert archived_mail(tmp_path / "box")[0].refers_to == ids


def test_each_message_taken_out_is_still_named_by_one_that_stays() -> None:
    chain = [mail("0@x"), *(mail(f"{n}@x", f"{n - 1}@x") for n in range(1, 40))]
    for seed in range(20):
        deleted = choose_deleted(chain, count=12, seed=seed)
        kept = [each for each in chain if each.message_id not in deleted]
        assert len(deleted) == 12
        assert deleted <= absent_ids(kept)
    assert choose_deleted(chain, count=9, seed=5) == choose_deleted(chain, count=9, seed=5)


def test_more_than_can_be_proven_is_refused() -> None:
    with pytest.raises(ValueError, match="only 1"):
        choose_deleted([mail("a@x"), mail("b@x", "a@x")], count=2, seed=1)


def test_what_is_not_in_the_truth_costs_precision_and_what_is_not_found_recall() -> None:
    score = score_inferred(
        ["a@x", "b@x", "b@x", "wrong@x", None],
        expected=frozenset({"a@x", "b@x", "c@x", "d@x"}),
        deleted=frozenset({"a@x", "c@x"}),
    )
    assert (score.precision, score.recall) == (2 / 5, 2 / 4)
    assert score.precision_by_id == 2 / 4
    assert (score.deleted_found, score.missed) == (1, ("c@x", "d@x"))
    assert sorted(map(str, score.strays)) == ["None", "b@x", "wrong@x"]


@pytest.mark.parametrize(
    ("quoted", "is_copy"),
    [
        (QuotedOnly("Lee, Ann", "", datetime(2018, 6, 14, 12, 5), None), True),
        (QuotedOnly("", "A@X.gov", datetime(2018, 6, 14, 18, 35), None), True),
        (QuotedOnly("Ann Lee", "", datetime(2018, 6, 14, 16, 5), 0), True),
        (QuotedOnly("Ann Lee", "", datetime(2018, 6, 14, 12, 5), 0), False),
        (QuotedOnly("Ann Lee", "", datetime(2018, 6, 14, 12, 17), None), False),
        (QuotedOnly("Ann Lee", "", datetime(2018, 6, 17, 12, 5), None), False),
        (QuotedOnly("Bo Kim", "", datetime(2018, 6, 14, 12, 5), None), False),
        (QuotedOnly("Ann Lee", "", None, None), False),
    ],
)
def test_a_quotation_that_may_be_of_a_kept_message_is_told(quoted, is_copy) -> None:
    assert bool(kept_copies([quoted], [mail("a@x")])) is is_copy
