"""Reading findings, in the form that other programs rely on (`foiatrack.findings/1`)."""

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, When

from gaps.models import Evidence, Finding
from requests_app.law.authorities import authority
from requests_app.models import FoiaRequest

SCHEMA = "foiatrack.findings/1"


def findings_of(foia_request: FoiaRequest) -> QuerySet[Finding]:
    """The findings in the order of their codes, each with its evidence, in two queries."""
    return foia_request.findings.prefetch_related("evidence").order_by("code", "subject", "pk")


def findings_to_review() -> QuerySet[Finding]:
    """The findings of all requests on which nobody has decided, proven ones first."""
    weight = Case(
        *(When(confidence=each, then=place) for place, each in enumerate(Finding.Confidence)),
        output_field=IntegerField(),
    )
    waiting = Finding.objects.filter(status=Finding.Status.OPEN)
    return waiting.order_by(weight, "-last_run_id", "code", "pk")


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
