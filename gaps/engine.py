"""Find the detectors, run them over a case, and say what our own reading leaves uncertain."""

import importlib
import pkgutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache

import gaps.detectors
from gaps.contract import Confidence, Detector, Finding
from gaps.snapshot import CaseSnapshot, ReadingFailure

FAILURES_NAMED = 3


@dataclass(frozen=True, slots=True)
class DetectorError:
    """A detector that failed; the others ran. `reason` is one line for a person."""

    code: str
    detector: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run found, in the order of codes and pages, and which detectors failed."""

    findings: tuple[Finding, ...]
    errors: tuple[DetectorError, ...]
    codes: tuple[str, ...]
    """The codes that were run, failed ones included."""


@cache
def detectors() -> tuple[Detector, ...]:
    """Every detector below gaps.detectors, by code. Raises ValueError where a code stands twice."""
    found: dict[str, Detector] = {}
    for module in pkgutil.walk_packages(gaps.detectors.__path__, "gaps.detectors."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if not isinstance(value, Detector):
                continue
            if value.code in found and found[value.code] is not value:
                raise ValueError(f"{value.code} is both {found[value.code].name} and {name}")
            found[value.code] = value
    return tuple(found[code] for code in sorted(found))


def detector(code: str) -> Detector:
    """The detector of that code. Raises KeyError where there is none."""
    for each in detectors():
        if each.code == code:
            return each
    raise KeyError(f"no detector has the code {code}")


def run(case: CaseSnapshot, select: Collection[str] | None = None) -> RunResult:
    """Run all detectors, or those with a selected code or name, over a case.

    A detector that raises is reported and yields nothing. Findings with the same fingerprint
    are one: the surest stands. Raises ValueError where `select` names no detector.
    """
    chosen = _chosen(detectors(), select)
    kept: dict[str, Finding] = {}
    errors: list[DetectorError] = []
    order = list(Confidence)
    for each in chosen:
        try:
            yielded = list(each(case))
        # One detector's fault may not cost the reader the findings of the others.
        except Exception as error:
            errors.append(DetectorError(each.code, each.name, f"{type(error).__name__}: {error}"))
            continue
        for finding in yielded:
            known = kept.get(finding.fingerprint)
            if known is None or order.index(finding.confidence) < order.index(known.confidence):
                kept[finding.fingerprint] = finding
    doubt = reading_doubt(case.reading_failures)
    findings = (_with_doubt(finding, doubt) for finding in kept.values())
    return RunResult(
        findings=tuple(sorted(findings, key=_reading_order)),
        errors=tuple(errors),
        codes=tuple(each.code for each in chosen),
    )


def _chosen(known: Iterable[Detector], select: Collection[str] | None) -> list[Detector]:
    if select is None:
        return list(known)
    chosen = [each for each in known if each.code in select or each.name in select]
    unknown = set(select) - {each.code for each in chosen} - {each.name for each in chosen}
    if unknown:
        raise ValueError(f"no such detector: {', '.join(sorted(unknown))}")
    return chosen


def reading_doubt(failures: Collection[ReadingFailure]) -> str:
    """What to say beside an absence while something could not be read; empty where all was."""
    if not failures:
        return ""
    names = list(dict.fromkeys(f"{each.document} ({each.reason})" for each in failures))
    more = f" and {len(names) - FAILURES_NAMED} more" if len(names) > FAILURES_NAMED else ""
    return (
        f"Not everything that came could be read whole: {'; '.join(names[:FAILURES_NAMED])}{more}. "
        "What is missing here may stand there: it could be our own reading and not a gap."
    )


def _with_doubt(finding: Finding, doubt: str) -> Finding:
    """No appeal may be sure of an absence that an unread file could explain."""
    if not doubt or not finding.rests_on_absence:
        return finding
    return replace(
        finding,
        confidence=finding.confidence.at_most(Confidence.PROBABLE),
        caveat=" ".join(filter(None, (finding.caveat, doubt))),
    )


def _reading_order(finding: Finding) -> tuple[str, str, int, int, str, str]:
    """By code, then by the first page that proves it, so that a run reads like the release."""
    for piece in finding.evidence:
        if piece.page is not None:
            place = (piece.page.document, piece.page.page, piece.start or 0)
            return (finding.code, *place, finding.subject, finding.fingerprint)
    return (finding.code, "", 0, 0, finding.subject, finding.fingerprint)
