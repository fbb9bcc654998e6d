from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Evidence,
    Finding,
    LetterKind,
    LetterText,
    Severity,
    computed,
    detector,
    on_page,
    quoted,
    stable,
)
from gaps.snapshot import CaseSnapshot, Production
from gaps.snapshot_queries.wording import amount, cite, day_in_words
from requests_app.law import authorities as law


@detector(
    code="PRD002",
    message="The letter of production {production} counts {released} pages; {counted} came",
    severity=Severity.MEDIUM,
    stage=stable(since="0.1"),
    authorities=[law.FOIA_A3A, law.FOIA_A6F, law.DHS_5_6E_VOLUME],
    adverse=[law.KHINE],
    facts={
        "production": "the number of the production",
        "received": "the day on which it was received",
        "released": "pages that its letter says were released",
        "counted": "pages in the files received",
        "short": "how many are missing",
        "letter_on": "the page of the letter that gives the count",
    },
    letter=LetterText(
        heading="The pages received are fewer than the letter counts",
        rule=(
            "Records that the agency has decided to release are to be made available [foia_a3A], "
            "and what is denied has to be estimated in volume [foia_a6F]. The regulations of the "
            "Department of Homeland Security require that estimate in the denial itself "
            "[dhs_5_6e_volume]."
        ),
        item=(
            "The letter counts {released} pages as released. The files received on {received} hold "
            "{counted}, which is {short} fewer."
        ),
        limits=(
            "The difference may be an error of counting or of transmission, and this point asks "
            "for reconciliation before anything else. Totals with a list of exemptions have been "
            "held enough for a determination [khine]; here the total and the release disagree."
        ),
        relief=(
            "reconcile its count of {released} pages with the {counted} received on {received}, "
            "and produce the {short} that are missing or say what became of them."
        ),
    ),
    letters=(LetterKind.APPEAL, LetterKind.OGIS, LetterKind.MISSING_RECORDS),
)
def page_count_mismatch(case: CaseSnapshot) -> Iterator[Finding]:
    """The letter counts more pages as released than the files hold.

    ## Why it matters
    Pages that the agency decided to release did not arrive. No exemption is claimed for them.

    ## What would cure it
    The missing pages, or a letter that corrects the count.

    ## When it is not a gap
    The letter gives no count, or more came than it counts: a surplus takes nothing from the
    requester. As many pages could not be read as are missing. With fewer unread pages it is
    probable, and with a whole file of the production unread a lead: its pages were not counted.
    Where the missing pages also leave a hole in the Bates numbers, bates_gap names them.
    """
    for production in case.productions:
        if production.pages_released is None:
            continue
        short = production.pages_released - production.pages_counted
        if short <= 0 or short <= production.pages_failed:
            continue
        number, counted = production.number, production.pages_counted
        working = [
            f"released, by the letter: {production.pages_released}",
            f"in {amount(production.files, 'file')} received: {counted}",
            f"pages that could not be read: {production.pages_failed}",
            f"missing: {short}",
        ]
        yield page_count_mismatch.finding(
            subject=f"{amount(short, 'page')} of production {number}",
            discriminator=f"production {number}",
            confidence=_confidence(case, production),
            evidence=[
                *_count_in_letter(production),
                computed("Pages released and received", working),
            ],
            awaits=[Awaited("pages", f"production {number}#{production.pages_released}")],
            production=number,
            received=day_in_words(production.received_on),
            released=production.pages_released,
            counted=counted,
            short=short,
            letter_on=cite(production.letter),
        )


def _confidence(case: CaseSnapshot, production: Production) -> Confidence:
    # A file that failed as a whole has no pages that could be counted.
    failures = sum(
        each.production == production.number and not each.counted for each in case.reading_failures
    )
    if failures > production.pages_failed:
        return Confidence.LEAD
    return Confidence.PROBABLE if production.pages_failed else Confidence.CERTAIN


def _count_in_letter(production: Production) -> list[Evidence]:
    if production.letter_passage is not None:
        return [quoted(production.letter_passage)]
    return [on_page(production.letter, "counts the pages released")] if production.letter else []
