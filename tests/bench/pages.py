"""The pages that are measured: of the list, the desk, requests of three sizes, and the reports."""

from django.db.models import Count
from django.urls import reverse

from gaps.reports.listed import REPORTS
from requests_app.models import FoiaRequest, Office, SourceFile
from tests.bench.shape import TOPICS

TABS = (
    ("overview", "request"),
    ("offices", "request_offices"),
    ("productions", "request_productions"),
    ("correspondence", "request_correspondence"),
    ("letters", "request_letters"),
    ("gaps", "request_gaps"),
    ("appeal", "request_appeal"),
    ("review queue", "request_review"),
    ("history", "request_history"),
)


def pages() -> list[tuple[str, str]]:
    """Each page by its name, with its address."""
    found = _lists()
    for size, pk in _requests():
        found += [(f"{size}: {name}", reverse(url, args=[pk])) for name, url in TABS]
        found += _documents(size, pk)
    return found + _managed()


def _lists() -> list[tuple[str, str]]:
    requests, total = reverse("requests"), FoiaRequest.objects.count()
    agency = Office.objects.annotate(number=Count("foia_requests")).latest("number").path
    some = FoiaRequest.objects.order_by("pk")[total // 2]
    keys = FoiaRequest.objects.order_by("-filed_on", "ref").values_list("pk", flat=True)
    deep = keys[total * 9 // 10]
    return [
        ("desk", reverse("desk")),
        ("requests: first page", requests),
        ("requests: deep page", f"{requests}?after={deep}"),
        ("requests: of an agency", f"{requests}?agency={agency}"),
        ("requests: by last event", f"{requests}?last_event=acknowledged"),
        ("requests: overdue", f"{requests}?standing=overdue"),
        ("requests: by agency's name", f"{requests}?order=agency"),
        ("requests: a common word", f"{requests}?words={TOPICS[0].split()[0]}"),
        ("requests: two words", f"{requests}?words=emails+{TOPICS[20].split()[0]}"),
        ("requests: a file number", f"{requests}?words={some.ref}"),
        ("requests: nothing found", f"{requests}?words=zzzzzz"),
    ]


def _managed() -> list[tuple[str, str]]:
    """What managers read: the first page of the admin, its longest lists, and each report."""
    requests, findings = (
        reverse(f"admin:{model}_changelist")
        for model in ("requests_app_foiarequest", "gaps_finding")
    )
    return [
        ("admin: first page", reverse("admin:index")),
        ("admin: requests", requests),
        ("admin: requests, overdue", f"{requests}?standing=overdue"),
        ("admin: requests, kind of gap", f"{requests}?gap=COR001"),
        ("admin: findings", findings),
        ("admin: findings to review", f"{findings}?status__exact=open"),
        *((f"report: {name}", reverse("report", args=[name])) for name in REPORTS),
    ]


def _requests() -> list[tuple[str, int]]:
    """The largest request on paper, the largest as a mailbox, and an ordinary one."""
    rows = FoiaRequest.objects.filter(messages__isnull=False)
    by_size = rows.annotate(number=Count("messages")).order_by("-number", "pk")
    members = SourceFile.objects.filter(parent__isnull=False).values_list("foia_request", flat=True)
    native = members.first()
    paper = by_size.exclude(pk=native).first()
    ordinary = by_size[by_size.count() // 2]
    sizes = (("largest", paper), ("ordinary", ordinary))
    found = [(name, each.pk) for name, each in sizes if each]
    return [*found, *([("mailbox", native)] if native else [])]


def _documents(size: str, pk: int) -> list[tuple[str, str]]:
    """A page in the middle of the longest file, and a search through the file."""
    files = SourceFile.objects.filter(foia_request=pk, production__isnull=False)
    longest = files.order_by("-read_pages", "pk").first()
    if not longest:
        return []
    address = f"{reverse('document', args=[longest.pk])}?page={longest.read_pages // 2 + 1}"
    return [
        (f"{size}: document", address),
        (f"{size}: document, search", f"{address}&words=invoices"),
    ]
