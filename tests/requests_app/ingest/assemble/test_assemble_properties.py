"""What holds for every set of occurrences."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.ingest.assemble.contract import Occurrence, Participant
from requests_app.ingest.assemble.messages import assemble

SENDERS = [
    Participant("from", "Ann Lee", "ann@x.gov"),
    Participant("from", "Lee, Ann", None),
    Participant("from", None, None, redacted=True),
    Participant("from", "Bo Kim", "bo@y.com"),
    Participant("from", None, "bo@y.com"),
    None,
]
BODIES = [
    "",
    "Yes.",
    "(b)(5)",
    "the pilot begins at the two field sites once the office has cleared it in writing",
    "the pilot begins at the two field s1tes once the 0ffice",
    "send every receipt from the Denver trip scanned and numbered by cost centre please",
]
IDS = ["a@x", "b@x", "c@x", "A@X", "junk", "ann@x.gov", ""]
MINUTES = [0, 1, 30, 60, 240, 1440, 10_080]


@st.composite
def productions(draw: st.DrawFn) -> list[Occurrence]:
    made: list[Occurrence] = []
    for number in range(draw(st.integers(0, 9))):
        container = draw(st.sampled_from([None, *made[-3:]])) if made else None
        native = container is None and draw(st.booleans())
        timed = draw(st.booleans()) or draw(st.booleans())
        sent = datetime(2018, 6, 14, 9, 0) + timedelta(minutes=draw(st.sampled_from(MINUTES)))
        ids = st.lists(st.sampled_from(IDS), max_size=3).map(tuple)
        made.append(
            Occurrence(
                key=(container.key[0] if container else number, number),
                role="quoted" if container else "top",
                container=container.key if container else None,
                order=number,
                sender=draw(st.sampled_from(SENDERS)),
                recipients=tuple(
                    replace(each, role="to")
                    for each in draw(st.lists(st.sampled_from(SENDERS), max_size=2))
                    if each
                ),
                sent_at=sent if timed else None,
                has_time=timed,
                utc_offset=draw(st.sampled_from([None, 0, -240])) if timed else None,
                subject=draw(st.sampled_from([None, "", "Sites", "RE: Sites", "FW: RE: Travel"])),
                body=draw(st.sampled_from(BODIES)),
                complete_header=timed,
                message_id=draw(st.sampled_from([None, *IDS])) if native else None,
                in_reply_to=draw(ids) if native else (),
                references=draw(ids) if native else (),
            )
        )
    return made


@given(productions(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_the_input_changes_nothing(occurrences, random) -> None:
    shuffled = list(occurrences)
    random.shuffle(shuffled)
    assert assemble(shuffled) == assemble(occurrences)


@given(productions())
@settings(max_examples=150, deadline=None)
def test_every_occurrence_is_in_one_message_and_every_link_leads_somewhere(occurrences) -> None:
    assembly = assemble(occurrences)
    placed = [key for message in assembly.messages for key in message.occurrences]
    assert sorted(placed) == sorted(each.key for each in occurrences)
    keys = [message.key for message in assembly.messages]
    assert len(keys) == len(set(keys))
    standing = {each.key for each in occurrences if each.role in ("top", "attached")}
    for message in assembly.messages:
        assert (message.state == "produced") is not standing.isdisjoint(message.occurrences)
        assert message.occurrences or message.referenced_by
        assert message.parent is None or (message.parent in keys and message.parent != message.key)
    parents = {message.key: message.parent for message in assembly.messages}
    for start in keys:
        steps, at = 0, parents[start]
        while at is not None:
            steps, at = steps + 1, parents[at]
            assert steps <= len(keys)
    people = {person.key for person in assembly.people}
    assert len(people) == len(assembly.people)
    assert set(assembly.people_of.values()) <= people


@given(productions())
@settings(max_examples=100, deadline=None)
def test_a_message_quotes_itself_only_where_its_own_header_stands_again(occurrences) -> None:
    message_of = {k: m.key for m in assemble(occurrences).messages for k in m.occurrences}
    by_key = {each.key: each for each in occurrences}
    for each in occurrences:
        if each.role == "quoted" and message_of[each.key] == message_of[each.container]:
            around = by_key[each.container]
            assert each.sender and around.sender and each.sent_at and around.sent_at
            assert abs(each.sent_at - around.sent_at) <= timedelta(days=1)


DATED = datetime(2018, 6, 14, 9, 0)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40)), unique=True, max_size=8), st.data()
)
@settings(max_examples=100, deadline=None)
def test_a_second_copy_adds_nothing_and_without_its_top_copy_a_message_is_inferred(
    seeds, data
) -> None:
    """Emails that can be told apart: each stands once and is quoted once, in a reply."""
    occurrences: list[Occurrence] = []
    for number, (who, minute) in enumerate(seeds):
        sender = [
            SENDERS[0],
            SENDERS[3],
            Participant("from", "Cy Poe", None),
            Participant("from", "Di Oka", "di@z.org"),
        ][who]
        body = f"{BODIES[3]} number {number} of {minute} for {sender.name}"
        top = Occurrence(
            (number, 0),
            "top",
            None,
            4 * number,
            sender,
            (),
            DATED + timedelta(minutes=7 * minute),
            True,
            None,
            f"Subject {number}",
            body,
            True,
        )
        reply = replace(
            top,
            key=(100 + number, 0),
            order=4 * number + 1,
            body="Noted.",
            sender=Participant("from", "Ed Fry", "ed@x.gov"),
            sent_at=DATED + timedelta(days=9, minutes=number),
        )
        quoted = replace(
            top, key=(100 + number, 1), order=4 * number + 2, role="quoted", container=reply.key
        )
        occurrences += [top, reply, quoted]
    before = assemble(occurrences)
    assert len(before.messages) == 2 * len(seeds)
    again = [
        replace(
            each,
            key=(each.key[0] + 1000, each.key[1]),
            order=each.order + 1000,
            container=each.container and (each.container[0] + 1000, each.container[1]),
        )
        for each in occurrences
    ]
    after = assemble([*occurrences, *again])
    assert [m.key for m in after.messages] == [m.key for m in before.messages]
    gone = set(data.draw(st.lists(st.sampled_from(range(max(1, len(seeds)))), unique=True)))
    kept = assemble([each for each in occurrences if each.key[0] not in gone])
    lost = {m.key for m in kept.messages if m.state == "inferred"}
    expected = {m.key for m in before.messages if m.occurrences[0][0] in gone}
    assert lost == expected
