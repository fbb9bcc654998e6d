"""The terms of art, on their page and where they are used."""

import re

import pytest
from django.contrib.auth.models import User
from django.template import Context, Template
from django.test import Client, RequestFactory

from foiatrack.terms import term_of, terms


def shown(source: str) -> str:
    request = RequestFactory().get("/")
    return Template("{% load terms %}" + source).render(Context({"request": request}))


def test_terms_stand_in_the_order_of_the_alphabet_and_each_rests_on_known_law() -> None:
    names = [each.term.casefold() for each in terms()]
    assert names == sorted(set(names))
    assert all(each.means.endswith(".") and (each.law or not each.authorities) for each in terms())


def test_no_two_terms_have_a_word_in_common() -> None:
    words = [each.casefold() for term in terms() for each in (term.term, *term.also)]
    assert len(words) == len(set(words))


def test_a_term_is_found_by_its_other_words_in_any_case() -> None:
    found = term_of("PAUSED")
    assert found is not None and found.term == "Tolling"
    assert term_of("paus") is None


def test_a_term_is_explained_where_it_comes_first_and_nowhere_else() -> None:
    page = shown('{% term "Tolling" %} {% term_or_words "paused" %}')
    assert page.count("popovertarget=") == page.count(" popover>") == 1
    assert page.endswith(" paused")
    button, said = re.findall(r'popovertarget="([^"]+)"|id="([^"]+)" popover', page)
    assert button[0] == said[1]


def test_words_that_are_no_term_stay_words_and_are_disarmed() -> None:
    assert shown('{% term_or_words "<b>run</b>" %}') == "&lt;b&gt;run&lt;/b&gt;"


def test_a_page_cannot_promise_a_term_that_is_not_explained() -> None:
    with pytest.raises(KeyError, match=re.escape("no term 'Estoppel'")):
        shown('{% term "Estoppel" %}')


@pytest.mark.django_db
def test_the_page_of_terms_has_each_with_its_law(client: Client) -> None:
    client.force_login(User.objects.create_user("kim"))
    page = client.get("/terms/").content.decode()
    assert all(f'id="{each.anchor}"' in page for each in terms())
    assert "5 U.S.C. § 552(a)(6)(A)(i)" in page
