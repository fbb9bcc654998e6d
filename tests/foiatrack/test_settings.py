"""The settings as a site of its own meets them."""

import json
import stat

import pytest

from tests.services.servers import Site

TEAM = {
    "SECRET_KEY": "r0Jm3kQ7vX-tests-only-2Lw9ZpYd5HsNcBfGaUeTi8Vq4Mo6Kx1",
    "ALLOWED_HOSTS": "foia.example",
    "CSRF_TRUSTED_ORIGINS": "https://foia.example",
    "HTTPS": "true",
    "BEHIND_PROXY": "true",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
TELL = """
import json
from django.conf import settings as s
print(json.dumps([str(s.DATABASES["default"]["NAME"]), s.QUEUE_ENABLED, s.CELERY_BROKER_URL,
                  s.DEBUG, s.STORAGES["store"], s.SECRET_KEY]))
"""


def told(site):
    name, queue, broker, debug, store, key = json.loads(
        site.manage_well("shell", "--no-imports", "--command", TELL)
    )
    return {
        "database": name,
        "queue": queue,
        "broker": broker,
        "debug": debug,
        "store": store,
        "key": key,
    }


def test_the_settings_of_a_team_pass_djangos_own_deployment_check(tmp_path):
    checked = Site(tmp_path, TEAM).manage("check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


def test_without_any_variable_all_is_in_one_folder_and_there_is_no_queue(tmp_path):
    found = told(Site(tmp_path))
    assert found["database"] == str(tmp_path / "foiatrack.sqlite3")
    assert found["store"]["OPTIONS"]["location"] == str(tmp_path / "store")
    assert (found["queue"], found["broker"], found["debug"]) == (False, None, False)


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = told(Site(tmp_path))["key"]
    assert len(first) >= 50
    assert told(Site(tmp_path))["key"] == first
    path = tmp_path / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["secret_key"]


def test_with_the_variables_of_a_team_there_is_a_queue_and_no_key_on_disk(tmp_path):
    bucket = {"FOIATRACK_STORE_S3_BUCKET": "records", "FOIATRACK_STORE_S3_ENDPOINT": "http://s3"}
    url = "postgresql://ann:hush@db/cases"
    found = told(Site(tmp_path, TEAM | bucket | {"DATABASE_URL": url}))
    assert found["database"] == "cases"
    assert (found["queue"], found["broker"]) == (True, TEAM["REDIS_URL"])
    assert found["store"]["OPTIONS"]["bucket_name"] == "records"
    assert found["key"] == TEAM["SECRET_KEY"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HTTPS", "maybe", "HTTPS is 'maybe'"),
        ("DATABASE_URL", "mysql://db/x", "DATABASE_URL must read postgresql://"),
        ("SECRET_KEY_FILE", "/nowhere/key", "SECRET_KEY_FILE names /nowhere/key"),
        ("FOIATRACK_TASK_SECONDS", "an hour", "FOIATRACK_TASK_SECONDS is 'an hour'"),
    ],
)
def test_a_variable_that_makes_no_sense_stops_the_program_and_is_named(tmp_path, name, value, said):
    ended = Site(tmp_path, {name: value}).manage("check")
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_celery_never_runs_threads_and_never_loses_what_a_worker_held():
    from foiatrack.celery import app

    conf = app.conf
    assert conf.worker_pool == "prefork"
    assert conf.task_acks_late is True
    assert conf.task_reject_on_worker_lost is True
    assert conf.worker_prefetch_multiplier == 1
    assert conf.accept_content == ["json"]
    assert conf.task_ignore_result is True
    # A task that outlives the visibility timeout runs twice at once.
    assert conf.broker_transport_options["visibility_timeout"] > 2 * conf.task_time_limit
    assert conf.broker_transport_options["unacked_restore_throttle"] == 1


def test_all_that_beat_repeats_is_a_task_that_exists():
    from foiatrack.celery import app

    app.loader.import_default_modules()
    repeated = {each["task"] for each in app.conf.beat_schedule.values()}
    assert "requests_app.sweep_lost_work" in repeated
    assert repeated <= set(app.tasks)


FAIL = """
from unittest.mock import patch
from django.test import Client
with patch("foiatrack.views.health._database", side_effect=ZeroDivisionError("the reason")):
    here = Client(raise_request_exception=False, HTTP_HOST="localhost")
    print(here.get("/health/").status_code, here.get("/no-such-page/").status_code)
"""


def test_why_a_page_failed_is_told_where_the_site_runs(tmp_path):
    ran = Site(tmp_path).manage("shell", "--no-imports", "--command", FAIL)
    assert ran.stdout.split() == ["500", "404"]
    assert "ERROR django.request: Internal Server Error: /health/" in ran.stderr
    assert "ZeroDivisionError: the reason" in ran.stderr
    assert "no-such-page" not in ran.stderr
