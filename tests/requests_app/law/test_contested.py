"""The open points of the law: each a question, two readings, and one taken by each calendar."""

import pytest

from requests_app.law import contested as module
from requests_app.law.contested import Calendar, concerns, points, reading


@pytest.mark.parametrize("each", points().values(), ids=lambda each: each.name)
def test_every_open_point_has_a_question_two_readings_and_its_texts(each):
    assert each.question
    assert len(each.readings) == 2
    assert each.taken[Calendar.REQUESTER] != each.taken[Calendar.AGENCY]
    assert each.authorities


def test_a_point_of_one_department_concerns_no_other():
    assert concerns("day_of_receipt", "doi/BLM")
    assert not concerns("day_of_receipt", "DHS/ICE")
    assert concerns("routing_limit", "DHS/ICE")


def test_a_reading_that_the_point_does_not_have_is_refused(monkeypatch, tmp_path):
    path = tmp_path / "contested.yaml"
    path.write_text(
        module._FILE.read_text(encoding="utf-8").replace("agency: later", "agency: latest", 1)
    )
    monkeypatch.setattr(module, "_FILE", path)
    with pytest.raises(ValueError, match=r"routing_limit: no reading \['latest'\]"):
        points.__wrapped__()


def test_an_unknown_point_is_no_silent_choice():
    with pytest.raises(KeyError):
        reading("phase_of_the_moon", Calendar.AGENCY)
