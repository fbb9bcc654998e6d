"""What is missing, and what to say about it."""

from gaps.models.appeal import Appeal, AppealPoint, Exhibit
from gaps.models.appeal_version import AppealVersion, Letterhead
from gaps.models.drafted_letter import DraftedLetter
from gaps.models.finding import AnalysisRun, Evidence, Finding, Review

__all__ = [
    "AnalysisRun",
    "Appeal",
    "AppealPoint",
    "AppealVersion",
    "DraftedLetter",
    "Evidence",
    "Exhibit",
    "Finding",
    "Letterhead",
    "Review",
]
