"""A letter beside its page: what was read, corrected, confirmed or added."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.models import Correspondence, FoiaRequest, LetterFact, SourceFile
from requests_app.services.letter_corrections import fact_add, fact_correct
from requests_app.services.letter_facts import fact_confirm, fact_reject
from requests_app.services.letter_reading import letters_read
from tests.factories import FoiaRequestFactory, letter_with

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

HEAD = (
    "U.S. Immigration and Customs Enforcement\n\nOctober 5, 2018\n\n"
    "RE: ICE FOIA Case Number 2018-ICFO-99014\n\nDear Ms. Lane:\n\n"
    "This is the final response to your Freedom of Information Act (FOIA) request, dated "
    "July 20, 2018. We searched and located 42 pages responsive to your request. "
)
APPEAL = (
    "You have a right to appeal the above withholding determination. Should you wish to do so, "
    "you must send your appeal within 90 working days of the date of this letter.\n\n"
    "Sincerely,\n\nMarguerite Ansel\nFOIA Officer\n"
)


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory(received_on=date(2018, 7, 23))


@pytest.fixture
def letter(foia_request: FoiaRequest) -> Correspondence:
    written = letter_with(
        HEAD, APPEAL, foia_request=foia_request, kind="determination", dated_on=date(2018, 10, 5)
    )
    letters_read(foia_request=foia_request)
    return written


@pytest.fixture
def lawyer() -> User:
    return User.objects.create_user("lane")


def fact(letter: Correspondence, name: str) -> LetterFact:
    return letter.facts.exclude(status="rejected").get(name=name)


def page(client: Client, letter: Correspondence, asked: str = "") -> str:
    answer = client.get(f"/letters/{letter.pk}/{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def decide(client: Client, letter: Correspondence, **given: Any) -> str:
    answer = client.post(f"/letters/{letter.pk}/decide/", given, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def windows(foia_request: FoiaRequest) -> list[object]:
    """The appeal windows that standing entries of the ledger state."""
    withdrawn = {each.withdraws_id for each in foia_request.clock_events.all()}
    standing = foia_request.clock_events.filter(kind="determined").exclude(pk__in=withdrawn)
    return [each.terms.get("stated_window") for each in standing]


def test_the_page_opens_at_the_first_fact_that_waits_with_its_words_marked(
    admin_client: Client, letter: Correspondence
) -> None:
    first = letter.facts.order_by("ordinal").first()
    assert first
    fact_confirm(fact=first)
    second = letter.facts.filter(status="proposed").order_by("ordinal").first()
    assert second
    html = page(admin_client, letter)
    assert f'?fact={second.pk}" aria-current="true"' in html
    assert f'<mark class="proof">{second.quote}</mark>' in html


def test_a_fact_brings_its_own_page(admin_client: Client, letter: Correspondence) -> None:
    window = fact(letter, "appeal_within_days")
    html = page(admin_client, letter, f"?fact={window.pk}")
    assert "Page 2" in html
    assert "You have a right to appeal" in html
    assert "Dear Ms. Lane" not in html


def test_a_page_can_be_read_without_a_fact(admin_client: Client, letter: Correspondence) -> None:
    html = page(admin_client, letter, "?page=2")
    assert "You have a right to appeal" in html
    assert 'id="current-fact"' not in html


@pytest.mark.parametrize("asked", ["?fact=999999", "?fact=x", "?page=99", "?page=-1", "?fact=%00"])
def test_an_address_that_names_nothing_shows_the_letter_all_the_same(
    admin_client: Client, letter: Correspondence, asked: str
) -> None:
    assert "What was read" in page(admin_client, letter, asked)


def test_a_confirmed_fact_leads_to_the_next_that_waits(
    admin_client: Client, letter: Correspondence
) -> None:
    first, second = letter.facts.order_by("ordinal")[:2]
    html = decide(admin_client, letter, fact=first.pk, does="confirm")
    assert f'?fact={second.pk}" aria-current="true"' in html
    first.refresh_from_db()
    assert first.status == "confirmed"


def test_what_is_confirmed_is_followed_by_the_ledger(
    admin_client: Client, foia_request: FoiaRequest, letter: Correspondence
) -> None:
    assert "decided" in decide(admin_client, letter, does="all")
    assert {"days": 90, "unit": "working_day"} in windows(foia_request)


def test_leads_are_not_confirmed_together(admin_client: Client, letter: Correspondence) -> None:
    letter.facts.filter(name="pages_processed").update(confidence="lead")
    decide(admin_client, letter, does="all")
    assert fact(letter, "pages_processed").status == "proposed"


def test_a_fact_is_set_aside_by_itself(admin_client: Client, letter: Correspondence) -> None:
    first = letter.facts.order_by("ordinal").first()
    assert first
    decide(admin_client, letter, fact=first.pk, does="reject")
    first.refresh_from_db()
    assert first.status == "rejected"
    assert first.decided_by is not None
    assert not letter.facts.filter(status="confirmed").exists()


def test_a_correction_moves_the_clock_and_keeps_the_reading(
    foia_request: FoiaRequest, letter: Correspondence, lawyer: User
) -> None:
    read = fact(letter, "appeal_within_days")
    fact_confirm(fact=fact(letter, "kind"))
    fact_confirm(fact=fact(letter, "appeal_unit"))
    fact_confirm(fact=read)
    fact_correct(fact=read, text="60", decided_by=lawyer)
    read.refresh_from_db()
    assert (read.status, read.value) == ("rejected", 90)
    corrected = fact(letter, "appeal_within_days")
    assert (corrected.value, corrected.status, corrected.corrects) == (60, "confirmed", read)
    assert (corrected.quote, corrected.decided_by) == (read.quote, lawyer)
    assert {"days": 60, "unit": "working_day"} in windows(foia_request)
    assert {"days": 90, "unit": "working_day"} not in windows(foia_request)


def test_the_same_value_confirms_the_reading(letter: Correspondence) -> None:
    read = fact(letter, "dated_on")
    fact_correct(fact=read, text="October 5, 2018")
    read.refresh_from_db()
    assert read.status == "confirmed"
    assert letter.facts.filter(name="dated_on").count() == 1


def test_a_correction_can_be_corrected_back(letter: Correspondence) -> None:
    read = fact(letter, "pages_processed")
    fact_correct(fact=read, text="43")
    fact_correct(fact=fact(letter, "pages_processed"), text="42")
    read.refresh_from_db()
    assert read.status == "confirmed"
    assert letter.facts.filter(name="pages_processed").count() == 2


def test_a_later_reading_keeps_what_a_person_corrected(
    foia_request: FoiaRequest, letter: Correspondence
) -> None:
    fact_correct(fact=fact(letter, "pages_processed"), text="43")
    Correspondence.objects.filter(pk=letter.pk).update(read_version=0)
    letters_read(foia_request=foia_request)
    assert fact(letter, "pages_processed").value == 43


def test_the_page_says_what_the_program_had_read(
    admin_client: Client, letter: Correspondence
) -> None:
    read = fact(letter, "pages_processed")
    decide(admin_client, letter, fact=read.pk, does="correct", value="43")
    corrected = fact(letter, "pages_processed")
    html = page(admin_client, letter, f"?fact={corrected.pk}")
    assert "corrected by admin; the program read “42”" in html


@pytest.mark.parametrize(
    ("name", "text"),
    [("pages_processed", "forty-two"), ("dated_on", "5/32/2018"), ("kind", "postcard")],
)
def test_what_cannot_be_a_value_is_refused_and_stays_in_the_field(
    admin_client: Client, letter: Correspondence, name: str, text: str
) -> None:
    read = letter.facts.filter(name=name).first()
    assert read
    html = decide(admin_client, letter, fact=read.pk, does="correct", value=text)
    assert "Nothing was changed: " in html
    assert name == "kind" or f'value="{text}"' in html
    read.refresh_from_db()
    assert read.status == "proposed"


def test_a_fact_that_was_missed_is_added_with_its_words(
    admin_client: Client, letter: Correspondence
) -> None:
    words = "in the  Freedom of Information Act"
    html = decide(
        admin_client, letter, does="add", name="system_searched", value="Outlook", words=words
    )
    assert "these words do not stand in the letter" in html
    assert "in the  Freedom of Information Act" in html
    assert not letter.facts.filter(name="system_searched").exists()
    decide(
        admin_client,
        letter,
        does="add",
        name="system_searched",
        value="Outlook",
        words="We searched\n and located",
    )
    added = fact(letter, "system_searched")
    assert (added.quote, added.page.index, added.status) == (
        "We searched and located",
        0,
        "confirmed",
    )
    assert "added by admin" in page(admin_client, letter, f"?fact={added.pk}")


def test_words_of_the_second_page_are_found_there(letter: Correspondence) -> None:
    fact_add(
        letter=letter,
        name=FactName.SIGNATORY,
        text="M. Ansel",
        words="Marguerite Ansel",
    )
    assert letter.facts.get(value="M. Ansel").page.index == 1


@pytest.mark.parametrize("words", ["", "   ", "Marguerite  Anselm", "ansel"])
def test_words_that_do_not_stand_there_prove_nothing(letter: Correspondence, words: str) -> None:
    with pytest.raises(ValueError, match="words"):
        fact_add(letter=letter, name=FactName.SIGNATORY, text="M. Ansel", words=words)
    assert not letter.facts.filter(value="M. Ansel").exists()


def test_who_may_not_decide_sees_the_letter_and_no_buttons(
    client: Client, letter: Correspondence
) -> None:
    looker = User.objects.create_user("looker")
    looker.user_permissions.add(Permission.objects.get(codename="view_foiarequest"))
    client.force_login(looker)
    html = page(client, letter)
    assert "What was read" in html
    assert "Confirm" not in html.replace("what you confirm", "")
    first = letter.facts.first()
    assert first
    answer = client.post(
        f"/letters/{letter.pk}/decide/", {"fact": str(first.pk), "does": "confirm"}
    )
    assert answer.status_code == 403
    first.refresh_from_db()
    assert first.status == "proposed"


def test_a_fact_of_another_letter_is_not_decided_here(
    admin_client: Client, letter: Correspondence
) -> None:
    other = letter_with(HEAD, foia_request=letter.foia_request)
    stranger = fact(letter, "pages_processed")
    answer = admin_client.post(
        f"/letters/{other.pk}/decide/", {"fact": str(stranger.pk), "does": "confirm"}
    )
    assert answer.status_code == 404


def test_our_own_letter_and_one_without_a_file_say_so(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    ours = letter_with(HEAD, foia_request=foia_request, direction="out")
    assert "Our own letter: it is not read." in page(admin_client, ours)
    none = Correspondence.objects.create(foia_request=foia_request, kind="other", direction="in")
    assert "No file of this letter is held." in page(admin_client, none)


def test_a_letter_that_waits_asks_again_by_itself(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    waiting = letter_with(HEAD, foia_request=foia_request)
    waiting.source_file.pages.all().delete()  # type: ignore[union-attr]  # it has one
    SourceFile.objects.update(state="stored", expected_pages=0, read_pages=0, parser="")
    assert 'hx-trigger="every 2s"' in page(admin_client, waiting)


def test_the_tab_counts_what_waits_and_not_what_was_set_aside(
    admin_client: Client, letter: Correspondence
) -> None:
    first, second = letter.facts.order_by("ordinal")[:2]
    fact_reject(fact=first)
    fact_confirm(fact=second)
    number = letter.facts.count()
    html = admin_client.get(f"/requests/{letter.foia_request_id}/letters/").content.decode()
    assert f"{number - 2} to decide" in html
    assert f"{number - 1} facts read" in html


def test_more_facts_do_not_mean_more_queries(
    admin_client: Client,
    letter: Correspondence,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    page(admin_client, letter)
    for name in ("Outlook", "SharePoint", "Teams"):
        fact_add(letter=letter, name=FactName.SYSTEM_SEARCHED, text=name, words="We searched")
    with django_assert_num_queries(7):
        page(admin_client, letter)
