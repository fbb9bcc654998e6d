"""The menu of the admin: what is worked with first, what the program keeps of it last."""

from typing import Any

from django.urls import reverse_lazy

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
        ("Organisations", "requests_app_organisation"),
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


def menu() -> list[dict[str, Any]]:
    """The menu as the theme of the admin takes it."""
    return [
        {
            "title": section,
            "separator": True,
            "items": [
                {"title": words, "link": reverse_lazy(f"admin:{model}_changelist")}
                for words, model in lists
            ],
        }
        for section, lists in MENU.items()
    ]
