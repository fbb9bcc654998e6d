"""The Celery application. Work is in the apps' tasks; what repeats is in one dictionary."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "foiatrack.settings")

app = Celery("foiatrack")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["requests_app", "gaps"])
app.conf.beat_schedule = {
    "sweep lost work": {"task": "requests_app.sweep_lost_work", "schedule": 300.0},
    # Those of a day that has begun; what is derived already is passed over.
    "derive deadlines": {"task": "requests_app.derive_deadlines", "schedule": 900.0},
    # What a day changed and no record did: an answer that is overdue is a gap of that morning.
    "analyze what is due": {"task": "gaps.analyze_due", "schedule": 900.0},
}
