"""Footnotes, and the sentences that hold for one department only."""

import pytest

from gaps.appeals.citations import KEY, UNVERIFIED, Footnotes, applicable, unknown_keys
from gaps.appeals.markdown import fill
from gaps.engine import detectors
from requests_app.law.authorities import authority


def test_the_mark_stands_after_the_stop():
    notes = Footnotes()
    assert notes.cite("It must search [morley].") == "It must search.[^1]"
    assert notes.cite("It must [morley] and so on") == "It must[^2] and so on"


def test_several_authorities_share_one_note_parted_by_semicolons():
    notes = Footnotes()
    notes.cite("Law [foia_a3A][morley].")
    assert notes.notes[0].count("; ") == 1
    assert "508 F\\.3d 1108" in notes.notes[0]


def test_an_authority_is_cited_in_full_once_and_shortly_after():
    notes = Footnotes()
    notes.cite("One [foia_a3A]. Two [campbell]. Three [campbell].")
    assert "*Campbell v\\. U\\.S\\. Dep\\'t of Justice*, 164 F\\.3d 20, 28" in notes.notes[1]
    assert notes.notes[2].startswith("*Campbell*, *supra* note 2, at 28")


def test_a_statute_is_cited_in_full_each_time():
    notes = Footnotes()
    notes.cite("One [foia_a3A]. Two [foia_a3A].")
    assert notes.notes[0] == notes.notes[1] == "5 U\\.S\\.C\\. § 552\\(a\\)\\(3\\)\\(A\\)."


def test_an_unverified_authority_is_marked_wherever_it_is_cited():
    assert authority("campbell").needs_lawyer
    notes = Footnotes()
    notes.cite("One [campbell]. Two [campbell].")
    assert all(UNVERIFIED in each for each in notes.notes)


def test_a_verified_authority_bears_no_mark():
    assert not authority("foia_a3A").needs_lawyer
    notes = Footnotes()
    notes.cite("One [foia_a3A].")
    assert UNVERIFIED not in notes.definitions()


def test_a_fact_cannot_cite():
    notes = Footnotes()
    told = notes.cite(fill("{words} [foia_a3A].", {"words": "see [morley] [^1]"}))
    assert len(notes.notes) == 1
    assert told.endswith("[^1]")
    assert "\\[morley\\]" in told


def test_an_authority_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        Footnotes().cite("One [no_such_case].")
    assert unknown_keys("One [no_such_case] [morley].") == ["no_such_case"]


def test_within_homeland_security_nothing_is_left_out():
    text = "Law [foia_a3A]. A rule [dhs_5_6e]."
    assert applicable(text, within_dhs=True) == text


def test_elsewhere_only_the_sentence_on_its_regulations_is_left_out():
    text = "Law [foia_a3A]. A rule [dhs_5_6e]; more of it. “{name}” too. *Coffey* held so [coffey]."
    kept = "Law [foia_a3A]. “{name}” too. *Coffey* held so [coffey]."
    assert applicable(text, within_dhs=False) == kept


def test_a_text_only_of_such_sentences_leaves_nothing():
    assert applicable("A rule [dhs_5_6e]. Another [dhs_5_6f].", within_dhs=False) == ""


LETTERED = [each for each in detectors() if each.letter]


@pytest.mark.parametrize("detector", LETTERED, ids=lambda each: each.code)
def test_no_argument_speaks_of_homeland_security_to_another_agency(detector):
    words = detector.letter
    for text in (words.rule, words.limits):
        kept = applicable(text, within_dhs=False)
        assert "Homeland" not in kept
        assert not any(key.startswith("dhs_") for key in KEY.findall(kept))
        lost = set(KEY.findall(text)) - set(KEY.findall(kept))
        assert all(key.startswith("dhs_") for key in lost), lost
    assert applicable(words.rule, within_dhs=False)
    for text in (words.heading, words.item, words.relief):
        assert "Homeland" not in text


@pytest.mark.parametrize("detector", LETTERED, ids=lambda each: each.code)
def test_every_paragraph_of_a_detector_reads_in_a_letter(detector):
    words = detector.letter
    assert words.relief.endswith(".") and words.relief[0].islower()
    assert words.item.rstrip(" {shown}").endswith((".", "}"))
    assert not words.heading.endswith(".")
    for text in (words.rule, words.limits, words.item, words.relief):
        assert not unknown_keys(text)
        assert "  " not in text
