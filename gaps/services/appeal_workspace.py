"""What a person does with a drafted appeal: edit, order, leave out, restore, draft anew.

Every save is a version of its own. Nobody's words are lost: what is saved over words that another
person saved meanwhile is kept aside, and drafting anew leaves edited words as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from gaps.appeals.assembly import assembled
from gaps.appeals.checklist import checklist
from gaps.appeals.differences import changes
from gaps.appeals.drafting import kept_edits, point_key
from gaps.appeals.editable import cleaned
from gaps.appeals.markdown import plain
from gaps.appeals.written import (
    Written,
    WrittenPoint,
    as_json,
    edited,
    moved,
    of_json,
    with_included,
)
from gaps.contract import LetterKind
from gaps.models import Appeal, AppealVersion
from gaps.services.appeal_checks import FOR_PRINT, appeal_checks
from gaps.services.appeal_versions import (
    lettered,
    merged_exhibits,
    version_add,
    written_of,
)
from gaps.services.appeals import NothingToAssertError, appeal_facts, asserted
from requests_app.models import FoiaRequest
from requests_app.selectors.openings import openings_counting

UP, DOWN, OUT, IN = "up", "down", "out", "in"


class WorkspaceError(ValueError):
    """A step that an appeal cannot take as it is; the text says why."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: the version that holds the words; `unchanged` where nothing was to be
    saved, `over` the version that somebody saved meanwhile, which stays in use."""

    version: AppealVersion
    unchanged: bool = False
    over: AppealVersion | None = None


def version_in_use(appeal: Appeal) -> AppealVersion | None:
    """The version that counts: the one filed, else the last that is not aside."""
    if appeal.filed_version is not None:
        return appeal.versions.filter(number=appeal.filed_version).first()
    return appeal.versions.filter(aside=False).first()


def edited_from(
    base: AppealVersion,
    *,
    texts: Mapping[str, str],
    dated_on: date | None = None,
    step: tuple[str, str] = ("", ""),
) -> Written:
    """The words of a version with what was typed, and one `step` taken: (what, key of a point)."""
    held = of_json(base.content)
    changed = edited(held, {name: _typed(held, name, text) for name, text in texts.items()})
    does, key = step
    if does in (UP, DOWN):
        changed = moved(changed, key, -1 if does == UP else 1)
    if does in (OUT, IN):
        changed = with_included(changed, key, included=does == IN)
    return replace(changed, dated_on=dated_on or changed.dated_on)


def version_save(
    *,
    appeal: Appeal,
    based_on: int,
    texts: Mapping[str, str],
    dated_on: date | None = None,
    step: tuple[str, str] = ("", ""),
    saved_by: AbstractBaseUser | None = None,
) -> Saved:
    """Save what was edited from the version `based_on`, as a version of its own.

    Where another version was saved meanwhile, or the appeal was filed, the words are kept aside.
    Raises WorkspaceError for a version that there is not.
    """
    with transaction.atomic():
        appeal = _locked(appeal)
        base, current = _base(appeal, based_on), _current(appeal)
        written = edited_from(base, texts=texts, dated_on=dated_on, step=step)
        stored = as_json(written)
        for held in (current, base):
            if stored == held.content:
                return Saved(held, unchanged=True)
        late = current.number != base.number or appeal.status != Appeal.Status.DRAFT
        version = version_add(
            appeal=appeal,
            written=written,
            checklist=checklist_of(appeal, written),
            what=", ".join(changes(of_json(base.content), written)) or "saved",
            based_on=base.number,
            aside=late,
            saved_by=saved_by,
        )
    return Saved(version, over=current if late else None)


def version_restore(
    *, appeal: Appeal, number: int, seen: int, saved_by: AbstractBaseUser | None = None
) -> AppealVersion:
    """Bring an earlier version, or one kept aside, into use again as a new version.

    Raises WorkspaceError where the version in use is no longer the one `seen`, or was filed.
    """
    with transaction.atomic():
        appeal = _locked(appeal)
        wanted, current = _base(appeal, number), _current(appeal)
        _only_drafts(appeal)
        if current.number != seen:
            raise WorkspaceError(
                f"Version {current.number} was saved meanwhile: look at it before you restore "
                f"version {number}"
            )
        if wanted.number == current.number:
            return current
        written = of_json(wanted.content)
        return version_add(
            appeal=appeal,
            written=written,
            checklist=checklist_of(appeal, written),
            what=f"version {number} restored",
            based_on=current.number,
            saved_by=saved_by,
        )


def version_redraft(*, appeal: Appeal, saved_by: AbstractBaseUser | None = None) -> Saved:
    """Draft anew from what is confirmed today. Words that a person edited stay as they are, and so
    do the order, what was left out, and the letters of the exhibits; an edited point that nothing
    confirmed bears any more is left out and kept.

    Raises NothingToAssertError, or WorkspaceError for an appeal that was filed.
    """
    foia_request = appeal.foia_request
    findings, leads = asserted(foia_request, LetterKind.APPEAL, accept_all=False)
    if not findings:
        raise NothingToAssertError(f"{foia_request.ref}: no confirmed finding to appeal on")
    with transaction.atomic():
        appeal = _locked(appeal)
        _only_drafts(appeal)
        current = _current(appeal)
        held = of_json(current.content)
        facts = appeal_facts(
            foia_request=foia_request,
            findings=findings,
            dated_on=held.dated_on,
            leads=leads,
            lettered=lettered(held),
        )
        written = _merged(held, written_of(foia_request, facts, findings))
        if as_json(written) == current.content:
            return Saved(current, unchanged=True)
        version = version_add(
            appeal=appeal,
            written=written,
            checklist=checklist_of(appeal, written),
            what=", ".join(["drafted anew", *changes(held, written)]),
            based_on=current.number,
            saved_by=saved_by,
        )
    return Saved(version)


def checklist_of(appeal: Appeal, written: Written) -> list[str]:
    """What a lawyer must check before signing, for the last page of the letter: first what is
    wrong with the words as they stand."""
    foia_request = appeal.foia_request
    wanted = {each for point in written.argued for each in point.findings}
    rows = foia_request.findings.filter(fingerprint__in=wanted)
    findings = list(rows.prefetch_related("evidence").order_by("code", "subject", "pk"))
    _, leads = asserted(foia_request, LetterKind.APPEAL, accept_all=False)
    facts = appeal_facts(
        foia_request=foia_request,
        findings=findings,
        dated_on=written.dated_on,
        leads=leads,
        lettered=lettered(written),
    )
    order = [each.key for each in written.argued]
    points = [each for each in facts.points if point_key(each) in order]
    points.sort(key=lambda each: order.index(point_key(each)))
    whole = assembled(written, openings_counting())
    told = appeal_checks(foia_request=foia_request, written=written, on=written.dated_on)
    wrong = [f"**{plain(each.text)}**" for each in told if each.kind in FOR_PRINT]
    ordered = replace(facts, points=tuple(points))
    return [*wrong, *checklist(ordered, whole.cited, whole.words)]


def _merged(held: Written, drafted: Written) -> Written:
    """What is drafted now, with what people have made of what was drafted before."""
    old = {each.key: each for each in held.points}
    points = {each.key: _point(old.get(each.key), each) for each in drafted.points}
    kept = [each for each in held.points if each.key in points]
    if [each.key for each in kept] == [key for key in points if key in old]:
        ordered = list(points.values())
    else:
        new = [each for key, each in points.items() if key not in old]
        ordered = [*(points[each.key] for each in kept), *new]
    for each in held.points:
        edited_words = any(words.edited for words in each.words.values())
        if each.key not in points and edited_words:
            ordered.append(replace(each, included=False, dropped=True))
    return replace(
        drafted,
        parts=kept_edits(drafted.parts, held.parts),
        points=tuple(ordered),
        exhibits=merged_exhibits(held.exhibits, drafted.exhibits),
    )


def _point(old: WrittenPoint | None, new: WrittenPoint) -> WrittenPoint:
    if old is None:
        return new
    # A point that the program had left out comes back with what bears it.
    included = old.included or old.dropped
    return replace(new, words=kept_edits(new.words, old.words), included=included)


def _typed(held: Written, name: str, text: str) -> str:
    """What was typed; words that differ from those held by blanks at the ends alone are those."""
    key, _, field = name.rpartition(".")
    points = {each.key: each for each in held.points}
    before = points[key].text(field) if key in points else ""
    before = held.parts[name].text if name in held.parts else before
    return before if cleaned(before) == cleaned(text) else cleaned(text)


def _locked(appeal: Appeal) -> Appeal:
    FoiaRequest.objects.select_for_update().get(pk=appeal.foia_request_id)
    return Appeal.objects.select_related("foia_request__agency").get(pk=appeal.pk)


def _base(appeal: Appeal, number: int) -> AppealVersion:
    found = appeal.versions.filter(number=number).first()
    if found is None:
        raise WorkspaceError(f"{appeal} has no version {number}")
    return found


def _current(appeal: Appeal) -> AppealVersion:
    found = version_in_use(appeal)
    if found is None:
        raise WorkspaceError(f"{appeal} was drafted before versions were kept: draft it anew")
    return found


def _only_drafts(appeal: Appeal) -> None:
    if appeal.status != Appeal.Status.DRAFT:
        raise WorkspaceError(f"{appeal} was filed: its words stay as they are")
