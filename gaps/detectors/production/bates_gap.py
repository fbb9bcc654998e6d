from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Finding,
    LetterKind,
    LetterText,
    Severity,
    computed,
    detector,
    looked_for,
    on_page,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.numbers import holes, withheld_without_sheet
from gaps.snapshot_queries.wording import amount, listed
from requests_app.law import authorities as law


@detector(
    code="PRD001",
    message="{numbers}: {missing} missing from the Bates numbers, not accounted for",
    severity=Severity.MEDIUM,
    stage=stable(since="0.1"),
    authorities=[law.FOIA_A6F, law.FOIA_B_FLUSH, law.DHS_5_6E_VOLUME, law.DHS_5_6F],
    adverse=[law.KHINE],
    facts={
        "numbers": "the missing numbers as they would be printed",
        "prefix": "their prefix",
        "first": "the first missing number",
        "last": "the last missing number",
        "missing": "how many are missing",
        "before": "the last number before them that was received, empty where there is none",
        "after": "the first number after them that was received, empty where there is none",
        "where": "inside one file, between two files or releases, or at the end of a range",
        "letters": "what the letters count as withheld in full, in words",
        "withheld_unlisted": "pages withheld in full, by the letters' count, that no sheet lists",
    },
    letter=LetterText(
        heading="Numbered pages are missing from the release",
        rule=(
            "What is denied has to be estimated in volume [foia_a6F], and what is deleted marked "
            "on the part released, with its exemption [foia_b_flush]. The regulations of the "
            "Department of Homeland Security require the estimate in the denial itself "
            "[dhs_5_6e_volume]. They require markings that are clearly visible [dhs_5_6f]."
        ),
        item=(
            "The numbers stamped on the released pages do not run through: {numbers} ({missing} in "
            "all, {where}) cannot be found on any page received, nor on any sheet that accounts "
            "for pages not released; {letters}."
        ),
        limits=(
            "A number may be skipped for reasons of processing, as where the pages that an agency "
            "counts are fewer than its numbers: this point asks for reconciliation first. Totals "
            "with a list of exemptions have been held enough for a determination [khine]; the "
            "missing numbers are in no total that was given."
        ),
        relief=(
            "account for the numbers {numbers}: produce the pages, or say under which exemption "
            "each is withheld, to whom it was referred, or that the number was not used."
        ),
    ),
    letters=(LetterKind.APPEAL, LetterKind.OGIS, LetterKind.MISSING_RECORDS),
)
def bates_gap(case: CaseSnapshot) -> Iterator[Finding]:
    """Numbers are missing from the run that the agency stamped on what it released.

    ## Why it matters
    The agency numbered what it processed. A number on no page is a page that was processed and
    neither released nor accounted for.

    ## What would cure it
    The pages, a sheet that lists them, or a letter that accounts for the numbers.

    ## When it is not a gap
    Sheets list the numbers as withheld or referred, or a later release brings them. The pages that
    the letters count as withheld in full are as many as are missing. The pages came, and only their
    stamps could not be read. Numbers between two releases are a lead, and so are all where more are
    missing than present, for then the numbering does not follow the pages. A stamp that was put
    right beside the hole, unstamped pages elsewhere, pages that could not be read, pages withheld
    that are not listed, or a release still to come make it less than certain.
    """
    unlisted = withheld_without_sheet(case)
    stamped = amount(len(case.stamps), "stamped page")
    for hole in holes(case):
        sides = [each for each in (hole.before, hole.after) if each is not None]
        labels = [each.label() for each in sides]
        working = [
            f"received: {listed(labels)}",
            f"missing: {hole.shown} ({hole.missing})",
            f"withheld in full by the letters, not listed: {unlisted}",
        ]
        yield bates_gap.finding(
            subject=hole.shown,
            discriminator=f"{hole.prefix}#{hole.first}-{hole.last}",
            confidence=hole.confidence,
            evidence=[
                *[on_page(each.page, f"bears {each.label()}", at=each.at) for each in sides],
                computed(f"The numbers beside {hole.shown}", working),
                looked_for(f"pages numbered {hole.shown}, or sheets that list them", in_=stamped),
            ],
            awaits=[Awaited("pages", f"{hole.prefix}#{hole.first}-{hole.last}")],
            numbers=hole.shown,
            prefix=hole.prefix,
            first=hole.first,
            last=hole.last,
            missing=hole.missing,
            before=hole.before.label() if hole.before else "",
            after=hole.after.label() if hole.after else "",
            where=hole.where,
            letters=_said(unlisted),
            withheld_unlisted=unlisted,
        )


def _said(unlisted: int) -> str:
    if unlisted == 0:
        return "no letter counts a page as withheld in full that a sheet does not list"
    return f"the letters count {amount(unlisted, 'page')} as withheld in full that no sheet lists"
