import pytest

from requests_app.ingest.assemble.contract import Participant
from requests_app.ingest.assemble.messages import assemble
from requests_app.ingest.assemble.people import People, identity_of, read_name


def people(*written: str) -> list[tuple[str, ...]]:
    """The people found in `Name <address>` texts, each as the texts that are that person."""
    slots = {}
    for text in written:
        name, _, address = text.partition("<")
        slots[text] = Participant("to", name.strip() or None, address.strip(">") or None)
    found = People(slots.values())
    grouped: dict[str | None, list[str]] = {}
    for text, slot in slots.items():
        grouped.setdefault(found.key(slot), []).append(text)
    return sorted(tuple(sorted(each)) for each in grouped.values())


SAME = [
    ("<a.lee@x.gov>", "<A.Lee@X.gov>"),
    ("Ann Lee <a.lee@x.gov>", "Lee, Ann"),
    ("Ann M. Lee", "Lee, Ann M (OCIO)"),
    ("Ann Lee", "Lee, Ann M (OCIO)"),
    ("Dr. Ann Lee", "Ann Lee, Jr."),
    ("Ann Lee <a.lee@x.gov>", "Ann Lee <annlee@x.gov>"),
    ("Ann Lee <a.lee@x.gov>", "Lee, Ann </o=x/ou=y/cn=recipients/cn=alee>"),
    ("Ann Lee <a.lee@x.gov>", "Ann Lee <@x.gov>"),
    ("Muniz, Maria de los Angeles", "Maria de los Angeles Muniz"),
    ("José Peña", "Pena, Jose"),
    ("Ann Lee on behalf of Bo Kim", "Ann Lee"),
]
APART = [
    ("Ann Lee <a.lee@x.gov>", "Ann Lee <ann@home.com>"),
    ("Ann Lee <a.lee@x.gov>", "Ann Lee <@vendor.com>"),
    ("Ann B. Lee", "Ann C. Lee"),
    ("Lee", "Ann Lee"),
    ("A. Lee <a.lee@x.gov>", "Ann Lee"),
    ("Ann Lee", "Anne Lee"),
    ("Ann Lee <a@x.gov>", "Bo Kim <b@x.gov>"),
    ("Help Desk <help@x.gov>", "Help Desk <help@y.gov>"),
]


@pytest.mark.parametrize("written", SAME, ids=" = ".join)
def test_one_person_is_known_under_all_spellings(written) -> None:
    assert people(*written) == [tuple(sorted(written))]


@pytest.mark.parametrize("written", APART, ids=" / ".join)
def test_people_who_may_be_two_stay_two(written) -> None:
    assert people(*written) == sorted((each,) for each in written)


def test_a_bare_name_of_two_people_is_neither() -> None:
    written = ("Ann Lee <a@x.gov>", "Ann Lee <a@y.org>", "Ann Lee")
    assert people(*written) == sorted((each,) for each in written)


def test_a_mailing_list_does_not_make_one_person_of_its_writers() -> None:
    sent = ("Ann Lee via L <l@l.org>", "Bo Kim via L <l@l.org>", "Cy Poe via L <l@l.org>")
    found = people(*sent, "Ann Lee <a@x.gov>", "Bo Kim <b@x.gov>")
    assert found == [("Ann Lee <a@x.gov>",), sent, ("Bo Kim <b@x.gov>",)]


def test_a_mailbox_shared_by_many_does_not_tie_their_names_together() -> None:
    sent = ("Ann Lee <foia@x.gov>", "Bo Kim <foia@x.gov>", "Cy Poe <foia@x.gov>")
    found = people(*sent, "Ann Lee <ann@x.gov>", "Bo Kim <bo@x.gov>")
    assert found == [("Ann Lee <ann@x.gov>",), sent, ("Bo Kim <bo@x.gov>",)]


def test_names_are_read_in_either_order() -> None:
    one, other = read_name("Lee, Ann M (ICE)"), read_name("'Ann M. Lee'")
    assert one and other and (one.first, one.last, one.middle) == ("ann", "lee", "m")
    assert one.full == other.full


@pytest.mark.parametrize("nothing", ["", "(b)(6)", "a@b.gov", "[redacted]", "---"])
def test_what_is_no_name_is_not_read_as_one(nothing) -> None:
    assert read_name(nothing) is None


def test_an_address_that_is_closed_in_part_keeps_its_domain() -> None:
    assert identity_of(None, "@x.gov").domain == "x.gov"
    assert identity_of(None, "@x.gov").address is None
    assert identity_of(None, "ann@").address is None


def test_a_closed_slot_has_a_position_and_no_person(email) -> None:
    assembly = assemble([email("[]", to=("[]", "Bo Kim", "<b@x.gov>"))])
    key = assembly.messages[0].key
    assert set(assembly.people_of) == {(key, "to", 1), (key, "to", 2)}
    assert {person.name for person in assembly.people} == {"Bo Kim", None}


def test_the_keys_of_people_are_unique(email) -> None:
    texts = [
        "Ann Lee",
        "Ann B. Lee",
        "Ann C. Lee",
        "A Lee",
        "Ann Lee <a@x.gov>",
        "Ann Lee <@y.gov>",
        "Lee",
        "Help Desk",
        "Help Desk <@x.gov>",
    ]
    keys = [person.key for person in assemble([email(to=tuple(texts))]).people]
    assert len(keys) == len(set(keys))
