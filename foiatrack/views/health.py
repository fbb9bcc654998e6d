"""Whether the program is up, for whatever watches it."""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from foiatrack.permissions import anyone_signed_in

BROKER_SECONDS = 2


@login_not_required
@anyone_signed_in
def health(request: HttpRequest) -> JsonResponse:
    """Whether the database, and the broker where there is one, answer. Tells nothing else."""
    checks = {"database": _database()}
    if settings.QUEUE_ENABLED:
        checks["broker"] = _broker()
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker() -> bool:
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=BROKER_SECONDS, socket_timeout=BROKER_SECONDS
    )
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()
