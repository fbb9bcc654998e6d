"""What the agency says of its searches, for a letter: each with the page that says so."""

from collections import defaultdict
from collections.abc import Sequence

from gaps.appeals.contract import Citation, SearchNoted
from gaps.appeals.exhibit_plan import ExhibitPlan
from gaps.snapshot_builder.asked_and_said import sentence_naming
from requests_app.models import FoiaRequest, Page, SearchRecord


def searches_noted(foia_request: FoiaRequest, plan: ExhibitPlan) -> tuple[SearchNoted, ...]:
    """The searches that are recorded of a request, in a bounded number of queries."""
    dated = dict(foia_request.correspondence.values_list("source_file", "dated_on"))
    searches = foia_request.searches.select_related("office", "source_file")
    texts: defaultdict[int, list[str]] = defaultdict(list)
    pages = Page.objects.filter(source_file__in=searches.values("source_file"))
    for source_file, text in pages.order_by("index").values_list("source_file", "text"):
        texts[source_file].append(text)
    noted = []
    for each in searches.prefetch_related("custodians"):
        source = each.source_file_id
        people = tuple(person.name for person in each.custodians.all())
        said_on = dated.get(source) if source else None
        where = _cited(each, texts[source] if source else [], plan)
        noted.append(SearchNoted(each.office.full_name, each.status, people, where, said_on))
    return tuple(noted)


def _cited(search: SearchRecord, texts: Sequence[str], plan: ExhibitPlan) -> Citation | None:
    """The page whose words say so; the letter as a whole where it has several and none of them
    names the office."""
    if search.source_file is None:
        return None
    document, sha256 = search.source_file.path, search.source_file.blob_id
    names = (search.office.name, search.office.abbreviation)
    said = sentence_naming(texts, names, search.status)
    if said is None and len(texts) != 1:
        return plan.exhibit(document, sha256)
    return plan.citation(document, sha256, said[0] + 1 if said else 1)
