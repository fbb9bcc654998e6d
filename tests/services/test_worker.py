"""A case through a real worker on a real broker: what comes out is what one process makes of it."""

import json

import pytest

from tests.services.servers import ROOT, Site, Worker, wait_for

CASE = ROOT / "fixtures" / "ice-amazon"
REF = "DEMO-2018-014"


def _loaded(site: Site) -> None:
    site.manage_well("load_reference_data")
    site.manage_well("load_case", str(CASE))


def _told(site: Site, command: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(site.manage_well(command, REF, "--format", "json"))
    return told


@pytest.fixture
def alone(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site without a queue."""
    site = Site(tmp_path_factory.mktemp("alone"))
    site.manage_well("migrate", "--verbosity", "0")
    return site


def test_a_worker_finds_in_a_case_what_one_process_finds_and_only_once(
    celery_worker_process: Worker, alone: Site
):
    site, log = celery_worker_process.site, celery_worker_process.log
    _loaded(alone)
    _loaded(site)
    read_alone = alone.manage_well("ingest", REF)
    alone.manage_well("analyze", REF)
    messages, findings = _told(alone, "messages"), _told(alone, "findings")
    letters = _told(alone, "letters")
    assert findings["findings"]

    assert site.manage_well("ingest", REF) == read_alone
    wait_for(lambda: "Task gaps.analyze_request" in log() and _idle(log()), "the analysis")
    for task in ("requests_app.read_files", "requests_app.assemble_request"):
        assert f"Task {task}" in log()
    assert " raised" not in log()
    assert _told(site, "messages") == messages
    assert _told(site, "findings") == findings
    assert _told(site, "letters") == letters

    again = site.manage_well("ingest", REF, str(CASE / "production-01"))
    assert again.splitlines()[-1] == read_alone.splitlines()[-1]
    wait_for(lambda: _idle(log()), "the worker")
    assert _told(site, "messages") == messages
    assert _told(site, "findings") == findings


def _idle(log: str) -> bool:
    """Whether every task that the worker took has ended."""
    return log.count(" received") == log.count(" succeeded in ") + log.count(" raised")
