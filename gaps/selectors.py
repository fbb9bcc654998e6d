"""Reading findings, in the form that other programs rely on (`foiatrack.findings/1`)."""

from typing import Any

from django.db.models import QuerySet

from gaps.models import Evidence, Finding
from requests_app.law.authorities import authority
from requests_app.models import FoiaRequest

SCHEMA = "foiatrack.findings/1"


def findings_of(foia_request: FoiaRequest) -> QuerySet[Finding]:
    """The findings in the order of their codes, each with its evidence, in two queries."""
    return foia_request.findings.prefetch_related("evidence").order_by("code", "subject", "pk")


def findings_to_review() -> QuerySet[Finding]:
    """The findings of all requests on which nobody has decided."""
    return Finding.objects.filter(status=Finding.Status.OPEN)


def first_to_review(waiting: QuerySet[Finding], number: int) -> list[Finding]:
    """The first of these findings: proven ones, then those of the last runs.

    Asked for by their confidence, one after the other, as the index has them in this order only
    within each: all that wait would be sorted for the few that are shown.
    """
    parts = [waiting.filter(confidence=confidence) for confidence in Finding.Confidence]
    first = [rows.order_by("-last_run_id", "code", "pk")[:number] for rows in parts]
    return [each for rows in first for each in rows][:number]


def findings_json(foia_request: FoiaRequest) -> dict[str, Any]:
    """The findings of the last run, cured and dismissed ones among them."""
    run = foia_request.analysis_runs.first()
    return {
        "schema": SCHEMA,
        "request": foia_request.ref,
        "as_of": str(run.as_of) if run else None,
        "run": run.number if run else 0,
        "findings": [finding_json(each) for each in findings_of(foia_request)],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "detector": finding.detector,
        "fingerprint": finding.fingerprint,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "status": finding.status,
        "message": finding.message,
        "subject": finding.subject,
        "facts": finding.facts,
        "caveat": finding.caveat,
        "evidence": [_evidence_json(each) for each in finding.evidence.all()],
        "authorities": [authority(key).citation for key in finding.authorities],
    }


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    shown: dict[str, Any] = {"kind": evidence.kind}
    if evidence.sha256:
        shown |= {
            "document": evidence.document,
            "sha256": evidence.sha256,
            "page": evidence.page_number,
            "bates": evidence.bates or None,
        }
    if evidence.kind == "quoted":
        shown |= {"quote": evidence.quote, "start": evidence.start, "end": evidence.end}
    if evidence.kind == "looked_for":
        shown |= {"what": evidence.what, "in": evidence.looked_in}
    elif evidence.what:
        shown["what"] = evidence.what
    if evidence.on:
        shown["on"] = str(evidence.on)
    if evidence.working:
        shown["working"] = evidence.working
    return shown
