"""Every kind of gap that the program looks for, from the detectors themselves."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from foiatrack.permissions import anyone_signed_in
from gaps.catalogue import split_documentation
from gaps.contract import Detector
from gaps.engine import detector, detectors


@anyone_signed_in
def catalogue(request: HttpRequest) -> HttpResponse:
    """The kinds of gap by family."""
    by_family = sorted(detectors(), key=lambda each: (each.family, each.code))
    families = [
        (family, [_shown(each) for each in found])
        for family, found in groupby(by_family, key=lambda each: each.family)
    ]
    return render(request, "foiatrack/catalogue.html", {"families": families})


@anyone_signed_in
def catalogue_detector(request: HttpRequest, code: str) -> HttpResponse:
    """One kind of gap: why it matters, its law, and when it is none."""
    try:
        found = detector(code)
    except KeyError as error:
        raise Http404(str(error)) from error
    return render(request, "foiatrack/catalogue_detector.html", {"detector": _shown(found)})


def _shown(found: Detector) -> dict[str, Any]:
    """A detector for a template, which would call it where it stands by itself."""
    summary, sections = split_documentation(found.documentation)
    return {
        "code": found.code,
        "family": found.family,
        "severity": found.severity,
        "summary": summary,
        "sections": sections,
        "authorities": found.authorities,
        "adverse": found.adverse,
    }
