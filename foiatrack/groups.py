"""The groups of people, made when the database is, with what each may do.

A group that exists is left as it is: what an administrator gave or took stays.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

APPS = ("requests_app", "gaps")
RECORD = (
    "foiarequest",
    "requestidentifier",
    "requestitem",
    "custodian",
    "statement",
    "correspondence",
    "determination",
    "searchrecord",
    "letterfact",
    "production",
    "sourcefile",
    "tag",
)
"""What is logged, corrected and confirmed day by day."""
WORK_IN_THE_ADMIN = ("manager", "administrator")
"""Whoever is in one of these opens the admin."""
APPEAL = ("appeal", "appealpoint", "exhibit", "draftedletter")


def groups_make(**_: Any) -> None:
    """Make the groups that are not there. A receiver of post_migrate."""
    for name, granted in _granted().items():
        group, made = Group.objects.get_or_create(name=name)
        if made:
            group.permissions.set(granted)


def _granted() -> dict[str, QuerySet[Permission]]:
    ours = Q(content_type__app_label__in=APPS)
    see = ours & Q(codename__startswith="view_")
    log = _may(("add", "change"), RECORD) | _may(("add",), ("clockevent",))
    review = _may(("add",), ("review", "authorityopening")) | _may(("add", "change"), APPEAL)
    people = Q(content_type__app_label="auth")
    everything = {
        "staff": see | log,
        "lawyer": see | log | review,
        "manager": see | _may(("see",), ("reports",)),
        "administrator": ours | people,
    }
    return {name: Permission.objects.filter(each) for name, each in everything.items()}


def _may(actions: tuple[str, ...], models: tuple[str, ...]) -> Q:
    named = [f"{action}_{model}" for action in actions for model in models]
    return Q(content_type__app_label__in=APPS, codename__in=named)
