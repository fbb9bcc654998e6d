"""Filters that several lists of the admin share."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from requests_app.models import FoiaRequest, Office
from requests_app.selectors.requests import STANDINGS, that_stand

OFFERED = 200


class RequestStanding(admin.SimpleListFilter):
    """How requests stand: what is overdue, and what is soon too late."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(STANDINGS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        standing = self.value()
        return that_stand(queryset, standing) if standing in STANDINGS else queryset


class OfComponent(admin.SimpleListFilter):
    """Rows by the agency that was asked, with its components; for rows that belong to a request."""

    title = "component"
    parameter_name = "component"
    agency = "foia_request__agency"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        asked = FoiaRequest.objects.order_by().values("agency").distinct()
        paths = set(Office.objects.filter(pk__in=asked).values_list("path", flat=True)[:OFFERED])
        whole = paths | {path.partition("/")[0] for path in paths}
        return [(path, path) for path in sorted(whole)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        path = self.value()
        if not path:
            return queryset
        below = Q(**{f"{self.agency}__path__startswith": f"{path}/"})
        return queryset.filter(Q(**{f"{self.agency}__path": path}) | below)


class RequestComponent(OfComponent):
    """Requests by the agency that was asked, with its components."""

    agency = "agency"


class RequestGapKind(admin.SimpleListFilter):
    """Requests that have a gap of a kind, neither dismissed nor cured."""

    title = "kind of gap"
    parameter_name = "gap"
    standing = ("open", "confirmed")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        # Reached from the request: the records do not know the app that finds what is missing.
        findings = FoiaRequest._meta.get_field("findings").related_model._default_manager
        codes = findings.order_by("code").values_list("code", flat=True).distinct()
        return [(code, code) for code in codes]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        code = self.value()
        if not code:
            return queryset
        having = FoiaRequest.objects.order_by().filter(
            findings__code=code, findings__status__in=self.standing
        )
        return queryset.filter(pk__in=having.values("pk"))
