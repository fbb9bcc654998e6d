"""The authorities in the admin: what is open of each, and who opened it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from requests_app import models
from requests_app.admin_base import LINK, EvidenceAdmin, ReadOnlyInline, RecordAdmin
from requests_app.forms import AuthorityOpeningForm
from requests_app.law.authorities import Authority, authorities
from requests_app.law.openings import Opened, is_open, open_note
from requests_app.selectors.openings import last_opening, openings_counting
from requests_app.services.authority_openings import authority_open

ADD = "admin:requests_app_authorityopening_add"
CONFIRMS = ("confirms_citation", "confirms_pin", "confirms_proposition", "confirms_good_law")

ENTERED = ("authority", *CONFIRMS, "source", "note")
KEPT = ("citation", "pin", "proposition", "opened_by", "opened_at")


class StateFilter(admin.SimpleListFilter):
    """Authorities that a letter has to mark, and those that it need not."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return (("open", "to be opened"), ("opened", "opened"), ("nothing", "nothing open"))

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[models.AuthorityRecord]
    ) -> QuerySet[models.AuthorityRecord]:
        if self.value() is None:
            return queryset
        opened = openings_counting()
        keys = [key for key, each in authorities().items() if _state(each, opened.get(key))[0]]
        if self.value() == "open":
            return queryset.filter(key__in=keys)
        rest = queryset.exclude(key__in=keys)
        return (
            rest.filter(key__in=opened)
            if self.value() == "opened"
            else rest.exclude(key__in=opened)
        )


def _state(cited: Authority, opened: Opened | None) -> tuple[bool, str]:
    """Whether a letter marks the authority, and the state in words."""
    if is_open(cited, opened):
        return True, open_note(cited, opened)
    if opened:
        return False, f"opened by {opened.by} on {opened.on}; confirmed: {opened.in_words}"
    return False, "nothing open"


class OpeningInline(ReadOnlyInline):
    model = models.AuthorityOpening
    verbose_name_plural = "Who opened it"
    fields = ("opened_by", "opened_at", *CONFIRMS, "source", "note")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.AuthorityOpening]:
        return super().get_queryset(request).select_related("opened_by")


@admin.register(models.AuthorityRecord)
class AuthorityAdmin(EvidenceAdmin):
    """Every authority, with what a lawyer has still to look at."""

    list_display = ("citation", "kind", "pin", "settled", "state", "adverse")
    list_filter = (StateFilter, "kind", "adverse", "cite_verified", "pin_verified")
    search_fields = ("key", "citation", "proposition")
    inlines = (OpeningInline,)
    actions = ("opened",)
    fieldsets = (
        (None, {"fields": ("citation", "pin", "proposition", "state", "to_open")}),
        (
            "What the project verified",
            {"fields": ("cite_verified", "pin_verified", "verified", "adverse", "note", "key")},
        ),
    )
    readonly_fields = ("state", "to_open")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.AuthorityRecord]:
        records = models.AuthorityOpening.objects.select_related("opened_by")
        return super().get_queryset(request).prefetch_related(Prefetch("openings", records))

    @admin.display(description="settled", boolean=True)
    def settled(self, record: models.AuthorityRecord) -> bool:
        return not self._state_of(record)[0]

    @admin.display(description="state")
    def state(self, record: models.AuthorityRecord) -> str:
        return self._state_of(record)[1]

    def _state_of(self, record: models.AuthorityRecord) -> tuple[bool, str]:
        cited = authorities().get(record.key)
        if cited is None:
            return False, "the project cites it no longer"
        return _state(cited, last_opening(cited, record.openings.all()))

    @admin.display(description="open it")
    def to_open(self, record: models.AuthorityRecord) -> SafeString:
        """The way to record that one has opened it."""
        return format_html(
            '<a href="{}" class="{}">I opened this authority</a>', _address_to_open(record), LINK
        )

    def has_open_permission(self, request: HttpRequest) -> bool:
        """Whether this person may record that an authority was opened."""
        return request.user.has_perm("requests_app.add_authorityopening")

    @admin.action(description="I opened this authority", permissions=["open"])
    def opened(
        self, request: HttpRequest, records: QuerySet[models.AuthorityRecord]
    ) -> HttpResponse | None:
        """Go to the form for the one that was chosen: each is read, and recorded, by itself."""
        chosen = list(records[:2])
        if len(chosen) == 1:
            return HttpResponseRedirect(_address_to_open(chosen[0]))
        self.message_user(
            request, "Choose one: each authority is opened by itself.", messages.WARNING
        )
        return None


def _address_to_open(record: models.AuthorityRecord) -> str:
    return f"{reverse(ADD)}?{urlencode({'authority': record.pk})}"


@admin.register(models.AuthorityOpening)
class AuthorityOpeningAdmin(RecordAdmin):
    """Openings are recorded, never changed; the last one of an authority counts."""

    form = AuthorityOpeningForm
    list_display = ("authority", "opened_by", "opened_at", *CONFIRMS, "source")
    list_filter = ("opened_at", "opened_by", *CONFIRMS)
    search_fields = ("authority__key", "citation", "source", "note", "opened_by__username")
    autocomplete_fields = ("authority",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ENTERED if obj is None else (*ENTERED, *KEPT)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else (*ENTERED, *KEPT)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        # An address can name anything; only the number of an authority is put into the form.
        given = str(request.GET.get("authority", ""))
        return {"authority": given} if given.isascii() and given.isdecimal() else {}

    def save_model(
        self, request: HttpRequest, opening: models.AuthorityOpening, form: Any, change: bool
    ) -> None:
        # The admin goes on with the object given to it, so it has to be the one that was saved.
        written = authority_open(
            record=opening.authority,
            opened_by=request.user,  # type: ignore[arg-type]  # the admin is behind sign-in
            confirmed=opening.confirmed,
            source=opening.source,
            note=opening.note,
        )
        for field in written._meta.concrete_fields:
            setattr(opening, field.attname, getattr(written, field.attname))

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
