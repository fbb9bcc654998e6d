"""Work goes to a worker where there is a queue, and is done here where there is none."""

from typing import Any

from celery import Task
from django.conf import settings
from django.db import transaction


def dispatch(task: Task, *args: Any) -> None:
    """Run the task with these ids once the database has committed: on a worker, else here."""
    if settings.QUEUE_ENABLED:
        transaction.on_commit(lambda: task.delay(*args))
    else:
        transaction.on_commit(lambda: task.run(*args))
