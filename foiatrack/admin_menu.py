"""The menu of the admin: what is worked with first, what the program keeps of it last."""

from functools import partial
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse_lazy

from foiatrack.permissions import REPORTS

MENU = {
    "Work": (
        ("FOIA requests", "requests_app_foiarequest"),
        ("Productions", "requests_app_production"),
        ("Findings", "gaps_finding"),
        ("Decisions", "gaps_review"),
        ("Appeals", "gaps_appeal"),
        ("Letters", "gaps_draftedletter"),
    ),
    "What was said": (
        ("Correspondence", "requests_app_correspondence"),
        ("Determinations", "requests_app_determination"),
        ("Searches", "requests_app_searchrecord"),
        ("Statements", "requests_app_statement"),
        ("Ledger", "requests_app_clockevent"),
    ),
    "What was released": (
        ("Files", "requests_app_sourcefile"),
        ("Failures", "requests_app_filefailure"),
        ("Pages", "requests_app_page"),
        ("Messages", "requests_app_message"),
        ("People", "requests_app_person"),
        ("Organizations", "requests_app_organisation"),
    ),
    "Reference": (
        ("Offices", "requests_app_office"),
        ("Appeal offices", "requests_app_appealoffice"),
        ("Authorities", "requests_app_authorityrecord"),
        ("Openings", "requests_app_authorityopening"),
    ),
    "Who may sign in": (("Users", "auth_user"), ("Groups", "auth_group")),
}
"""Section, and in it each list: its words and `app_model`. All the others are in the index."""


def menu_of(request: HttpRequest) -> list[dict[str, Any]]:
    """The menu of this person: reports first for who may see them, then the lists."""
    # Loaded when it is asked for: the settings name this module before there are models.
    from gaps.reports.listed import REPORTS as LISTED

    if not request.user.has_perm(REPORTS):
        return menu()
    items = [
        {"title": each.title, "link": reverse_lazy("report", args=[each.name])}
        for each in LISTED.values()
    ]
    return [{"title": "Reports", "separator": True, "items": items}, *menu()]


def menu() -> list[dict[str, Any]]:
    """The lists of the menu as the theme of the admin takes them."""
    return [
        {
            "title": section,
            "separator": True,
            "items": [
                {
                    "title": words,
                    "link": reverse_lazy(f"admin:{model}_changelist"),
                    "permission": partial(_may_see, model),
                }
                for words, model in lists
            ],
        }
        for section, lists in MENU.items()
    ]


def _may_see(model: str, request: HttpRequest) -> bool:
    app, _, name = model.rpartition("_")
    return admin.site.get_model_admin(apps.get_model(app, name)).has_view_permission(request)
