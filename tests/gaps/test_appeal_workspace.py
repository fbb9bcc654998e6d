"""Editing an appeal: versions, order, drafting anew, what is checked, filing and its answer."""

from datetime import date

import docx
import pytest
from django.contrib.auth.models import User

from gaps.appeals.written import of_json
from gaps.models import Appeal
from gaps.services.appeal_checks import appeal_checks
from gaps.services.appeal_files import version_write
from gaps.services.appeal_workspace import (
    WorkspaceError,
    version_in_use,
    version_redraft,
    version_restore,
    version_save,
)
from gaps.services.appeals import appeal_draft
from gaps.services.filing import FilingError, appeal_decide, appeal_file, appeal_unanswered
from gaps.services.reviews import finding_review
from requests_app.models import Page
from tests.appeal_records import finding, letter, request_on_file

pytestmark = pytest.mark.django_db

FILED = date(2018, 11, 5)


@pytest.fixture
def foia_request(tmp_path, store):
    made = request_on_file(tmp_path)
    for name, code in (("one.pdf", "COR004"), ("two.pdf", "COR001")):
        confirmed = finding(made, name, code=code, facts=FACTS)
        finding_review(finding=confirmed, decision="confirmed")
    return made


FACTS = {
    "name": "one.pdf",
    "message": "message from Ann Vale of June 14, 2018",
    "named_on": "ICE 1",
    "named_in": "its words",
    "messages": 1,
    "from_name": "Ann Vale",
    "to_name": "Marcus Ellery",
    "from": "ann@amazon.com",
    "to": "marcus@ice.dhs.gov",
    "produced": 3,
    "proven_back": 2,
}


@pytest.fixture
def appeal(foia_request):
    return appeal_draft(foia_request=foia_request).appeal


def docx_text(path):
    return "\n".join(each.text for each in docx.Document(str(path)).paragraphs)


def latest(appeal):
    return version_in_use(Appeal.objects.get(pk=appeal.pk))


def keys(version):
    return [each.key for each in of_json(version.content).points]


def saved(appeal, base=1, texts=None, **more):
    return version_save(appeal=appeal, based_on=base, texts=texts or {}, **more)


def test_a_draft_is_its_own_first_version(appeal):
    first = latest(appeal)
    assert (first.number, first.saved_by, first.letter) == (1, None, appeal.letter)
    assert [each.code for each in of_json(first.content).points] == list(
        appeal.points.values_list("code", flat=True)
    )


def test_words_order_and_what_is_left_out_are_versions_of_their_own(appeal):
    kim = User.objects.create_user("kim")
    one, two = keys(latest(appeal))
    first = saved(appeal, texts={f"{two}.argument": "Mine. Ex. A at 1."}, saved_by=kim)
    second = saved(appeal, 2, step=("up", two))
    third = saved(appeal, 3, step=("out", one))
    assert [each.version.number for each in (first, second, third)] == [2, 3, 4]
    assert first.version.saved_by == kim
    assert first.version.what == "point 2, argument"
    assert second.version.what == "order of the points"
    assert third.version.what == "point 2 left out"
    appeal.refresh_from_db()
    assert appeal.letter == third.version.letter
    assert "Mine\\. Ex" in appeal.letter or "Mine. Ex" in appeal.letter
    assert list(appeal.points.values_list("number", "code")) == [(1, two.split("-")[0])]
    assert "## 2" not in appeal.letter.partition("Enclosures")[0]
    assert saved(appeal, 4, step=("in", one)).version.what == "point 2 taken in"


def test_what_is_saved_unchanged_is_no_version(appeal):
    held = of_json(latest(appeal).content)
    typed = {key: words.text + "  \r\n" for key, words in held.parts.items()}
    assert saved(appeal, texts=typed).unchanged
    assert saved(appeal, step=("up", held.points[0].key)).unchanged
    assert saved(appeal, step=("up", "nobody")).unchanged
    assert appeal.versions.count() == 1


def test_a_version_is_never_changed(appeal):
    first = latest(appeal)
    first.what = "another"
    with pytest.raises(ValueError, match="never changed"):
        first.save()


@pytest.mark.both_databases
def test_two_people_at_once_lose_no_words(appeal):
    mine = saved(appeal, texts={"opening": "Mine."})
    theirs = saved(appeal, 1, texts={"opening": "Theirs."})
    assert theirs.over == mine.version
    assert theirs.version.aside
    assert "Theirs." in theirs.version.letter
    assert latest(appeal) == mine.version
    back = version_restore(appeal=appeal, number=3, seen=2)
    assert (back.number, back.what) == (4, "version 3 restored")
    assert of_json(latest(appeal).content).parts["opening"].text == "Theirs."


def test_what_was_looked_at_before_somebody_saved_is_not_restored(appeal):
    saved(appeal, texts={"opening": "Mine."})
    with pytest.raises(WorkspaceError, match="Version 2 was saved meanwhile"):
        version_restore(appeal=appeal, number=1, seen=1)
    with pytest.raises(WorkspaceError, match="no version 9"):
        version_restore(appeal=appeal, number=9, seen=2)


@pytest.mark.both_databases
def test_drafting_anew_takes_in_what_is_new_and_leaves_edited_words(foia_request, appeal, tmp_path):
    one, two = keys(latest(appeal))
    saved(appeal, texts={f"{one}.argument": "My own words, Ex. C at 1."})
    saved(appeal, 2, step=("up", two))
    saved(appeal, 3, texts={"closing": "My closing."})
    before = {each.document: each.letter for each in of_json(latest(appeal).content).exhibits}
    letter(foia_request, tmp_path, "extension", "in", date(2018, 8, 1))
    new = finding(foia_request, "three.pdf", facts=FACTS | {"to_name": "Another"}, code="COR001")
    finding_review(finding=new, decision="confirmed")
    made = version_redraft(appeal=appeal)
    written = of_json(made.version.content)
    assert [each.key for each in written.points][:2] == [two, one]
    assert len(written.points) == 3
    assert written.points[1].text("argument") == "My own words, Ex. C at 1."
    assert written.parts["closing"].text == "My closing."
    after = {each.document: each.letter for each in written.exhibits}
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1
    assert version_redraft(appeal=appeal).unchanged


def test_an_edited_point_that_nothing_bears_any_more_is_kept_and_left_out(foia_request, appeal):
    one, two = keys(latest(appeal))
    saved(appeal, texts={f"{one}.argument": "My own words."})
    gone = of_json(latest(appeal).content).points[0]
    for each in foia_request.findings.filter(fingerprint__in=gone.findings):
        finding_review(finding=each, decision="dismissed", reason="Produced elsewhere")
    written = of_json(version_redraft(appeal=appeal).version.content)
    kept = next(each for each in written.points if each.key == one)
    assert (kept.included, kept.dropped, kept.text("argument")) == (False, True, "My own words.")
    assert [each.key for each in written.argued] == [two]


def checked(foia_request, appeal, on=date(2018, 11, 1)):
    written = of_json(latest(appeal).content)
    return [each.text for each in appeal_checks(foia_request=foia_request, written=written, on=on)]


def said(told, words):
    return [each for each in told if words in each]


def test_the_window_is_counted_to_its_last_day(foia_request, appeal):
    window = next(iter(said(checked(foia_request, appeal), "appeal period")))
    assert "ends in" in window
    late = checked(foia_request, appeal, on=date(2019, 6, 1))
    assert said(late, "The appeal period ended")


def test_nothing_is_wrong_with_the_words_of_the_program(foia_request, appeal):
    told = checked(foia_request, appeal)
    assert not said(told, "does not exist")
    assert not said(told, "no longer cites")
    assert not said(told, "since it was drafted")
    assert not said(told, "names no authority")
    assert not said(told, "not held")
    assert said(told, "still to be filled in")
    assert said(told, "not verified")


def test_edited_words_that_cite_what_is_not_there_are_told(foia_request, appeal):
    key = keys(latest(appeal))[0]
    words = "See Ex. Q at 1, Exhibit A, p. 7 and [no_such_case]."
    saved(appeal, texts={f"{key}.argument": words})
    told = checked(foia_request, appeal)
    assert said(told, "Point 1, argument: Ex. Q does not exist")
    assert said(told, "Point 1, argument: Ex. A at 7 does not exist")
    assert said(told, "[no_such_case] names no authority")
    assert said(told, "Point 1 no longer cites what its findings rest on")
    assert any("Ex\\. Q does not exist" in each for each in latest(appeal).checklist)


def test_what_became_of_the_findings_since_is_told(foia_request, appeal):
    changed, cured = foia_request.findings.order_by("pk")
    changed.facts = changed.facts | {"message": "another message"}
    changed.save()
    cured.is_present = False
    cured.status = cured.derive_status()
    cured.save()
    told = checked(foia_request, appeal)
    assert len(said(told, "1 finding changed since it was drafted")) == 1
    assert len(said(told, "1 finding cured since it was drafted")) == 1
    finding_review(finding=changed, decision="dismissed", reason="Misread")
    assert said(checked(foia_request, appeal), "1 finding dismissed since it was drafted")


def test_a_page_that_is_no_longer_held_is_told(foia_request, appeal):
    Page.objects.filter(source_file__path="production-01/emails.pdf").delete()
    assert said(checked(foia_request, appeal), "page 1 of production-01/emails.pdf is not held")


def test_what_is_missing_is_told(foia_request, appeal):
    foia_request.identifiers.all().delete()
    foia_request.correspondence.filter(kind="request").delete()
    told = checked(foia_request, appeal)
    assert said(told, "request number is not recorded")
    assert said(told, "The request is not on file")


def test_a_version_is_written_as_it_was_saved(foia_request, appeal, tmp_path):
    saved(appeal, texts={"opening": "Quite other words."})
    for number, words in ((1, "Freedom of Information Act"), (2, "Quite other words")):
        version = appeal.versions.get(number=number)
        paths = version_write(version=version, out=tmp_path / str(number), only=["letter.docx"])
        assert [each.name for each in paths] == ["letter.docx"]
        assert words in docx_text(paths[0])
    names = {each.name for each in version_write(version=version, out=tmp_path / "all")}
    assert names == {"letter.docx", "letter.pdf", "exhibits.pdf", "exhibits.csv"}


def test_no_exhibit_goes_with_a_point_that_is_left_out(foia_request, appeal, tmp_path):
    for number, key in enumerate(keys(latest(appeal)), 1):
        saved(appeal, number, step=("out", key))
    (path,) = version_write(version=latest(appeal), out=tmp_path, only=["exhibits.csv"])
    assert "emails.pdf" not in path.read_text()
    assert "intentionally omitted" in latest(appeal).letter


def test_filing_is_noted_with_how_and_the_clocks_follow(foia_request, appeal):
    saved(appeal, texts={"opening": "Mine."})
    with pytest.raises(FilingError, match="version 2 was saved meanwhile"):
        appeal_file(appeal=appeal, filed_on=FILED, seen=1)
    with pytest.raises(FilingError, match="not received before"):
        appeal_file(appeal=appeal, filed_on=FILED, received_on=date(2018, 11, 1))
    with pytest.raises(FilingError, match="no such way"):
        appeal_file(appeal=appeal, filed_on=FILED, how="pigeon")
    appeal_file(
        appeal=appeal,
        filed_on=FILED,
        how="email",
        tracking_number=" 2019-ICAP-1 ",
        received_on=date(2018, 11, 6),
        seen=2,
    )
    appeal.refresh_from_db()
    assert (appeal.filed_how, appeal.tracking_number, appeal.filed_version) == (
        "email",
        "2019-ICAP-1",
        2,
    )
    kinds = foia_request.clock_events.filter(kind__startswith="appeal").values_list("kind", "on")
    assert set(kinds) == {("appealed", FILED), ("appeal_received", date(2018, 11, 6))}


@pytest.mark.both_databases
def test_what_is_saved_after_the_filing_is_kept_aside(appeal):
    appeal_file(appeal=appeal, filed_on=FILED)
    late = saved(appeal, texts={"opening": "Too late."})
    assert late.version.aside
    assert latest(appeal).number == 1
    assert "Too late." not in Appeal.objects.get(pk=appeal.pk).letter
    with pytest.raises(WorkspaceError, match="was filed"):
        version_restore(appeal=appeal, number=2, seen=1)
    with pytest.raises(WorkspaceError, match="was filed"):
        version_redraft(appeal=appeal)


def test_a_decision_names_its_letter_and_its_pages(foia_request, appeal, tmp_path):
    appeal_file(appeal=appeal, filed_on=FILED)
    day = date(2018, 12, 20)
    answer = letter(foia_request, tmp_path, "appeal_determination", "in", day)
    outcomes = {1: "remanded", 2: "denied"}
    with pytest.raises(FilingError, match="choose the decision letter"):
        appeal_decide(appeal=appeal, decided_on=day, outcomes=outcomes, pages={1: 1})
    with pytest.raises(FilingError, match="has 1 pages"):
        appeal_decide(appeal=appeal, decided_on=day, outcomes=outcomes, letter=answer, pages={1: 2})
    appeal_decide(
        appeal=appeal, decided_on=day, outcomes=outcomes, letter=answer, pages={1: 1, 2: None}
    )
    rows = appeal.points.values_list("number", "outcome", "decision_page")
    assert list(rows) == [(1, "remanded", 1), (2, "denied", None)]
    assert foia_request.clock_events.filter(kind="decided").count() == 1
    with pytest.raises(FilingError, match="was decided on 2018-12-20"):
        appeal_decide(appeal=appeal, decided_on=date(2018, 12, 21), outcomes={})
    appeal_decide(appeal=appeal, decided_on=day, outcomes={2: "granted"}, letter=answer)
    assert appeal.points.get(number=2).outcome == "granted"
    assert foia_request.clock_events.filter(kind="decided").count() == 1


def test_no_answer_in_time_is_noted_and_a_late_one_still_recorded(foia_request, appeal):
    with pytest.raises(FilingError, match="not waiting"):
        appeal_unanswered(appeal=appeal, on=FILED)
    appeal_file(appeal=appeal, filed_on=FILED, received_on=date(2018, 11, 6))
    with pytest.raises(FilingError, match="has not passed"):
        appeal_unanswered(appeal=appeal, on=date(2018, 11, 20))
    appeal_unanswered(appeal=appeal, on=date(2019, 1, 31))
    assert set(appeal.points.values_list("outcome", flat=True)) == {"unanswered"}
    appeal_decide(appeal=appeal, decided_on=date(2019, 2, 1), outcomes={1: "granted"})
    assert list(appeal.points.values_list("outcome", flat=True)) == ["granted", "unanswered"]
