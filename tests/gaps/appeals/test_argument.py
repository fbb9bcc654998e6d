"""Points: quotations, absences, and what becomes of a point that is long."""

from gaps.appeals.argument import IN_BODY, arguments, schedules
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import Citation
from gaps.appeals.letter import letter
from gaps.detectors.correspondence.meeting_without_records import meeting_without_records
from tests.appeal_facts import facts, point, showing

HEADER = (
    "Ellery, Marcus\nFrom: Vale, Ann <ann@amazon.com>\nSent: Friday, May 25, 2018 3:40 PM\n"
    "To: Ellery, Marcus;\n Rusk, Joanna\nSubject: Next steps"
)
WHERE = Citation("F", 3)


def argued(*showings, **changes):
    return arguments(facts(points=(point(*showings, **changes),)), Footnotes())


def test_one_finding_states_rule_record_absence_and_limit():
    told = argued()
    order = [
        told.index(each)
        for each in (
            "## 1\\. Attachments",
            "The Act requires",
            "names the attachment “terms\\.xlsx”. Ex\\. F at 3 \\(ICE 3\\)\\.",
            "Requester looked through what was released \\(43 pages, 16 messages\\) and did not "
            "find the file “terms\\.xlsx”\\.",
            "One record that was missed",
        )
    ]
    assert order == sorted(order)


def test_several_findings_are_lettered_and_the_absence_is_stated_once():
    told = argued(showing("one.pdf"), showing("two.pdf"))
    assert "\n\n\\(a\\) The message" in told and "\n\n\\(b\\) The message" in told
    assert told.count("looked through") == 1
    assert "for what paragraphs \\(a\\) and \\(b\\) name as missing" in told


def test_findings_looked_for_in_different_places_each_say_where():
    other = showing("two.pdf", looked=(("the file “two.pdf”", "9 pages"),))
    told = argued(showing("one.pdf"), other)
    assert told.count("looked through") == 2
    assert "\\(9 pages\\) and did not find the file “two\\.pdf”" in told


def test_findings_of_which_one_rests_on_no_absence_do_not_borrow_it():
    told = argued(showing("one.pdf"), showing("two.pdf", looked=()))
    assert told.count("looked through") == 1
    assert "paragraphs" not in told


def test_the_header_of_an_email_is_quoted_a_field_to_the_line():
    told = argued(showing(quotes=((HEADER, WHERE),)))
    assert (
        "> Ellery, Marcus\\\n> From\\: Vale, Ann \\<ann\\@amazon\\.com\\>\\\n"
        "> Sent\\: Friday, May 25, 2018 3\\:40 PM\\\n"
        "> To\\: Ellery, Marcus; Rusk, Joanna\\\n> Subject\\: Next steps\\\n> Ex\\. F at 3"
    ) in told


def test_prose_is_quoted_on_one_line_in_quotation_marks():
    told = argued(showing(quotes=(("We look forward to\nmeeting with you on June 12.", WHERE),)))
    assert "> “We look forward to meeting with you on June 12\\.” Ex\\. F at 3" in told


def test_a_long_passage_is_cut_at_a_word_and_says_so():
    told = argued(showing(quotes=(("word " * 200, WHERE),)))
    assert told.count("word ") < 70
    assert "word …” Ex\\. F at 3" in told


def test_a_few_words_stand_beside_their_citation():
    short = showing(citations=(WHERE,), quotes=(("terms.xlsx", WHERE),))
    told = argued(short)
    assert "Ex\\. F at 3 \\(“terms\\.xlsx”\\)\\." in told
    assert "\n> " not in told


def test_the_same_words_on_two_pages_are_quoted_once_with_both():
    words = "Thank you again for taking the time to meet with us."
    told = argued(showing(quotes=((words, WHERE), (words, Citation("F", 5)))))
    assert told.count("Thank you") == 1
    assert "Ex\\. F at 3; Ex\\. F at 5" in told


def test_a_fact_that_opens_a_sentence_gets_a_capital():
    told = argued(showing("x"), item="{name} is missing.", heading="{name} was left out")
    assert "## 1\\. X was left out" in told
    assert "X is missing." in told


def test_twelve_findings_stand_in_the_letter_itself():
    twelve = facts(points=(point(*[showing(f"file{n}.pdf") for n in range(IN_BODY)]),))
    assert "Schedule" not in letter(twelve).markdown


def test_of_two_hundred_findings_none_is_dropped():
    names = [f"file{n:03}.pdf" for n in range(200)]
    many = facts(points=(point(*[showing(name) for name in names]),))
    written = letter(many).markdown
    body, _, schedule = written.partition("# Schedule 1")
    for name in names[:IN_BODY]:
        assert name.replace(".", "\\.") in body
        assert name.replace(".", "\\.") not in schedule
    for name in names[IN_BODY:]:
        assert schedule.count(name.replace(".", "\\.")) == 2, name
    assert f"Schedule 1 sets out the remaining {200 - IN_BODY} in the same way" in body
    assert "grant, for each entry of Schedule 1, the relief stated there" in body
    assert "| Schedule 1 | attached to this letter | |" in body


def test_each_long_point_has_its_own_schedule():
    long = point(*[showing(f"{n}.pdf") for n in range(14)])
    told = schedules(facts(points=(point(), long, long)), Footnotes())
    assert "# Schedule 1: Attachments" in told and "\\(Point 2\\)" in told
    assert "# Schedule 2: Attachments" in told and "\\(Point 3\\)" in told
    assert told.count("\n| 2 |") == 2


def test_the_same_relief_of_several_findings_is_asked_once():
    alike = [showing(f"{n}.pdf") for n in range(3)]
    written = letter(facts(points=(point(*alike, relief="search the mailboxes."),))).markdown
    assert written.count("search the mailboxes") == 1
    assert "search the mailboxes \\(Point 1\\(a\\), \\(b\\), \\(c\\)\\);" in written


def test_the_point_on_a_meeting_says_nothing_of_who_attended():
    item = meeting_without_records.letter.item
    assert "calendar entry, agenda or notes" in item
    assert "attendees" not in item
