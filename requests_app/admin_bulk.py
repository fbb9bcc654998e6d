"""What is done to several requests of a list at once."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.forms import ActionForm

from requests_app.management.console import counted
from requests_app.models import FoiaRequest, Tag
from requests_app.services.request_lists import requests_assign, requests_tag


class RequestsForm(ActionForm):
    """Which person, or which tag, the action is about."""

    person = forms.ModelChoiceField(
        get_user_model().objects.filter(is_active=True), required=False, empty_label="nobody"
    )
    tag = forms.CharField(
        required=False, max_length=Tag._meta.get_field("name").max_length, strip=True
    )


class RequestsAtOnce:
    """The actions of the list of requests."""

    action_form = RequestsForm
    actions = ("assign", "put_tag")
    message_user: Any

    @admin.action(description="Give to the person chosen", permissions=["change"])
    def assign(self, request: HttpRequest, rows: QuerySet[FoiaRequest]) -> None:
        person = _given(request)["person"]
        number = requests_assign(requests=rows, assignee=person)
        self.message_user(request, f"Given to {person or 'nobody'}: {counted(number, 'request')}")

    @admin.action(description="Put the tag on", permissions=["change"])
    def put_tag(self, request: HttpRequest, rows: QuerySet[FoiaRequest]) -> None:
        name = _given(request).get("tag", "")
        if not name:
            self.message_user(request, "Enter the tag beside the action.", messages.ERROR)
            return
        number = requests_tag(requests=rows, name=name)
        self.message_user(request, f"Tagged {name}: {counted(number, 'request')}")


def _given(request: HttpRequest) -> dict[str, Any]:
    """What stands beside the action; where it is not valid the admin runs none."""
    form = RequestsForm(request.POST)
    form.full_clean()
    return dict(form.cleaned_data)
