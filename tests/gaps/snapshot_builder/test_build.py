"""The snapshot says what the rows say, and asks the database no oftener for a larger request."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gaps import snapshot
from gaps.snapshot_builder.build import build_snapshot
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.models import FoiaRequest, SourceFile
from tests.factories import (
    AgencyFactory,
    AttachmentClaimFactory,
    ComponentFactory,
    CorrespondenceFactory,
    CustodianFactory,
    FileFailureFactory,
    FoiaRequestFactory,
    LetterFactFactory,
    MentionFactory,
    MessageFactory,
    MessageReferenceFactory,
    OccurrenceFactory,
    OfficeNameFactory,
    OrganisationFactory,
    PageFactory,
    ParticipationFactory,
    PersonFactory,
    ProductionFactory,
    RequestIdentifierFactory,
    RequestItemFactory,
    SearchRecordFactory,
    SourceFileFactory,
    StampFactory,
    StatementFactory,
    WithheldSheetFactory,
    header_read,
    letter_with,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

AS_OF = date(2018, 11, 1)
WORDS = "From: Ann\nLet us have a call on prices."


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory.create(ref="R-1", filed_on=date(2018, 7, 20))


def built(foia_request: FoiaRequest) -> snapshot.CaseSnapshot:
    return build_snapshot(FoiaRequest.objects.get(pk=foia_request.pk), as_of=AS_OF)


def file_with(
    *texts: str, foia_request: FoiaRequest, production: int = 1, **values: object
) -> SourceFile:
    """A released file that was read, a page for each text."""
    source_file = SourceFileFactory.create(
        production=ProductionFactory.create(foia_request=foia_request, number=production),
        state=SourceFile.State.READ,
        parser=values.pop("parser", "pdf_text"),
        expected_pages=len(texts),
        read_pages=len(texts),
        **values,
    )
    for index, text in enumerate(texts):
        PageFactory.create(source_file=source_file, index=index, text=text)
    return source_file


def one_more(foia_request: FoiaRequest, number: int) -> None:
    """A letter, a search, a production and a message, with everything that each may bear."""
    agency = foia_request.agency
    office = ComponentFactory.create(parent=agency, abbreviation=f"OFF{number}")
    OfficeNameFactory.create(office=office, name=f"Former {number}")
    foia_request.offices.add(office)
    RequestItemFactory.create(foia_request=foia_request, number=number)
    RequestIdentifierFactory.create(foia_request=foia_request, number=str(number))
    organisation = OrganisationFactory.create(
        foia_request=foia_request, key=f"company{number}.example", office=office
    )
    custodian = CustodianFactory.create(
        foia_request=foia_request, office=office, named_in_request=True
    )
    letter = letter_with(
        f"We searched OFF{number} and release 2 pages.",
        foia_request=foia_request,
        path=f"letters/{number}.pdf",
        readable=True,
    )
    LetterFactFactory.create(correspondence=letter)
    search = SearchRecordFactory.create(
        foia_request=foia_request, office=office, source_file=letter.source_file
    )
    search.custodians.add(custodian)
    StatementFactory.create(foia_request=foia_request, source_file=letter.source_file)
    production = ProductionFactory.create(
        foia_request=foia_request, number=number, letter=letter.source_file, pages_released=2
    )
    container = file_with("", foia_request=foia_request, production=number)
    source_file = file_with(WORDS, WORDS, foia_request=foia_request, production=number)
    member = SourceFileFactory.create(
        production=production, parent=container, depth=1, state=SourceFile.State.KEPT
    )
    FileFailureFactory.create(source_file=container, name=f"bad-{number}.pdf")
    first, second = source_file.pages.all()
    StampFactory.create(page=first, number=number)
    sheet = WithheldSheetFactory.create(page=second)
    message = MessageFactory.create(foia_request=foia_request, number=number)
    parent = MessageFactory.create(foia_request=foia_request, number=1000 + number)
    message.parent = parent
    message.save()
    occurrence = OccurrenceFactory.create(message=message, source_file=source_file, ordinal=0)
    OccurrenceFactory.create(
        message=parent, source_file=source_file, ordinal=1, role="quoted", container_ordinal=0
    )
    MessageReferenceFactory.create(message=parent, occurrence=occurrence)
    person = PersonFactory.create(foia_request=foia_request, organisation=organisation)
    ParticipationFactory.create(
        message=message, role="from", person=person, organisation=organisation
    )
    ParticipationFactory.create(message=message, role="to", person=person)
    AttachmentClaimFactory.create(
        occurrence=occurrence, page=first, start=0, end=4, produced_file=member
    )
    AttachmentClaimFactory.create(occurrence=occurrence, name="b.docx", withheld_sheet=sheet)
    MentionFactory.create(page=first, occurrence=occurrence)
    MentionFactory.create(page=first, occurrence=occurrence, kind="office", office=office)
    MentionFactory.create(page=second, kind="agenda")


def queries(foia_request: FoiaRequest) -> int:
    with CaptureQueriesContext(connection) as asked:
        built(foia_request)
    return len(asked)


def test_the_number_of_queries_does_not_grow_with_what_the_request_holds(
    foia_request: FoiaRequest,
) -> None:
    one_more(foia_request, 1)
    few = queries(foia_request)
    for number in range(2, 7):
        one_more(foia_request, number)
    assert queries(foia_request) == few
    assert few < 45


def test_a_request_without_anything_gives_an_empty_snapshot(foia_request: FoiaRequest) -> None:
    case = built(foia_request)
    assert case.as_of == AS_OF
    assert case.foia_request == snapshot.FoiaRequest(
        ref="R-1",
        title="Records",
        agency=snapshot.Office("DEP", "Department of Examples", "DEP"),
        requester="Example Oversight",
        text="All records.",
        filed_on=date(2018, 7, 20),
    )
    assert case.offices == (case.foia_request.agency,)
    empty = (case.messages, case.letters, case.productions, case.searches, case.stamps)
    assert empty == ((), (), (), (), ())
    assert case.looked_through == "0 pages, 0 messages"


def test_everything_of_a_request_comes_into_its_snapshot(foia_request: FoiaRequest) -> None:
    for number in (1, 2):
        one_more(foia_request, number)
    case = built(foia_request)
    counted = {
        name: len(getattr(case, name))
        for name in (
            *("offices", "organisations", "letters", "searches", "productions", "stamps"),
            *("reading_failures", "withheld_sheets", "messages", "mentions", "office_mentions"),
            *("records_noted", "statements"),
        )
    }
    assert counted == dict.fromkeys(counted, 2) | {"offices": 3, "messages": 4}
    assert case.pages_read == 6, "letters are not among the pages released"
    asked = case.foia_request
    assert [len(each) for each in (asked.items, asked.offices, asked.custodians)] == [2, 2, 2]
    assert asked.identifiers == (("request", "1"), ("request", "2"))


def test_nothing_of_another_request_comes_into_a_snapshot(foia_request: FoiaRequest) -> None:
    before = built(foia_request)
    other = FoiaRequestFactory.create(ref="R-2", agency=AgencyFactory.create(path="OTH"))
    one_more(other, 1)
    assert built(foia_request) == before


def test_a_message_says_what_its_row_and_its_people_say(foia_request: FoiaRequest) -> None:
    organisation = OrganisationFactory.create(foia_request=foia_request)
    person = PersonFactory.create(foia_request=foia_request, key="address:ben@company.example")
    source_file = file_with(WORDS, WORDS, foia_request=foia_request)
    StampFactory.create(page=source_file.pages.get(index=1), prefix="DEP-", number=7, width=4)
    parent = MessageFactory.create(foia_request=foia_request, key="p", state="inferred")
    message = MessageFactory.create(
        foia_request=foia_request,
        key="k",
        number=12,
        parent=parent,
        parent_basis="subject",
        utc_offset=-240,
        reply_kind="reply",
        ancestors=1,
        message_id="1@company.example",
    )
    ParticipationFactory.create(message=message, role="cc", position=0, name="", address="c@d.ex")
    ParticipationFactory.create(message=message, role="to", position=1, name="", redacted=True)
    ParticipationFactory.create(message=message, role="to", position=0, name="Ann")
    ParticipationFactory.create(
        message=message, role="from", name="Ben", person=person, organisation=organisation
    )
    top = OccurrenceFactory.create(
        message=message,
        source_file=source_file,
        ordinal=0,
        header=header_read(mailbox_owner="Ann Vale"),
        header_spans=[[0, 0, 4], [0, 6, 9], [1, 0, 5]],
        body_spans=[[1, 5, 20]],
    )
    OccurrenceFactory.create(
        message=parent, source_file=source_file, ordinal=1, role="quoted", container_ordinal=0
    )
    MessageReferenceFactory.create(message=parent, occurrence=top)
    inferred, made = sorted(built(foia_request).messages, key=lambda each: each.key == "k")
    assert made.id == "m12"
    assert (made.parent, made.parent_basis, made.ancestors) == ("p", "subject", 1)
    assert (made.sent_at, made.utc_offset) == (datetime(2018, 7, 2, 13, 20), -240)
    assert made.sender == snapshot.Participant(
        "from",
        "Ben",
        None,
        False,
        person="address:ben@company.example",
        organisation="company.example",
        side="outside",
    )
    assert [each.shown for each in made.recipients] == ["Ann", "[name withheld]", "c@d.ex"]
    assert made.mailbox_owner == "Ann Vale"
    (place,) = made.occurrences
    first, second = (
        snapshot.PageRef(source_file.path, source_file.blob_id, 1, None),
        snapshot.PageRef(source_file.path, source_file.blob_id, 2, "DEP-0007"),
    )
    assert place.pages == (first, second)
    assert place.header == snapshot.Passage(first, 0, 9, WORDS[0:9])
    assert place.header_goes_on == snapshot.Passage(second, 0, 5, WORDS[0:5])
    assert (place.body_words, place.complete_header, place.container) == (5, True, None)
    assert (inferred.state, inferred.referenced_by) == ("inferred", ("k",))
    assert inferred.occurrences[0].container == "k"


def test_an_attachment_is_one_claim_a_name_and_says_where_it_was_found(
    foia_request: FoiaRequest,
) -> None:
    source_file = file_with(WORDS, "agenda", foia_request=foia_request)
    first, second = source_file.pages.all()
    message = MessageFactory.create(foia_request=foia_request)
    top = OccurrenceFactory.create(message=message, source_file=source_file, ordinal=0)
    quoted = OccurrenceFactory.create(
        message=message, source_file=source_file, ordinal=1, role="quoted", depth=1
    )
    AttachmentClaimFactory.create(occurrence=top, name="Agenda.docx", page=first, start=0, end=4)
    AttachmentClaimFactory.create(occurrence=quoted, name="agenda.DOCX", produced_page=second)
    AttachmentClaimFactory.create(occurrence=top, name="notes.docx")
    agenda, notes = built(foia_request).messages[0].attachments
    assert agenda.produced_at == snapshot.PageRef(source_file.path, source_file.blob_id, 2)
    assert (notes.name, notes.produced_at, notes.withheld_at) == ("notes.docx", None, None)


def test_a_member_is_named_behind_what_it_was_unpacked_from(foia_request: FoiaRequest) -> None:
    production = ProductionFactory.create(foia_request=foia_request)
    container = SourceFileFactory.create(production=production, path="mail.zip", parser="zip")
    member = SourceFileFactory.create(
        production=production, parent=container, depth=1, path="a.pdf"
    )
    PageFactory.create(source_file=member, index=0)
    StampFactory.create(page=member.pages.get())
    case = built(foia_request)
    assert case.stamps[0].page.document == "mail.zip / a.pdf"
    assert case.productions[0].files == 1, "a member is no file that was sent"


def test_a_production_says_what_its_letter_counts_and_what_was_counted(
    foia_request: FoiaRequest,
) -> None:
    letter = letter_with(
        "We found 1,200 records.\n\nWe release 1,200 pages to you.", foia_request=foia_request
    )
    ProductionFactory.create(
        foia_request=foia_request,
        letter=letter.source_file,
        pages_released=1200,
        bates_from="2018-ICLI-00035 1",
        bates_to="no number",
    )
    file_with("a", "b", foia_request=foia_request)
    file_with("mail", foia_request=foia_request, parser="eml")
    SourceFileFactory.create(
        production=foia_request.productions.get(), state="failed", reason="empty", path="x.pdf"
    )
    case = built(foia_request)
    (production,) = case.productions
    assert production.letter_passage is not None
    assert production.letter_passage.quote == "We release 1,200 pages to you."
    assert (production.bates_from, production.bates_to) == (("2018-ICLI-00035 ", 1), None)
    assert (production.files, production.pages_counted, production.pages_failed) == (3, 2, 1)
    (failure,) = case.reading_failures
    assert (failure.document, failure.reason, failure.production) == ("x.pdf", "empty", 1)


def test_what_was_read_with_a_warning_may_be_our_own_failure(foia_request: FoiaRequest) -> None:
    released = file_with("a", foia_request=foia_request)
    released.warnings = ["it was repaired", "it was cut short"]
    released.save()
    zipped = file_with("b", foia_request=foia_request, parser="zip")
    zipped.warnings = ["2 files that an operating system added were left out"]
    zipped.save()
    letter = letter_with("We release 2 pages.", foia_request=foia_request)
    assert letter.source_file is not None
    letter.source_file.warnings = ["it was repaired"]
    letter.source_file.save()
    file_with("whole", foia_request=foia_request)
    failures = built(foia_request).reading_failures
    assert [(each.reason, each.sha256) for each in failures] == [
        ("it was repaired", released.blob_id),
        ("it was cut short", released.blob_id),
    ]


def test_a_fact_that_a_person_rejected_is_not_in_the_snapshot(foia_request: FoiaRequest) -> None:
    letter = letter_with("We release 2 pages.", foia_request=foia_request, readable=True)
    decided = {"decided_at": "2018-11-01T00:00:00Z"}
    LetterFactFactory.create(correspondence=letter, value=2)
    LetterFactFactory.create(correspondence=letter, value=3, status="confirmed", **decided)
    LetterFactFactory.create(correspondence=letter, value=4, status="rejected", **decided)
    CorrespondenceFactory.create(foia_request=foia_request)
    read, unread = sorted(built(foia_request).letters, key=lambda each: each.number)
    assert [(each.value, each.confirmed) for each in read.stated(FactName.PAGES_RELEASED)] == [
        (2, False),
        (3, True),
    ]
    assert (read.readable, unread.readable) == (True, False)
    assert (unread.document, unread.texts) == (None, ())


def test_the_offices_of_a_snapshot_are_those_below_its_agency_named_or_searched() -> None:
    department = AgencyFactory.create()
    agency = ComponentFactory.create(parent=department, abbreviation="FS")
    below = ComponentFactory.create(parent=agency, abbreviation="A")
    # Beside the agency and of a name that begins like its own.
    ComponentFactory.create(parent=department, abbreviation="FSIS")
    ComponentFactory.create(parent=department, abbreviation="fs")
    named, searched = (
        ComponentFactory.create(parent=department, abbreviation=each) for each in ("N", "S")
    )
    foia_request = FoiaRequestFactory.create(agency=agency)
    foia_request.offices.add(named)
    SearchRecordFactory.create(foia_request=foia_request, office=searched)
    offices = {each.path for each in built(foia_request).offices}
    assert offices == {each.path for each in (agency, below, named, searched)}
