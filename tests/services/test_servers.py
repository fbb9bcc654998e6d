"""The servers of the tests are real ones, and so is the worker."""

import os

import psycopg
import pytest
import redis
from celery import Celery
from django.db import connection

from tests.services.servers import Worker, wait_for


def test_the_postgresql_of_the_tests_answers(postgres_url):
    with psycopg.connect(postgres_url) as opened:
        version = opened.execute("SELECT version()").fetchone()
    assert version is not None
    assert version[0].startswith("PostgreSQL 18")


def test_the_broker_of_the_tests_keeps_what_it_is_given(redis_url):
    client = redis.Redis.from_url(redis_url)
    client.set("kept", "yes")
    assert client.get("kept") == b"yes"


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_database_is_the_one_that_the_run_names():
    expected = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    assert connection.vendor == expected


def test_a_worker_refuses_what_is_not_json_and_ends_what_is(celery_worker_process: Worker):
    worker = celery_worker_process
    sender = Celery(broker=worker.site.environment["REDIS_URL"])
    sender.send_task("requests_app.sweep_lost_work", serializer="pickle")
    wait_for(lambda: "ContentDisallowed" in worker.log(), "the refusal", 20)
    sent = sender.send_task("requests_app.sweep_lost_work")
    ended = f"Task requests_app.sweep_lost_work[{sent.id}] succeeded"
    wait_for(lambda: ended in worker.log(), f"the task; the worker said {worker.log()}", 20)
    assert worker.log().count("succeeded") == 1
