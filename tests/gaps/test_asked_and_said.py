"""Which sentence of a letter proves what is recorded of a search."""

import pytest

from gaps.snapshot_builder.asked_and_said import sentence_naming

ERO = ("Enforcement and Removal Operations", "ERO")
HSI = ("Homeland Security Investigations", "HSI")


def quoted(text: str, status: str, names: tuple[str, ...] = ERO) -> str | None:
    found = sentence_naming([text], names, status)
    return None if found is None else " ".join(text[found[1] : found[2]].split())


@pytest.mark.parametrize(
    "declining",
    [
        "ICE declines to search Enforcement and Removal Operations (ERO).",
        "The agency will not search ERO.",
        "ICE is unable to task ERO with another search.",
        "No search of ERO was conducted.",
        "ERO was not searched.",
        "ICE did not task ERO.",
    ],
)
@pytest.mark.parametrize(
    "restated",
    [
        "You asked that Enforcement and Removal Operations (ERO) be searched as well.",
        "In your letter of October 9 you request a search of ERO.",
        "Your second letter states that ERO should have been searched.",
    ],
)
def test_a_refusal_is_proven_by_the_sentence_that_declines(restated: str, declining: str) -> None:
    assert quoted(f"Dear Ms. Reyes:\n\n{restated} {declining} The response stands.", "refused") == (
        declining
    )
    assert quoted(f"{declining} {restated}", "refused") == declining


def test_a_refusal_that_names_no_office_is_quoted_with_the_sentence_that_does() -> None:
    text = "You asked that ERO be searched. We decline to do so. The response stands."
    assert quoted(text, "refused") == "You asked that ERO be searched. We decline to do so."


@pytest.mark.parametrize(
    "behind",
    ["We decline to waive fees.", "The response stands.", "We are unable to speak for others."],
)
def test_what_follows_is_not_quoted_where_it_declines_something_else(behind: str) -> None:
    restated = "You asked that ERO be searched."
    assert quoted(f"{restated} {behind}", "refused") == restated


def test_a_refusal_in_the_next_paragraph_is_not_joined_to_the_sentence() -> None:
    text = "You asked that ERO be searched.\n\nWe decline to do so."
    assert quoted(text, "refused") == "You asked that ERO be searched."


def test_one_sentence_that_restates_and_declines_is_the_one() -> None:
    both = "While you asked for it, ICE declines to search ERO."
    assert quoted(f"You asked that ERO be searched. {both}", "refused") == both


def test_a_search_is_proven_by_the_sentence_that_tells_of_it() -> None:
    told = "HSI searched the email accounts of two employees."
    text = f"You asked that HSI and ERO be searched. {told} HSI is part of ICE."
    assert quoted(text, "searched", HSI) == told
    assert quoted(f"ICE tasked HSI to search. {text}", "searched", HSI) == (
        "ICE tasked HSI to search."
    )


def test_a_search_made_is_not_proven_by_a_sentence_that_declines_another() -> None:
    text = "ICE declines to have HSI searched again. HSI conducted a search in August."
    assert quoted(text, "searched", HSI) == "HSI conducted a search in August."


def test_the_first_sentence_that_speaks_of_searching_stands_in_for_a_missing_one() -> None:
    text = "ERO is part of ICE. The search may reach ERO. ERO does not keep files by name."
    assert quoted(text, "refused") == "The search may reach ERO."
    assert quoted(text, "unknown") == "The search may reach ERO."


def test_a_letter_that_only_names_the_office_is_quoted_where_it_first_does() -> None:
    text = "ERO is part of ICE. ERO keeps files."
    assert quoted(text, "refused") == "ERO is part of ICE."


def test_an_abbreviation_inside_another_word_does_not_name_the_office() -> None:
    assert quoted("No search of EROS was made. Zero was searched.", "refused") is None


def test_an_office_without_an_abbreviation_is_named_by_its_name_only() -> None:
    assert quoted("Nothing here. A search.", "refused", ("Office of Detention", "")) is None
