"""The pages that the head of every page leads to."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.http import HttpRequest
from django.urls import reverse

from foiatrack.permissions import REPORTS

PAGES = (
    ("Desk", "desk"),
    ("Requests", "requests"),
    ("Search", "search"),
    ("Catalogue", "catalogue"),
)


@dataclass(frozen=True, slots=True)
class NavigationPage:
    """A page of the head; `current`: the page shown is it, or one below it."""

    name: str
    href: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The head of the page, for templates; empty where nobody has signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": ()}
    return {"navigation": tuple(_page(each, url, request) for each, url in _pages(user))}


def _pages(user: AbstractBaseUser | AnonymousUser) -> tuple[tuple[str, str], ...]:
    sees_reports = isinstance(user, PermissionsMixin) and user.has_perm(REPORTS)
    reports = (("Reports", "reports"),) if sees_reports else ()
    admin = (("Admin", "admin:index"),) if getattr(user, "is_staff", False) else ()
    return (*PAGES, *reports, *admin)


def _page(name: str, url: str, request: HttpRequest) -> NavigationPage:
    href = reverse(url)
    here = request.path == href if href == "/" else request.path.startswith(href)
    return NavigationPage(name, href, here)
