"""People in header values, open and closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ingest.extract.people import read_people


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("Smith, John A (ICE)", "Smith, John A (ICE)", None),
        ("Smith, John A <john.smith@ice.dhs.gov>", "Smith, John A", "john.smith@ice.dhs.gov"),
        ("Mills, Cheryl D [mailto:MillsCD@state.gov]", "Mills, Cheryl D", "MillsCD@state.gov"),
        ("Mills, Cheryl D [mailto:MillsCD\u00a9state.gov]", "Mills, Cheryl D", "MillsCD@state.gov"),
        ("'a.jones@example.com' <a.jones@example.com>", None, "a.jones@example.com"),
        ("'a.jones@example.com'", None, "a.jones@example.com"),
        ('"Wheeler, Gary R (GOV)" <gary@alaska.gov>', "Wheeler, Gary R (GOV)", "gary@alaska.gov"),
        (
            "janice . mason <janice . mason@alaska . gov>",
            "janice . mason",
            "janice.mason@alaska.gov",
        ),
        ("Huma Abedin", "Huma Abedin", None),
        ("a <a@b.com> on behalf of Kim Jones <k@c.com>", "a on behalf of Kim Jones", "a@b.com"),
        ("H", "H", None),
        ("Kori Loibl@ECT", "Kori Loibl", None),
        ("Alicia Perkins/HOU/EES@EES", "Alicia Perkins", None),
        (
            "Colberg, Talis J (LAW) [/O=SOA/OU=FIRST ADMINISTRATIVE GROUP/CN=RECIPIENTS/CN=TJC]",
            "Colberg, Talis J (LAW)",
            "/O=SOA/OU=FIRST ADMINISTRATIVE GROUP/CN=RECIPIENTS/CN=TJC",
        ),
        ("Conrad, Patricia (NIH/NIAID) [E] yy wo@-", "Conrad, Patricia (NIH/NIAID) [E]", None),
    ],
)
def test_a_sender_is_read(value: str, name: str | None, address: str | None) -> None:
    (slot,) = read_people(value, "from")
    assert (slot.name, slot.address, slot.redacted) == (name, address, False)


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("(b)(6); (b)(7)(C)", None, None),
        ("(b) (6), (b) (7)(C)", None, None),
        ("(b)(6); (b)(7)(C)@ice.dhs.gov", None, "@ice.dhs.gov"),
        ("(b)(6); (b)(7)(C) <(b)(6); (b)(7)(C)@ice.dhs.gov>", None, "@ice.dhs.gov"),
        ("Smith, (b)(6); (b)(7)(C)", "Smith", None),
        ("jones@(b)(6)", None, "jones@"),
        ("Jones, Kim <(b)(6)>", "Jones, Kim", None),
    ],
)
def test_a_closed_name_keeps_its_slot_and_what_is_readable(
    value: str, name: str | None, address: str | None
) -> None:
    (slot,) = read_people(value, "from")
    assert (slot.name, slot.address, slot.redacted) == (name, address, True)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Smith, John; Jones, Kim (ERO)", ["Smith, John", "Jones, Kim (ERO)"]),
        ("Smith, John;Jones, Kim;", ["Smith, John", "Jones, Kim"]),
        ("John Smith, Kim Jones", ["John Smith", "Kim Jones"]),
        ("Smith, John", ["Smith, John"]),
        ("Haskins, Melinda (NIH/NIAID) [E]", ["Haskins, Melinda (NIH/NIAID) [E]"]),
        ("John Smith <a@b.com>, Kim Jones <c@d.com>", ["John Smith", "Kim Jones"]),
        ('"Smith, John" <a@b.com>, "Jones, Kim" <c@d.com>', ["Smith, John", "Jones, Kim"]),
        ("Wheeler; Gary R (GOV); Frank Bailey", ["Wheeler; Gary R (GOV)", "Frank Bailey"]),
        ("Tony Haynes, M.D.", ["Tony Haynes, M.D."]),
        ("(b)(6); (b)(7)(C)", [None]),
        ("(b)(6); (b)(7)(C); (b)(6); (b)(7)(C)", [None, None]),
        ("Smith, John; (b)(6); (b)(7)(C); Jones, Kim", ["Smith, John", None, "Jones, Kim"]),
        ("NIAID OD AM", ["NIAID OD AM"]),
    ],
)
def test_recipients_are_told_apart(value: str, names: list[str | None]) -> None:
    assert [slot.name for slot in read_people(value, "to")] == names


def test_addresses_parted_by_commas_are_several_people() -> None:
    slots = read_people("a@b.com, c@d.com", "cc")
    assert [slot.address for slot in slots] == ["a@b.com", "c@d.com"]


@pytest.mark.parametrize("value", ["", " ", ";", "ee |.)", "> ;", "\u00a9 \u00a9", "--"])
def test_noise_is_no_person(value: str) -> None:
    assert read_people(value, "to") == ()


def test_the_one_who_sent_for_another_is_kept_with_the_other() -> None:
    (slot,) = read_people("Conrad, Pat (NIH) [E] on behalf of Fauci, Tony (NIH) [E]", "from")
    assert slot.name == "Conrad, Pat (NIH) [E] on behalf of Fauci, Tony (NIH) [E]"


@given(st.text(alphabet=st.sampled_from("abXY ,;@<>[]()'\".b67C/="), max_size=60))
def test_no_value_breaks_the_reader(value: str) -> None:
    for role in ("from", "to"):
        for slot in read_people(value, role):  # type: ignore[arg-type]  # both are slot roles
            assert slot.raw in value
