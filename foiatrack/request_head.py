"""What stands above every part of a request: how it stands, and where its parts are."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from gaps.models import Finding
from requests_app.models import Deadline, FoiaRequest
from requests_app.selectors.deadlines import NOT_TOLD_LATE

TABS = (
    ("Overview", "request"),
    ("Offices searched", "request_offices"),
    ("Productions", "request_productions"),
    ("Correspondence", "request_correspondence"),
    ("Letters", "request_letters"),
    ("Gaps", "request_gaps"),
    ("Appeal", "request_appeal"),
    ("History", "request_history"),
)
SURE = ("certain", "probable", "lead")


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the request."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A deadline in a few words; `tone` is late, soon or soft."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class RequestHead:
    """The head of the pages of one request."""

    tabs: tuple[Tab, ...]
    deadlines: tuple[Standing, ...]
    gaps_in_words: str


def request_head(request: HttpRequest, foia_request: FoiaRequest) -> RequestHead:
    """The head for a page, in two queries; in three where no gap is found."""
    tabs = tuple(
        Tab(name, href, request.path == href)
        for name, url in TABS
        for href in [reverse(url, args=[foia_request.pk])]
    )
    shown = (standing(each) for each in foia_request.deadlines.all())
    return RequestHead(tabs, tuple(each for each in shown if each), gaps_in_words(foia_request))


def standing(deadline: Deadline) -> Standing | None:
    """How a deadline stands, where it matters: what is open, and what the agency did late."""
    if deadline.ended or deadline.name in NOT_TOLD_LATE or deadline.due_on is None:
        return None
    name, due = deadline.get_name_display(), f"{deadline.due_on:%-d %b %Y}"
    if deadline.done_on:
        late = deadline.whose == "agency" and deadline.done_on > deadline.due_on
        return Standing(f"{name} came late, it was due {due}", "late") if late else None
    if deadline.due_on < deadline.derived_for:
        return Standing(f"{name} overdue since {due}", "late")
    near = (deadline.due_on - deadline.derived_for).days <= 14
    return Standing(f"{name} due {due}", "soon" if near else "soft")


def gaps_in_words(foia_request: FoiaRequest) -> str:
    """How many gaps are there, by how sure they are."""
    present = foia_request.findings.filter(status__in=(Finding.Status.OPEN, "confirmed"))
    counted = present.values_list("confidence").annotate(number=Count("pk")).order_by()
    numbers = dict(counted)
    total = sum(numbers.values())
    if not total:
        analyzed = foia_request.analysis_runs.exists()
        return "no gaps found" if analyzed else "not looked through for gaps yet"
    parts = ", ".join(f"{numbers[each]} {each}" for each in SURE if each in numbers)
    return f"{total} gap{'' if total == 1 else 's'}: {parts}"
