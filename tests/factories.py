"""Rows for tests: each factory makes a valid one, and a test says only what matters to it."""

import hashlib
from datetime import date

import factory
from factory.django import DjangoModelFactory

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
