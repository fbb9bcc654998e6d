"""Who may open what: whoever signed in needs the permission to view requests, and more where a
view asks for it. A new page is closed until it says otherwise."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

VIEW = "requests_app.view_foiarequest"
REVIEW = "gaps.add_review"
REPORTS = "requests_app.see_reports"

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def needs(*permissions: str) -> Callable[[View], View]:
    """A view that needs these permissions besides the one to view requests; for none at all, see
    `anyone_signed_in`."""

    def marked(view: View) -> View:
        view.needs = (VIEW, *permissions)  # type: ignore[attr-defined]  # the middleware reads it
        return view

    return marked


def anyone_signed_in(view: View) -> View:
    """A view that shows nothing of any request."""
    view.needs = ()  # type: ignore[attr-defined]  # the middleware reads it
    return view


class PermissionMiddleware:
    """Refuses with a plain page whoever lacks a permission that a view needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> None:
        match, needed = request.resolver_match, getattr(view, "needs", (VIEW,))
        # The admin has rules of its own; strangers are sent to sign in before this is asked.
        if not needed or match is None or match.app_names == ["admin"]:
            return
        if request.user.is_authenticated and not request.user.has_perms(needed):
            raise PermissionDenied
