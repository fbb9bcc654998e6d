"""From findings to an appeal: the facts of the letter, the draft, and its record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from gaps.appeals.contract import (
    Addressee,
    AppealFacts,
    Asked,
    Citation,
    Delivery,
    Letter,
    LetterNoted,
    Point,
    Showing,
)
from gaps.appeals.exhibit_plan import ExhibitPlan, Proof
from gaps.appeals.letter import letter
from gaps.appeals.markdown import count, fill, long_date
from gaps.contract import Confidence, Detector, LetterKind, LetterText, Severity
from gaps.engine import detectors
from gaps.models import Appeal, Evidence, Finding
from gaps.selectors import findings_of
from gaps.services.appeal_period import appeal_window
from gaps.services.appeal_searches import searches_noted
from gaps.services.appeal_versions import version_first
from gaps.services.clocks_noted import analysed_as_of, clocks_noted, exhaustion_noted
from requests_app.models import AppealOffice, Correspondence, FoiaRequest, Page, SourceFile
from requests_app.selectors.documents import document_names
from requests_app.selectors.openings import openings_counting

# The argument goes from where the agency looked to what it gave and what it kept back.
FAMILIES = (
    "search",
    "correspondence",
    "statements",
    "production",
    "withholding",
    "referral",
    "notice",
    "timing",
)
DHS = "DHS"
PAGED = "pdf_text"
"""The parser of files that have pages of their own; all others are shown as renderings."""
EMAILS = (".eml", ".msg")
ASSERTED = (Confidence.CERTAIN, Confidence.PROBABLE)


class NothingToAssertError(ValueError):
    """There is no finding that a letter could assert; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted appeal: its record, its facts and its words."""

    appeal: Appeal
    facts: AppealFacts
    letter: Letter


def appeal_draft(
    *, foia_request: FoiaRequest, accept_all: bool = False, dated_on: date | None = None
) -> Draft:
    """Draft the appeal from the confirmed findings, or with `accept_all` from all that are
    certain or probable and not dismissed or cured. Leads never enter a letter.

    An unfiled draft with the same words is kept, not written again. Raises NothingToAssertError.
    """
    findings, leads = asserted(foia_request, LetterKind.APPEAL, accept_all=accept_all)
    if not findings:
        confirmed = f" ({count(len(leads), 'confirmed lead')}: no letter asserts a lead)"
        raise NothingToAssertError(
            f"{foia_request.ref}: no confirmed finding to appeal on{confirmed if leads else ''}; "
            "confirm some, or use --accept-all for every certain and probable one"
        )
    facts = appeal_facts(
        foia_request=foia_request,
        findings=findings,
        dated_on=dated_on or foia_request.as_of or timezone.localdate(),
        leads=leads,
    )
    written = letter(facts)
    with transaction.atomic():
        appeal = _record(foia_request, facts, written, findings)
    return Draft(appeal, facts, written)


def asserted(
    foia_request: FoiaRequest, kind: LetterKind, *, accept_all: bool
) -> tuple[list[Finding], list[Finding]]:
    """The findings that a letter of that kind asserts, and the leads that a person confirmed: what
    is said of a gap in a letter is not true of a lead."""
    present = findings_of(foia_request).filter(is_present=True)
    said = {
        each.code for each in detectors() if each.stage.name == "stable" and kind in each.letters
    }
    confirmed = Q(decision=Finding.Decision.CONFIRMED)
    chosen = confirmed
    if accept_all:
        chosen = ~Q(decision=Finding.Decision.DISMISSED)
    found = present.filter(chosen, confidence__in=ASSERTED, code__in=said)
    leads = present.filter(confirmed, code__in=said).exclude(confidence__in=ASSERTED)
    return list(found), list(leads)


def appeal_facts(
    *,
    foia_request: FoiaRequest,
    findings: Sequence[Finding],
    dated_on: date,
    leads: Sequence[Finding] = (),
    lettered: Mapping[tuple[str, str], str] | None = None,
    tells_the_history: bool = True,
) -> AppealFacts:
    """Everything that the letter will say, from the records and the findings chosen; `leads` are
    told to the lawyer alone. `lettered` are exhibits that keep their letters (see ExhibitPlan).
    What does not tell the history of the request encloses no letter that it does not prove
    something with."""
    letters = list(
        foia_request.correspondence.select_related("source_file").order_by("dated_on", "pk")
    )
    plan = ExhibitPlan(
        _documents(foia_request, letters),
        [*_letter_proofs(letters if tells_the_history else ()), *_finding_proofs(findings)],
        lettered,
    )
    window, unknown = appeal_window(foia_request, letters)
    numbers = list(foia_request.identifiers.values_list("kind", "number"))
    return AppealFacts(
        ref=foia_request.ref,
        title=foia_request.title,
        requester=foia_request.requester,
        agency=foia_request.agency.full_name,
        within_dhs=foia_request.agency.path.split("/")[0] == DHS,
        dated_on=dated_on,
        filed_on=foia_request.filed_on,
        received_on=foia_request.received_on,
        expedition_requested_on=foia_request.expedition_requested_on,
        request_numbers=tuple(number for kind, number in numbers if kind == "request"),
        other_numbers=tuple((kind, number) for kind, number in numbers if kind != "request"),
        addressee=_addressee(foia_request),
        window=window,
        window_unknown=unknown,
        asked=_asked(foia_request),
        letters=tuple(_noted(each, plan) for each in letters),
        searches=searches_noted(foia_request, plan),
        deliveries=_deliveries(foia_request),
        points=points(findings, plan),
        exhibits=plan.exhibits,
        leads_left_out=tuple(f"{each.code} {each.subject}" for each in leads),
        clocks=clocks_noted(foia_request, on=dated_on),
        exhaustion=exhaustion_noted(foia_request, on=dated_on),
        analysed_as_of=analysed_as_of(foia_request),
        opened=openings_counting(),
    )


def _asked(foia_request: FoiaRequest) -> Asked:
    """What the request says of dates and offices, and its parts where they stand in it word for
    word: what a person put in other words is no quotation."""
    pages = Page.objects.filter(source_file__correspondence__kind="request").filter(
        source_file__foia_request=foia_request
    )
    sent = (foia_request.text, *pages.order_by("index").values_list("text", flat=True))
    words = " ".join(" ".join(sent).split())
    parts = list(foia_request.items.order_by("number").values_list("number", "text"))
    verbatim = all(" ".join(text.split()).rstrip(".; ") in words for _, text in parts)
    return Asked(
        foia_request.records_from,
        foia_request.records_to,
        tuple(each.full_name for each in foia_request.offices.order_by("path")),
        tuple(parts) if verbatim else (),
    )


def points(findings: Sequence[Finding], plan: ExhibitPlan) -> tuple[Point, ...]:
    """The numbered arguments: findings of one detector that share a heading are one point."""
    by_code = {each.code: each for each in detectors()}
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        heading = fill(_words(by_code[finding.code]).heading, finding.facts)
        grouped.setdefault((finding.code, heading), []).append(finding)

    def strength(each: tuple[tuple[str, str], list[Finding]]) -> tuple[object, ...]:
        """Proven before strong, then where the agency looked before what it gave, then weight."""
        (code, heading), group = each
        detector = by_code[code]
        proven = any(finding.confidence == Confidence.CERTAIN for finding in group)
        weight = list(Severity).index(detector.severity)
        return (not proven, FAMILIES.index(detector.family), weight, code, heading)

    ordered = sorted(grouped.items(), key=strength)
    return tuple(_point(by_code[code], group, plan) for (code, _), group in ordered)


def _words(detector: Detector) -> LetterText:
    """The paragraph of a detector. Raises ValueError for one that enters no letter."""
    if detector.letter is None:
        raise ValueError(f"{detector.code} enters no letter")
    return detector.letter


def _point(detector: Detector, group: Sequence[Finding], plan: ExhibitPlan) -> Point:
    words = _words(detector)
    return Point(
        code=detector.code,
        detector=detector.name,
        heading=words.heading,
        rule=words.rule,
        item=words.item,
        limits=words.limits,
        relief=words.relief,
        adverse=tuple(each.key for each in detector.adverse),
        showings=tuple(_showing(finding, plan) for finding in group),
    )


def _showing(finding: Finding, plan: ExhibitPlan) -> Showing:
    pieces = list(finding.evidence.all())
    cited: dict[Citation, None] = {}
    quotes: list[tuple[str, Citation]] = []
    for piece in pieces:
        where = _citation(piece, plan)
        if where is None:
            continue
        cited[where] = None
        if piece.quote.strip():
            quotes.append((piece.quote, where))
    return Showing(
        facts=finding.facts,
        citations=tuple(cited),
        quotes=tuple(quotes[:3]),
        looked=tuple(
            (piece.what, piece.looked_in) for piece in pieces if piece.kind == "looked_for"
        ),
        working=tuple(line for piece in pieces for line in piece.working),
        probable=finding.confidence != Confidence.CERTAIN,
        caveat=finding.caveat,
        fingerprint=finding.fingerprint,
    )


def _citation(piece: Evidence, plan: ExhibitPlan) -> Citation | None:
    if not piece.sha256 or piece.page_number is None:
        return None
    return plan.citation(piece.document, piece.sha256, piece.page_number, piece.bates)


def _documents(
    foia_request: FoiaRequest, letters: Iterable[Correspondence]
) -> list[tuple[str, str, str]]:
    """Letters by date, then the released files in the order in which they came."""
    found: dict[tuple[str, str], str] = {}
    for each in letters:
        if each.source_file:
            kind = each.get_kind_display().capitalize()
            if each.kind == "other":
                kind = "Email" if each.source_file.path.lower().endswith(EMAILS) else "Letter"
            title = f"{kind} of {long_date(each.dated_on)}" if each.dated_on else kind
            found.setdefault((each.source_file.path, each.source_file.blob_id), title)
    files = foia_request.source_files.select_related("production")
    names = document_names(foia_request)
    for source_file in files.order_by("production__number", "depth", "ordinal", "pk"):
        document = names[source_file.pk]
        title = f"Released records: {document}" if source_file.production else document
        found.setdefault((document, source_file.blob_id), title)
    return [(title, document, sha256) for (document, sha256), title in found.items()]


def _letter_proofs(letters: Iterable[Correspondence]) -> list[Proof]:
    return [
        Proof(each.source_file.path, each.source_file.blob_id, number)
        for each in letters
        if each.source_file
        for number in range(1, each.source_file.expected_pages + 1)
    ]


def _finding_proofs(findings: Iterable[Finding]) -> list[Proof]:
    return [
        Proof(
            piece.document,
            piece.sha256,
            piece.page_number,
            piece.bates,
            piece.start,
            piece.end,
            finding.code,
        )
        for finding in findings
        for piece in finding.evidence.all()
        if piece.sha256 and piece.page_number is not None
    ]


def _addressee(foia_request: FoiaRequest) -> Addressee | None:
    path = foia_request.agency.path.split("/")
    paths = ["/".join(path[:length]) for length in range(len(path), 0, -1)]
    offices = AppealOffice.objects.filter(office__path__in=paths).select_related("office")
    nearest = sorted(offices, key=lambda each: -len(each.office.path))
    if not nearest:
        return None
    found = nearest[0]
    return Addressee(found.addressee, found.address, found.verified, found.note)


def _noted(each: Correspondence, plan: ExhibitPlan) -> LetterNoted:
    where = None
    if each.source_file:
        where = plan.citation(each.source_file.path, each.source_file.blob_id, 1)
    return LetterNoted(each.kind, each.direction, each.dated_on, where)


def _deliveries(foia_request: FoiaRequest) -> tuple[Delivery, ...]:
    deliveries = []
    # A page that is here came, even where nothing of it could be read.
    files_with_pages = SourceFile.objects.annotate(came=Count("pages"))
    for each in foia_request.productions.prefetch_related(
        Prefetch("source_files", files_with_pages)
    ):
        files = list(each.source_files.all())
        paged = [one for one in files if one.parser == PAGED]
        messages = foia_request.messages.filter(
            state="produced",
            occurrences__role__in=("top", "attached"),
            occurrences__source_file__production=each,
        ).distinct()
        deliveries.append(
            Delivery(
                received_on=each.received_on,
                pages_counted=sum(one.came for one in paged),  # type: ignore[attr-defined]  # annotated above
                messages=messages.count(),
                pages_withheld_in_full=each.pages_withheld_in_full,
                pages_in_all=sum(one.came for one in files),  # type: ignore[attr-defined]  # annotated above
                electronic_files=sum(one.parser != PAGED and one.depth == 0 for one in files),
                files_failed=sum(
                    bool(one.state == "failed" or one.failed_pages or one.failed_members)
                    for one in files
                ),
            )
        )
    return tuple(deliveries)


def _record(
    foia_request: FoiaRequest, facts: AppealFacts, written: Letter, findings: Sequence[Finding]
) -> Appeal:
    FoiaRequest.objects.select_for_update().get(pk=foia_request.pk)
    last = foia_request.appeals.first()
    unfiled = last and last.status == Appeal.Status.DRAFT and last.letter == written.markdown
    if last and unfiled and last.versions.exists():
        return last
    appeal = Appeal.objects.create(
        foia_request=foia_request,
        number=last.number + 1 if last else 1,
        dated_on=facts.dated_on,
        letter=written.markdown,
        checklist=list(written.checklist),
    )
    version_first(appeal=appeal, facts=facts, findings=findings)
    return appeal
