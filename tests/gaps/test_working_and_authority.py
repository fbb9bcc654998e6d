"""Every finding and every deadline shows how it was reached, and the law that it rests on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from gaps.contract import Finding
from gaps.engine import run
from gaps.models import Finding as FindingRow
from requests_app.law.authorities import authorities
from requests_app.law.clocks import clocks_on, exhaustion_on
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.selectors.clocks import cited, clocks_json
from requests_app.services.ledger import event_add
from tests.factories import FindingFactory, FoiaRequestFactory
from tests.snapshots import case_of

CASES = Path(__file__).parent / "detectors"
DAYS = [
    Event(EventKind.SENT, date(2018, 7, 20)),
    Event(EventKind.RECEIVED, date(2018, 7, 23)),
    Event(EventKind.EXPEDITION_ASKED, date(2018, 7, 23), certified=True),
    Event(EventKind.CLARIFICATION_ASKED, date(2018, 7, 30)),
    Event(EventKind.CLARIFICATION_ANSWERED, date(2018, 8, 6)),
    Event(EventKind.EXTENDED, date(2018, 8, 10), days=10, circumstances=("consultation",)),
    Event(EventKind.DETERMINED, date(2018, 10, 5), adverse=True),
    Event(EventKind.APPEALED, date(2018, 11, 5)),
    Event(EventKind.APPEAL_RECEIVED, date(2018, 11, 6)),
]
ON = date(2019, 3, 1)


def findings() -> Iterator[Finding]:
    """What every case of every detector finds."""
    for path in sorted(CASES.glob("*/*.yaml")):
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            yield from run(case_of(each["case"])).findings


def test_every_finding_has_its_proof_and_authorities_that_are_known() -> None:
    seen = set()
    for each in findings():
        assert each.evidence, each.code
        assert each.authorities, each.code
        assert set(each.authorities) <= set(authorities()), each.code
        seen.add(each.code)
    assert len(seen) > 30


def test_every_finding_of_time_counts_its_days_out() -> None:
    for each in findings():
        if each.code.startswith("TIM"):
            lines = [line for piece in each.evidence for line in piece.working]
            assert len(lines) >= 1, each.code
            assert any(piece.on or piece.working for piece in each.evidence), each.code


def test_every_clock_and_the_exhaustion_show_their_working_and_their_authority() -> None:
    ledger = Ledger("DHS/ICE", tuple(DAYS))
    clocks = clocks_on(ledger, ON)
    assert len(clocks) >= 6
    for each in clocks:
        assert each.due is not None, each.name
        assert each.due.working, each.name
        assert each.due.authorities, each.name
    answer = exhaustion_on(ledger, ON)
    assert answer.working
    assert answer.authorities


@pytest.mark.django_db
def test_what_other_programs_read_has_the_same_working() -> None:
    foia_request = FoiaRequestFactory()
    for each in DAYS:
        event_add(foia_request=foia_request, event=each)
    shown = clocks_json(foia_request, on=ON)
    for clock in shown["clocks"]:
        assert clock["working"], clock["name"]
        assert clock["authorities"], clock["name"]


def _finding() -> FindingRow:
    finding: Any = FindingFactory(authorities=["foia_a3A", "truitt"])
    finding.evidence.create(
        position=99, kind="computed", what="The count", working=["one line", "another line"]
    )
    return finding  # type: ignore[no-any-return]  # a factory is not typed


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/gaps/finding/{0.pk}/change/", "{1}"])
def test_a_page_with_a_finding_shows_both(admin_client: Client, address: str) -> None:
    finding = _finding()
    parts = f"/requests/{finding.foia_request_id}/gaps/"
    text = admin_client.get(address.format(finding, parts)).content.decode()
    for citation in cited(finding.authorities):
        assert citation.replace("'", "&#x27;") in text
    assert "one line" in text
    assert "another line" in text
