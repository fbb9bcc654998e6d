"""A case through a real worker on a real broker: what comes out is what one process makes of it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.services.servers import ROOT, Site, Worker, wait_for

CASE = ROOT / "fixtures" / "ice-amazon"
REF = "DEMO-2018-014"


def _told(site: Site, command: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(site.manage_well(command, REF, "--format", "json"))
    return told


def _told_here(command: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(_said_here(command, REF, "--format", "json"))
    return told


def _said_here(*command: str) -> str:
    """What a command prints in this process, which has no queue."""
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_worker_finds_in_a_case_what_one_process_finds_and_only_once(
    celery_worker_process: Worker,
):
    site, log = celery_worker_process.site, celery_worker_process.log
    for loading in (("load_reference_data",), ("load_case", str(CASE))):
        site.manage_well(*loading)
        _said_here(*loading)
    read_alone = _said_here("ingest", REF)
    _said_here("analyze", REF)
    messages, findings, letters = map(_told_here, ("messages", "findings", "letters"))
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
