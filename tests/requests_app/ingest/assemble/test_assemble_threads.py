from datetime import datetime, timedelta

import pytest

from requests_app.ingest.assemble.contract import AssembledMessage, Assembly
from requests_app.ingest.assemble.messages import assemble

NOON = datetime(2018, 6, 14, 12, 5)
ANN, BO = "Ann Lee <ann.lee@agency.gov>", "Bo Kim <bo@vendor.com>"
HEAD = "01" + "ab" * 21
STEP = "0011223344"


def by_id(assembly: Assembly) -> dict[str | None, AssembledMessage]:
    return {message.message_id: message for message in assembly.messages}


def parent_id(assembly: Assembly, child: str) -> str | None:
    keys = {message.key: message.message_id for message in assembly.messages}
    parent = by_id(assembly)[child].parent
    return keys[parent] if parent else None


PARENTS = {
    "one_id_answered": ({"in_reply_to": ("p@x",), "references": ("a@x", "b@x")}, "p@x"),
    "several_answered": ({"in_reply_to": ("p@x", "q@x"), "references": ("a@x", "b@x")}, "b@x"),
    "only_references": ({"references": ("a@x", "b@x")}, "b@x"),
    "only_several_answered": ({"in_reply_to": ("p@x", "q@x")}, "p@x"),
    "words_answered": ({"in_reply_to": ("yesterday",), "references": ("a@x",)}, "a@x"),
    "nothing": ({}, None),
}


@pytest.mark.parametrize(("headers", "parent"), PARENTS.values(), ids=PARENTS.keys())
def test_the_parent_is_the_one_id_answered_else_the_last_referred_to(
    email, headers, parent
) -> None:
    assembly = assemble([email(message_id="m@x", **headers)])
    assert parent_id(assembly, "m@x") == parent


def test_absent_messages_keep_their_place_in_the_thread(email) -> None:
    assembly = assemble([email(message_id="m@x", references=("a@x", "b@x", "c@x"))])
    assert [parent_id(assembly, each) for each in ("c@x", "b@x", "a@x")] == ["b@x", "a@x", None]
    found = by_id(assembly)
    assert [found[each].ancestors for each in ("m@x", "c@x", "b@x", "a@x")] == [3, 2, 1, 0]


def test_headers_that_name_each_other_make_no_loop(email) -> None:
    one = email(message_id="a@x", in_reply_to=("b@x",))
    other = email(BO, NOON, message_id="b@x", in_reply_to=("a@x",))
    third = email("Cy Poe", message_id="c@x", references=("a@x", "b@x", "c@x"))
    assembly = assemble([one, other, third])
    parents = {message.key: message.parent for message in assembly.messages}
    for start in parents:
        seen, at = set(), start
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = parents[at]


def test_a_conversation_index_names_the_parent_and_the_number_of_ancestors(email) -> None:
    root = email(message_id="a@x", conversation_index=HEAD)
    reply = email(BO, NOON, message_id="b@x", conversation_index=(HEAD + STEP).upper())
    deep = email("Cy Poe", message_id="c@x", conversation_index=HEAD + STEP + STEP + "aabbccddee")
    assembly = assemble([root, reply, deep])
    assert parent_id(assembly, "b@x") == "a@x"
    assert by_id(assembly)["b@x"].parent_basis == "conversation_index"
    assert parent_id(assembly, "c@x") is None
    assert [by_id(assembly)[each].ancestors for each in ("a@x", "b@x", "c@x")] == [0, 1, 3]


@pytest.mark.parametrize("index", ["", "zz" * 22, HEAD + "00", HEAD[:-2]])
def test_a_damaged_conversation_index_proves_nothing(email, index) -> None:
    [message] = assemble([email(message_id="a@x", conversation_index=index)]).messages
    assert message.ancestors == 0


def test_a_subject_does_not_make_a_parent_of_what_the_conversation_index_says_is_none(
    email,
) -> None:
    first = email(ANN, NOON, "Sites", "Where?", to=(BO,), conversation_index=HEAD)
    later = email(
        BO,
        NOON + timedelta(hours=1),
        "RE: Sites",
        "Tulsa.",
        to=(ANN,),
        conversation_index=HEAD[:-4] + "ffff" + STEP,
    )
    assert [m.parent for m in assemble([first, later]).messages] == [None, None]


def test_what_is_quoted_outermost_is_the_parent(email) -> None:
    reply = email(BO, NOON, "RE: RE: Sites", "Ok.")
    outer = email("Cy Poe", NOON - timedelta(hours=1), "RE: Sites", "Ask Bo.", inside=reply)
    inner = email("Ann Lee", NOON - timedelta(hours=2), "Sites", "Where?", inside=outer)
    found = {m.occurrences[0]: m for m in assemble([reply, outer, inner]).messages}
    assert found[reply.key].parent == found[outer.key].key
    assert found[outer.key].parent == found[inner.key].key
    assert found[reply.key].parent_basis == "quotation"
    assert [found[each.key].ancestors for each in (reply, outer, inner)] == [2, 1, 0]


ANSWERS = {
    "reply": ({}, True),
    "forward_to_a_third": ({"subject": "FW: Sites", "to": ("Cy Poe",)}, True),
    "reply_to_a_third": ({"to": ("Cy Poe",)}, False),
    "no_mark_of_a_reply": ({"subject": "Sites"}, False),
    "other_subject": ({"subject": "RE: Travel"}, False),
    "before": ({"sent": NOON - timedelta(hours=1)}, False),
    "a_season_later": ({"sent": NOON + timedelta(days=100)}, False),
    "by_a_third": ({"sender": "Cy Poe"}, False),
    "by_someone_closed": ({"sender": "[]"}, False),
    "undated": ({"sent": None}, False),
}


@pytest.mark.parametrize(("change", "is_answer"), ANSWERS.values(), ids=ANSWERS.keys())
def test_subject_participants_and_time_show_an_answer_where_nothing_else_does(
    email, change, is_answer
) -> None:
    first = email(ANN, NOON, "Sites", "Where?", to=(BO,))
    answer = email(
        **{
            "sender": BO,
            "sent": NOON + timedelta(hours=1),
            "subject": "RE: Sites",
            "body": "Tulsa.",
            "to": (ANN,),
            **change,
        }
    )
    found = {m.occurrences[0]: m for m in assemble([first, answer]).messages}
    assert (found[answer.key].parent == found[first.key].key) is is_answer
    assert found[answer.key].parent_basis == ("subject" if is_answer else None)
