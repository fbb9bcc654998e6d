"""Rows for tests: each factory makes a valid one, and a test says only what matters to it."""

import hashlib
from datetime import date, datetime

import factory
from factory.django import DjangoModelFactory

from gaps.models import AnalysisRun, Evidence, Finding
from requests_app import models


class AgencyFactory(DjangoModelFactory[models.Office]):
    """The Department of Examples."""

    class Meta:
        model = models.Office
        django_get_or_create = ("path",)

    kind = models.Office.Kind.AGENCY
    path = abbreviation = "DEP"
    name = "Department of Examples"


class ComponentFactory(DjangoModelFactory[models.Office]):
    """A component of the Department of Examples, by its abbreviation."""

    class Meta:
        model = models.Office
        django_get_or_create = ("path",)

    kind = models.Office.Kind.COMPONENT
    parent = factory.SubFactory(AgencyFactory)
    abbreviation = "A"
    path = factory.LazyAttribute(lambda made: f"{made.parent.path}/{made.abbreviation}")
    name = factory.LazyAttribute(lambda made: f"Office of {made.abbreviation}")


class OfficeNameFactory(DjangoModelFactory[models.OfficeName]):
    class Meta:
        model = models.OfficeName

    office = factory.SubFactory(ComponentFactory)
    kind = models.OfficeName.Kind.ALIAS
    name = factory.Sequence(lambda number: f"Alias {number + 1}")


class FoiaRequestFactory(DjangoModelFactory[models.FoiaRequest]):
    class Meta:
        model = models.FoiaRequest

    ref = factory.Sequence(lambda number: f"R-{number + 1}")
    title = "Records"
    agency = factory.SubFactory(AgencyFactory)
    requester = "Example Oversight"
    text = "All records."


class OrganisationFactory(DjangoModelFactory[models.Organisation]):
    """An organisation by its one mail domain."""

    class Meta:
        model = models.Organisation

    foia_request = factory.SubFactory(FoiaRequestFactory)
    key = "company.example"
    name = "Company"
    domains = factory.LazyAttribute(lambda made: [made.key])
    side = models.Organisation.Side.OUTSIDE
    stated = True


class ProductionFactory(DjangoModelFactory[models.Production]):
    class Meta:
        model = models.Production
        django_get_or_create = ("foia_request", "number")

    foia_request = factory.SubFactory(FoiaRequestFactory)
    number = 1


class BlobFactory(DjangoModelFactory[models.Blob]):
    class Meta:
        model = models.Blob

    sha256 = factory.Sequence(lambda number: hashlib.sha256(str(number).encode()).hexdigest())
    size = 1


class SourceFileFactory(DjangoModelFactory[models.SourceFile]):
    """A released file that waits to be read."""

    class Meta:
        model = models.SourceFile

    production = factory.SubFactory(ProductionFactory)
    foia_request = factory.SelfAttribute("production.foia_request")
    path = factory.Sequence(lambda number: f"released-{number + 1}.pdf")
    blob = factory.SubFactory(BlobFactory)


class FileFailureFactory(DjangoModelFactory[models.FileFailure]):
    """A member of a file that could not be unpacked."""

    class Meta:
        model = models.FileFailure

    source_file = factory.SubFactory(SourceFileFactory)
    kind = models.FileFailure.Kind.MEMBER
    name = "member.pdf"
    reason = "the file is empty"


class PageFactory(DjangoModelFactory[models.Page]):
    class Meta:
        model = models.Page

    source_file = factory.SubFactory(SourceFileFactory)
    index = factory.Sequence(int)


class StampFactory(DjangoModelFactory[models.Stamp]):
    class Meta:
        model = models.Stamp

    page = factory.SubFactory(PageFactory)
    prefix = "DEP-"
    number = factory.Sequence(int)
    raw = factory.LazyAttribute(lambda made: f"{made.prefix}{made.number}")
    start = 0
    end = factory.LazyAttribute(lambda made: len(made.raw))


class CorrespondenceFactory(DjangoModelFactory[models.Correspondence]):
    """A letter of the agency."""

    class Meta:
        model = models.Correspondence

    foia_request = factory.SubFactory(FoiaRequestFactory)
    kind = models.Correspondence.Kind.OTHER
    direction = models.Correspondence.Direction.IN
    dated_on = date(2018, 10, 5)


class RequestItemFactory(DjangoModelFactory[models.RequestItem]):
    class Meta:
        model = models.RequestItem

    foia_request = factory.SubFactory(FoiaRequestFactory)
    number = factory.Sequence(lambda number: number + 1)
    text = "All records."


class RequestIdentifierFactory(DjangoModelFactory[models.RequestIdentifier]):
    class Meta:
        model = models.RequestIdentifier

    foia_request = factory.SubFactory(FoiaRequestFactory)
    kind = models.RequestIdentifier.Kind.REQUEST
    number = factory.Sequence(lambda number: f"2018-{number + 1}")


class CustodianFactory(DjangoModelFactory[models.Custodian]):
    class Meta:
        model = models.Custodian

    foia_request = factory.SubFactory(FoiaRequestFactory)
    name = factory.Sequence(lambda number: f"Custodian {number + 1}")


class SearchRecordFactory(DjangoModelFactory[models.SearchRecord]):
    class Meta:
        model = models.SearchRecord
        skip_postgeneration_save = True

    foia_request = factory.SubFactory(FoiaRequestFactory)
    office = factory.SubFactory(AgencyFactory)
    status = models.SearchRecord.Status.SEARCHED


class StatementFactory(DjangoModelFactory[models.Statement]):
    class Meta:
        model = models.Statement

    foia_request = factory.SubFactory(FoiaRequestFactory)
    by = "DEP"
    text = factory.Sequence(lambda number: f"Statement {number + 1}.")


class LetterFactFactory(DjangoModelFactory[models.LetterFact]):
    """A fact of a letter, proposed: the first of its words on the first page of its file."""

    class Meta:
        model = models.LetterFact

    correspondence = factory.SubFactory(CorrespondenceFactory)
    ordinal = factory.Sequence(int)
    key = factory.Sequence(lambda number: f"{number:064d}")
    name = "pages_released"
    value = 2
    page = factory.LazyAttribute(lambda made: made.correspondence.source_file.pages.get(index=0))
    start = 0
    end = 3
    quote = factory.LazyAttribute(lambda made: made.page.text[made.start : made.end])
    confidence = "certain"
    reading_version = 1


class MessageFactory(DjangoModelFactory[models.Message]):
    """A message that stands by itself in what was released."""

    class Meta:
        model = models.Message

    foia_request = factory.SubFactory(FoiaRequestFactory)
    number = factory.Sequence(lambda number: number + 1)
    key = factory.LazyAttribute(lambda made: f"key-{made.number}")
    state = models.Message.State.PRODUCED
    sent_at = datetime(2018, 7, 2, 13, 20)
    has_time = True
    subject = "Prices"
    normalized_subject = "prices"


def header_read(**values: object) -> dict[str, object]:
    """What the reading of an email's header gives; see EmailBlock."""
    return {"complete": True, "mailbox_owner": None} | values


class OccurrenceFactory(DjangoModelFactory[models.Occurrence]):
    """A place where a message stands: the header in the first ten characters of the first page of
    its file, the body behind it."""

    class Meta:
        model = models.Occurrence

    message = factory.SubFactory(MessageFactory)
    source_file = factory.SubFactory(SourceFileFactory)
    ordinal = factory.Sequence(int)
    role = models.Occurrence.Role.TOP
    style = "outlook"
    header = factory.LazyFunction(header_read)
    header_spans = factory.LazyFunction(lambda: [[0, 0, 10]])
    body_spans = factory.LazyFunction(lambda: [[0, 10, 20]])
    body = "Five words stand in here."


class MessageReferenceFactory(DjangoModelFactory[models.MessageReference]):
    class Meta:
        model = models.MessageReference

    message = factory.SubFactory(MessageFactory)
    occurrence = factory.SubFactory(OccurrenceFactory)


class PersonFactory(DjangoModelFactory[models.Person]):
    class Meta:
        model = models.Person

    foia_request = factory.SubFactory(FoiaRequestFactory)
    key = factory.Sequence(lambda number: f"address:person{number + 1}@agency.example")
    name = factory.Sequence(lambda number: f"Person {number + 1}")


class ParticipationFactory(DjangoModelFactory[models.Participation]):
    class Meta:
        model = models.Participation

    message = factory.SubFactory(MessageFactory)
    role = "to"
    position = factory.Sequence(int)
    name = "Ann Vale"


class AttachmentClaimFactory(DjangoModelFactory[models.AttachmentClaim]):
    class Meta:
        model = models.AttachmentClaim

    occurrence = factory.SubFactory(OccurrenceFactory)
    name = "agenda.docx"
    basis = "header"


class MentionFactory(DjangoModelFactory[models.Mention]):
    class Meta:
        model = models.Mention

    page = factory.SubFactory(PageFactory)
    kind = "call"
    start = 0
    end = 4


class WithheldSheetFactory(DjangoModelFactory[models.WithheldSheet]):
    class Meta:
        model = models.WithheldSheet

    page = factory.SubFactory(PageFactory)
    start = 0
    end = 4


class AnalysisRunFactory(DjangoModelFactory[AnalysisRun]):
    class Meta:
        model = AnalysisRun

    foia_request = factory.SubFactory(FoiaRequestFactory)
    number = factory.Sequence(lambda number: number + 1)
    as_of = date(2018, 11, 1)
    snapshot_hash = factory.Sequence(lambda number: f"{number:064d}")


class FindingFactory(DjangoModelFactory[Finding]):
    """A gap of the last run on which nobody has decided."""

    class Meta:
        model = Finding

    foia_request = factory.SubFactory(FoiaRequestFactory)
    fingerprint = factory.Sequence(lambda number: f"{number:064d}")
    code = "COR001"
    detector = "one_directional_correspondence"
    subject = factory.Sequence(lambda number: f"company{number + 1}.example")
    severity = Finding.Severity.HIGH
    confidence = Finding.Confidence.CERTAIN
    message = "No message back was produced."
    authorities = factory.LazyFunction(lambda: ["foia_a3CD"])
    first_run = factory.LazyAttribute(
        lambda made: AnalysisRunFactory.create(foia_request=made.foia_request)
    )
    last_run = factory.SelfAttribute("first_run")


class EvidenceFactory(DjangoModelFactory[Evidence]):
    """Words quoted from a page."""

    class Meta:
        model = Evidence

    finding = factory.SubFactory(FindingFactory)
    position = factory.Sequence(lambda number: number + 1)
    kind = "quoted"
    document = "release.pdf"
    sha256 = "0" * 64
    page_number = 1
    quote = "Words"
    start = 0
    end = 5


def letter_with(
    *texts: str, foia_request: models.FoiaRequest, **values: object
) -> models.Correspondence:
    """A letter of the agency whose file was read, a page for each text."""
    source_file = SourceFileFactory.create(
        production=None,
        foia_request=foia_request,
        path=values.pop("path", "letters/letter.pdf"),
        state=models.SourceFile.State.READ,
        parser="pdf_text",
        expected_pages=len(texts),
        read_pages=len(texts),
    )
    for index, text in enumerate(texts):
        PageFactory.create(source_file=source_file, index=index, text=text)
    return CorrespondenceFactory.create(
        foia_request=foia_request, source_file=source_file, **values
    )
