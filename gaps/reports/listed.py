"""The reports by name."""

from collections.abc import Callable
from dataclasses import dataclass

from gaps.reports.deadlines import lateness, response
from gaps.reports.findings import detectors_judged, gaps_found
from gaps.reports.outcomes import appeals, exemptions
from gaps.reports.report import Report, ReportFilter


@dataclass(frozen=True, slots=True)
class Listed:
    """A report that can be asked for: its name in addresses, its title, what it answers."""

    name: str
    title: str
    question: str
    made: Callable[[ReportFilter], Report]


REPORTS = {
    each.name: each
    for each in (
        Listed(
            "lateness", "Agencies by lateness", "Who is late, how often, and by how much?", lateness
        ),
        Listed(
            "response",
            "Time to determination",
            "How long do agencies take, beside what they report of themselves?",
            response,
        ),
        Listed("gaps", "Gaps by kind and component", "What is missing, and from whom?", gaps_found),
        Listed(
            "detectors",
            "Findings by detector",
            "Which findings do people confirm, and which do they dismiss?",
            detectors_judged,
        ),
        Listed(
            "exemptions", "Exemptions used", "What is withheld, and under which claim?", exemptions
        ),
        Listed("appeals", "Appeals by argument", "Which arguments win?", appeals),
    )
}
"""In the order of the menu."""
