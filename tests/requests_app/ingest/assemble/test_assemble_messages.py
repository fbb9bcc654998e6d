"""Which occurrences are one email: hits and, as many, near misses."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from requests_app.ingest.assemble.contract import Assembly
from requests_app.ingest.assemble.messages import assemble

NOON = datetime(2018, 6, 14, 12, 5)
LATER = NOON + timedelta(hours=5, minutes=17)
WORDS = (
    "The contract modification was signed this morning and the vendor will begin the pilot "
    "at the two field sites once the privacy office has cleared the threshold analysis."
)
NOISED = (
    "The contract m0dification was s1gned this morning and the vendor wi11 begin the pi1ot "
    "at the two fie1d sites 0nce the privacy 0ffice has c1eared the thresho1d ana1ysis."
)
GARBLED = (
    "Tbe contraet modificatlon was sigued this moming and the veudor will begin the pllot "
    "at tbe two field sltes ouce the privacy office bas cleared the tbreshold analysls."
)
OTHER = (
    "Please call me about the travel vouchers before Friday because accounting wants every "
    "receipt from the Denver trip scanned and numbered by cost centre."
)
ANN = "Ann Lee <ann.lee@agency.gov>"
BO = "Bo Kim <bo@vendor.com>"

HITS = {
    "identical": {},
    "name_in_the_other_order": {"sender": "Lee, Ann M (OCIO)"},
    "name_without_address": {"sender": "Ann Lee"},
    "address_without_name": {"sender": "ann.lee@agency.gov"},
    "exchange_name": {"sender": "Lee, Ann </o=agency/ou=first/cn=recipients/cn=alee>"},
    "name_badly_read": {"sender": "Ann Iee"},
    "sender_closed": {"sender": "[]"},
    "sender_absent": {"sender": None},
    "subject_with_a_mark": {"subject": "[EXTERNAL] Pilot sites (UNCLASSIFIED)"},
    "subject_badly_read": {"subject": "Pi1ot 5ites"},
    "subject_absent": {"subject": None},
    "subject_closed": {"subject": "(b)(5)"},
    "subject_cut": {"subject": "Pilot si"},
    "shortened": {"body": " ".join(WORDS.split()[:12])},
    "cut_at_both_ends": {"body": " ".join(WORDS.split()[6:20])},
    "body_closed": {"body": "(b)(5)"},
    "body_closed_in_part": {"body": WORDS.replace("the privacy office has", "(b)(6); (b)(7)(C)")},
    "badly_read": {"body": NOISED},
    "very_badly_read": {"body": GARBLED},
    "another_zone": {"sent": NOON - timedelta(hours=4)},
    "half_hour_zone": {"sent": NOON + timedelta(hours=9, minutes=30)},
    "a_minute_off": {"sent": NOON + timedelta(minutes=1)},
    "day_without_time": {"sent": NOON.replace(hour=0, minute=0), "has_time": False},
    "time_badly_read": {"sent": NOON.replace(hour=17, minute=25)},
    "undated": {"sent": None},
    "undated_by_nobody": {"sent": None, "sender": None},
    "same_minute_other_words": {"body": OTHER},
    "sender_badly_read_all_else_equal": {"sender": "Arm Lcc"},
}
MISSES = {
    "other_sender": {"sender": BO, "body": OTHER},
    "other_sender_same_surname": {"sender": "Zoe Lee <zoe.lee@agency.gov>", "body": OTHER},
    "other_subject_same_minute": {"subject": "Travel vouchers", "body": OTHER},
    "weekly_report": {"sent": NOON - timedelta(days=7)},
    "daily_report": {"sent": NOON - timedelta(days=1)},
    "other_zone_other_words": {"sent": NOON - timedelta(hours=4), "body": OTHER},
    "other_time": {"sent": NOON - timedelta(hours=2, minutes=13), "body": OTHER},
    "undated_other_words": {"sent": None, "body": OTHER},
    "closed_sender_other_words": {"sender": "[]", "body": OTHER},
    "same_minute_nothing_else": {"sender": None, "subject": None, "body": OTHER},
    "undated_few_words": {"sent": None, "sender": None, "subject": None, "body": "The contract"},
}


def states(assembly: Assembly) -> list[str]:
    return [message.state for message in assembly.messages]


@pytest.mark.parametrize("change", HITS.values(), ids=HITS.keys())
def test_a_quoted_copy_is_the_message_that_was_produced(email, change) -> None:
    top = email(subject="Pilot sites")
    reply = email(BO, LATER, "RE: Pilot sites", "Thank you.", to=(ANN,))
    quoted = email(**{"inside": reply, "complete_header": False, **change})
    assembly = assemble([top, reply, quoted])
    assert states(assembly) == ["produced", "produced"]
    assert assembly.messages[0].occurrences == (top.key, quoted.key)
    assert assembly.messages[1].parent == assembly.messages[0].key


@pytest.mark.parametrize("change", MISSES.values(), ids=MISSES.keys())
def test_a_quoted_message_that_only_looks_alike_is_another(email, change) -> None:
    top = email()
    reply = email(BO, LATER, "RE: Pilot sites", "Thank you.", to=(ANN,))
    quoted = email(**{"inside": reply, **change})
    assembly = assemble([top, reply, quoted])
    assert sorted(states(assembly)) == ["inferred", "produced", "produced"]


def test_reports_told_apart_by_a_number_in_the_subject_are_two(email) -> None:
    top = email(subject="Weekly report 23")
    reply = email(BO, LATER, "RE: Weekly report 24", "Thank you.")
    quoted = email(subject="Weekly report 24", sent=NOON - timedelta(hours=1), inside=reply)
    assert sorted(states(assemble([top, reply, quoted]))) == ["inferred", "produced", "produced"]


TOP_HITS = {
    "printed_twice": {},
    "from_another_mailbox": {"sender": "Lee, Ann M (OCIO)", "to": ("Kim, Bo",)},
    "closed_in_one_release": {"sender": "[]", "body": WORDS.replace("pilot", "(b)(5)")},
    "words_closed": {"body": "(b)(5)"},
    "read_by_ocr": {"body": NOISED, "subject": "Pi1ot sites"},
}
TOP_MISSES = {
    "two_emails_of_one_minute": {"body": OTHER},
    "two_short_ones": {"body": "No."},
    "weekly_report": {"sent": NOON - timedelta(days=7)},
    "hourly_alert": {"sent": NOON - timedelta(hours=1)},
    "a_minute_later": {"sent": NOON + timedelta(minutes=1)},
    "other_subject": {"subject": "Travel vouchers"},
    "other_sender": {"sender": BO},
    "one_text_sent_to_each": {"to": ("Cy Poe <cy@other.org>",)},
    "closed_sender_other_words": {"sender": "[]", "body": OTHER},
}


@pytest.mark.parametrize("change", TOP_HITS.values(), ids=TOP_HITS.keys())
def test_two_copies_of_one_printed_email_are_one_message(email, change) -> None:
    assert states(assemble([email(), email(**change)])) == ["produced"]


@pytest.mark.parametrize("change", TOP_MISSES.values(), ids=TOP_MISSES.keys())
def test_two_printed_emails_that_look_alike_stay_two(email, change) -> None:
    assert states(assemble([email(), email(**change)])) == ["produced", "produced"]


@pytest.mark.parametrize("shift", [0, -4])
def test_a_native_mail_and_its_printout_are_one_message(email, shift) -> None:
    native = email(message_id="a1@agency.gov", utc_offset=0)
    printed = email("Lee, Ann", NOON + timedelta(hours=shift))
    [message] = assemble([native, printed]).messages
    assert message.occurrences == (native.key, printed.key)
    assert (message.message_id, message.utc_offset) == ("a1@agency.gov", 0)


def test_native_mails_with_two_ids_are_never_one_message(email) -> None:
    assembly = assemble([email(message_id="a@x.gov"), email(message_id="b@x.gov")])
    assert len(assembly.messages) == 2


REUSED = {
    "the_same": ({}, 1),
    "footer_of_a_list": ({"body": WORDS + "\n_____\nlist mailing list"}, 1),
    "sender_rewritten_by_a_list": ({"sender": "Ann via List <list@lists.org>"}, 1),
    "an_hour_of_delay": ({"sent": NOON + timedelta(hours=1)}, 1),
    "domain_in_capitals": ({"message_id": "Id1@X.GOV"}, 1),
    "local_part_in_capitals": ({"message_id": "ID1@x.gov"}, 2),
    "other_sender": ({"sender": BO, "body": OTHER}, 2),
    "two_days_later": ({"sent": NOON + timedelta(days=2)}, 2),
    "other_subject_and_words": ({"subject": "Travel", "body": OTHER}, 2),
}


@pytest.mark.parametrize(("change", "messages"), REUSED.values(), ids=REUSED.keys())
def test_an_id_used_again_for_another_email_does_not_merge_them(email, change, messages) -> None:
    one = email(message_id="Id1@x.gov")
    other = email(**{"message_id": "Id1@x.gov", **change})
    assembly = assemble([one, other])
    assert len(assembly.messages) == messages
    assert len({message.key for message in assembly.messages}) == messages


def test_two_quoted_emails_of_one_minute_go_each_to_its_own(email) -> None:
    yes, call = email(body="Yes, go ahead with both."), email(body="Call me first about Tulsa.")
    reply = email(BO, LATER, "RE: Pilot sites", "Done.")
    called = email(body="Call me first about Tulsa.", inside=reply)
    agreed = email(body="Yes, go ahead with both.", inside=reply)
    found = {m.occurrences[0]: m for m in assemble([yes, call, reply, called, agreed]).messages}
    assert found[yes.key].occurrences == (yes.key, agreed.key)
    assert found[call.key].occurrences == (call.key, called.key)


OWN_HEADER = {
    "printed_again": ({}, True),
    "of_a_patch_made_before": ({"sent": NOON - timedelta(hours=3)}, True),
    "forwarded_to_oneself": ({"subject": "FW: Pilot sites"}, False),
    "answering_oneself": ({"subject": "RE: Pilot sites", "sent": NOON - timedelta(hours=3)}, False),
    "by_another_in_the_same_minute": ({"sender": BO, "body": OTHER}, False),
    "of_the_day_before_last": ({"sent": NOON - timedelta(days=2)}, False),
}


@pytest.mark.parametrize(("change", "is_own"), OWN_HEADER.values(), ids=OWN_HEADER.keys())
def test_a_header_within_an_email_may_be_its_own(email, change, is_own) -> None:
    top = email()
    assembly = assemble([top, email(**{"inside": top, **change})])
    assert states(assembly) == ["produced"] if is_own else len(assembly.messages) == 2
    assert all(message.parent != message.key for message in assembly.messages)


def test_the_id_that_a_reply_names_and_the_copy_that_it_quotes_are_one_missing_message(
    email,
) -> None:
    reply = email(
        BO, LATER, "RE: Pilot sites", "Ok.", message_id="r@v.com", in_reply_to=("q@x.gov",)
    )
    quoted = email("Ann Lee", subject=None, inside=reply)
    first, missing = assemble([reply, quoted]).messages
    assert (missing.state, missing.message_id) == ("inferred", "q@x.gov")
    assert (missing.occurrences, missing.referenced_by) == ((quoted.key,), (reply.key,))
    assert (first.parent, first.parent_basis) == (missing.key, "references")


def test_a_nested_quotation_is_the_message_before_in_the_references(email) -> None:
    reply = email(BO, LATER, message_id="c@v.com", references=("a@x.gov", "b@x.gov"))
    outer = email("Cy Poe", NOON, None, OTHER, inside=reply)
    inner = replace(
        email("Ann Lee", NOON - timedelta(days=1), None, inside=reply), container=outer.key
    )
    found = {m.message_id: m for m in assemble([reply, outer, inner]).messages}
    assert found["b@x.gov"].occurrences == (outer.key,)
    assert found["a@x.gov"].occurrences == (inner.key,)
    assert found["b@x.gov"].parent == found["a@x.gov"].key


def test_a_reply_that_quotes_only_what_came_before_does_not_fill_the_absent_parent(email) -> None:
    first = email(message_id="a@x.gov", utc_offset=0)
    reply = email(BO, LATER, message_id="c@v.com", references=("a@x.gov", "b@x.gov"))
    quoted = email("Ann Lee", NOON - timedelta(hours=4), None, inside=reply)
    found = {m.message_id: m for m in assemble([first, reply, quoted]).messages}
    assert found["a@x.gov"].occurrences == (first.key, quoted.key)
    assert found["b@x.gov"].occurrences == ()


def test_a_date_printed_day_first_is_read_as_such_where_all_else_agrees(email) -> None:
    sent = datetime(2018, 4, 3, 12, 5)
    top = email(sent=sent, message_id="q@x.gov", utc_offset=0)
    reply = email(BO, sent + timedelta(days=1), message_id="r@v.com")
    turned = email("Ann Lee", datetime(2018, 3, 4, 12, 5), None, inside=reply)
    other = email("Ann Lee", datetime(2018, 3, 4, 12, 5), None, OTHER, inside=reply)
    assert len(assemble([top, reply, turned]).messages) == 2
    assert len(assemble([top, reply, other]).messages) == 3


@pytest.mark.parametrize("sender", ["List On Behalf Of Ann Lee <list@l.org>", "Ann Lee via List"])
def test_a_list_that_writes_on_behalf_of_the_sender_changes_nothing(email, sender) -> None:
    top = email()
    reply = email(BO, LATER, "RE: Pilot sites", "Ok.")
    assert len(assemble([top, reply, email(sender, body="", inside=reply)]).messages) == 2


def test_copies_that_only_later_turn_out_to_be_one_are_joined(email) -> None:
    reply = email(BO, LATER, None, "Ok.", message_id="r@v.com")
    loose = email("Ann Lee", subject=None, inside=reply)
    second = email(BO, LATER, None, "Yes.", message_id="s@v.com", in_reply_to=("q@x.gov",))
    named = email("Ann Lee", subject=None, inside=second)
    inferred = [
        m for m in assemble([reply, loose, second, named]).messages if m.state == "inferred"
    ]
    assert [m.message_id for m in inferred] == ["q@x.gov"]
    assert inferred[0].occurrences == (loose.key, named.key)


def test_of_two_quoted_side_by_side_only_the_first_can_be_the_absent_one_that_is_named(
    email,
) -> None:
    reply = email(BO, LATER, message_id="r@v.com", references=("a@x.gov", "b@x.gov"))
    first = email("Ann Lee", NOON, None, inside=reply)
    pasted = email("Cy Poe", NOON - timedelta(days=9), "Old note", OTHER, inside=reply)
    found = {m.message_id: m for m in assemble([reply, first, pasted]).messages}
    assert found["b@x.gov"].occurrences == (first.key,)
    assert found["a@x.gov"].occurrences == ()
    assert found[None].occurrences == (pasted.key,)


def test_a_quoted_copy_by_another_sender_is_not_the_produced_message_that_is_named(email) -> None:
    produced = email(message_id="q@x.gov", utc_offset=0)
    reply = email(BO, LATER, message_id="r@v.com", in_reply_to=("q@x.gov",))
    quoted = email("Cy Poe <cy@other.org>", NOON - timedelta(days=3), None, OTHER, inside=reply)
    assert sorted(states(assemble([produced, reply, quoted]))) == [
        "inferred",
        "produced",
        "produced",
    ]


NAMED = {
    "plain": (("q@x.gov",), (), ["q@x.gov"]),
    "brackets_and_folds": (("<q@\r\n x.gov>",), (), ["q@x.gov"]),
    "named_twice": (("q@x.gov",), ("q@x.gov",), ["q@x.gov"]),
    "several": ((), ("a@x.gov", "b@x.gov"), ["a@x.gov", "b@x.gov"]),
    "words": (("Your", "message", "of", "Tuesday"), (), []),
    "address_of_the_one_answered": (("ann.lee@agency.gov",), (), []),
    "nothing_behind_the_at": (("q@",), (), []),
    "itself": (("r@v.com",), (), []),
}


@pytest.mark.parametrize(("answered", "references", "proven"), NAMED.values(), ids=NAMED.keys())
def test_every_id_named_and_not_borne_is_a_message(email, answered, references, proven) -> None:
    reply = email(message_id="r@v.com", in_reply_to=answered, references=references)
    inferred = [m for m in assemble([reply]).messages if m.state == "inferred"]
    assert sorted(m.message_id for m in inferred) == proven
    assert all(m.referenced_by == (reply.key,) and not m.occurrences for m in inferred)


def test_the_best_reading_of_each_field_is_kept(email) -> None:
    top = email("[]", subject="(b)(5)", to=("[]", "Cy Poe"))
    reply = email(BO, LATER, "RE: Pilot sites", "Ok.")
    quoted = email("Lee, Ann", subject="Pilot sites", to=("Kim, Bo", "Cy Poe"), inside=reply)
    message = assemble([top, reply, quoted]).messages[0]
    assert message.sender and message.sender.name == "Lee, Ann"
    assert message.subject == "Pilot sites"
    assert [slot.name for slot in message.recipients] == ["Kim, Bo", "Cy Poe"]


def test_two_occurrences_with_one_key_are_refused(email) -> None:
    one = email()
    with pytest.raises(ValueError, match="two occurrences"):
        assemble([one, one])


def test_messages_come_in_reading_order_whatever_the_order_given(email) -> None:
    first, second = (
        email(message_id="a@x", references=("ghost@x.gov",)),
        email(BO, LATER, "B", OTHER),
    )
    keys = [m.message_id or m.subject for m in assemble([second, first]).messages]
    assert keys == ["a@x", "ghost@x.gov", "B"]
