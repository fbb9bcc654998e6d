"""The ledger, the clocks and the letters in the admin."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from simple_history.admin import SimpleHistoryAdmin

from requests_app import models
from requests_app.admin_base import (
    LINK,
    EvidenceAdmin,
    ReadOnlyInline,
    RecordAdmin,
    autocomplete_all,
)
from requests_app.forms import ClockEventForm
from requests_app.management.console import counted
from requests_app.selectors.clocks import clocks_json
from requests_app.services.ledger import (
    event_add,
    event_withdraw,
    ledger_changed,
    ledger_follow,
)
from requests_app.services.letter_facts import Decided, facts_decide, letter_confirm
from requests_app.services.letter_reading import letters_read

SHOWN = (
    *("foia_request", "kind", "on", "stated", "what", "correspondence", "withdraws"),
    *("origin", "recorded_by", "recorded_at"),
)
AROUND = 400
"""Characters of the page shown on either side of the words of a fact."""


def clocks_field(foia_request: models.FoiaRequest) -> SafeString:
    """Every clock of the request with its working, and the way to add to the ledger."""
    if foia_request.pk is None:
        return format_html("{}", "Save the request first.")
    on: date = foia_request.as_of or timezone.localdate()
    shown = clocks_json(foia_request, on=on)
    for clock in shown["clocks"]:
        clock["name_words"] = clock["name"].replace("_", " ")
        clock["state_words"] = clock["state"].replace("_", " ")
    exhaustion = shown["exhaustion"]["state"].replace("_", " ") if shown["exhaustion"] else ""
    return format_html(
        '{}<p><a href="{}?foia_request={}" class="{}">Add an entry to the ledger</a></p>',
        render_to_string(
            "requests_app/admin/clocks.html", {"shown": shown, "exhaustion_words": exhaustion}
        ),
        reverse("admin:requests_app_clockevent_add"),
        foia_request.pk,
        LINK,
    )


class ClockEventInline(ReadOnlyInline):
    model = models.ClockEvent
    verbose_name_plural = "Ledger"
    fields = ("kind", "on", "stated", "what", "letter", "standing", "recorded_by", "recorded_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.ClockEvent]:
        rows = super().get_queryset(request)
        return rows.select_related("correspondence", "recorded_by", "withdrawn_by")

    @admin.display(description="states")
    def stated(self, entry: models.ClockEvent) -> str:
        return _stated(entry)

    @admin.display(description="letter")
    def letter(self, entry: models.ClockEvent) -> str:
        return str(entry.correspondence or "")

    @admin.display(description="stands", boolean=True)
    def standing(self, entry: models.ClockEvent) -> bool:
        return _stands(entry)


def _stands(entry: models.ClockEvent) -> bool:
    return entry.withdraws_id is None and getattr(entry, "withdrawn_by", None) is None


def _stated(entry: models.ClockEvent) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in entry.terms.items())


@admin.register(models.ClockEvent)
class ClockEventAdmin(RecordAdmin):
    """The ledger: entries are added and withdrawn here, never changed."""

    form = ClockEventForm
    list_display = ("foia_request", "kind", "on", "what", "origin", "stands", "recorded_at")
    list_filter = ("kind", "origin", "on")
    list_select_related = ("foia_request", "withdrawn_by")
    search_fields = ("foia_request__ref", "what")
    autocomplete_fields = ("foia_request", "correspondence")
    actions = ("withdraw",)
    fieldsets = (
        (None, {"fields": (*("foia_request", "kind", "on", "what", "correspondence"),)}),
        (
            "An answer, or a decision",
            {"fields": ("adverse", "granted", ("window_days", "window_unit"))},
        ),
        (
            "An extension",
            {
                "fields": (
                    *("until", "days", "circumstances"),
                    *("offers_to_narrow", "names_liaison", "names_ogis", "agreed"),
                )
            },
        ),
        (
            "Receipt, expedition and fees",
            {"fields": ("component", "certified", "ground", "pages", "discussed", "contacts")},
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_fieldsets(request, obj) if obj is None else ((None, {"fields": SHOWN}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else SHOWN

    @admin.display(description="states")
    def stated(self, entry: models.ClockEvent) -> str:
        return _stated(entry)

    @admin.display(description="stands", boolean=True)
    def stands(self, entry: models.ClockEvent) -> bool:
        return _stands(entry)

    def save_model(
        self, request: HttpRequest, entry: models.ClockEvent, form: Any, change: bool
    ) -> None:
        written = event_add(
            foia_request=entry.foia_request,
            event=form.event,
            letter=entry.correspondence,
            recorded_by=request.user,  # type: ignore[arg-type]  # the admin is behind sign-in
        )
        # The admin goes on with the object given to it, so it has to be the one that was saved.
        entry.pk = written.pk
        ledger_changed(entry.foia_request)

    @admin.action(description="Withdraw: they no longer count", permissions=["add"])
    def withdraw(self, request: HttpRequest, entries: QuerySet[models.ClockEvent]) -> None:
        standing = entries.filter(withdraws=None, withdrawn_by=None).select_related("foia_request")
        for entry in standing:
            event_withdraw(entry=entry, recorded_by=request.user)  # type: ignore[arg-type]  # behind sign-in
        for foia_request in {entry.foia_request for entry in standing}:
            ledger_changed(foia_request)
        self.message_user(request, f"Withdrawn: {len(standing)}")

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class LetterFactInline(ReadOnlyInline):
    model = models.LetterFact
    verbose_name_plural = "Read from it"
    fields = ("name", "shown", "quote", "page_number", "confidence", "status", "decided_by")
    readonly_fields = fields
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.LetterFact]:
        return _light(super().get_queryset(request).select_related("page", "decided_by"))

    @admin.display(description="page")
    def page_number(self, fact: models.LetterFact) -> int:
        return fact.page.index + 1


@admin.register(models.LetterFact)
class LetterFactAdmin(EvidenceAdmin):
    """What was read from letters, with its words: to agree to or to set aside."""

    list_display = (
        *("name", "shown", "quote", "page_number", "confidence", "status"),
        *("letter", "request_ref"),
    )
    list_filter = ("status", "name", "confidence")
    search_fields = ("quote", "name", "correspondence__foia_request__ref")
    actions = ("confirm", "reject")
    fields = (
        *("name", "shown", "confidence", "words_in_place", "letter", "page_number"),
        *("status", "decided_by", "decided_at", "reading_version"),
    )
    readonly_fields = ("shown", "words_in_place", "letter", "page_number")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.LetterFact]:
        # The words around a fact are fetched where one fact is shown.
        found = super().get_queryset(request)
        return _light(found.select_related("page", "correspondence__foia_request"))

    @admin.display(description="page")
    def page_number(self, fact: models.LetterFact) -> int:
        return fact.page.index + 1

    @admin.display(description="letter")
    def letter(self, fact: models.LetterFact) -> SafeString:
        address = reverse("admin:requests_app_correspondence_change", args=[fact.correspondence_id])
        return format_html('<a href="{}" class="{}">{}</a>', address, LINK, fact.correspondence)

    @admin.display(description="request", ordering="correspondence__foia_request__ref")
    def request_ref(self, fact: models.LetterFact) -> str:
        return fact.correspondence.foia_request.ref

    @admin.display(description="words")
    def words_in_place(self, fact: models.LetterFact) -> SafeString:
        """The words of the fact among those around them on the page."""
        text = fact.page.text
        return format_html(
            '<div class="as-written">{}<mark>{}</mark>{}</div>',
            text[max(0, fact.start - AROUND) : fact.start],
            text[fact.start : fact.end],
            text[fact.end : fact.end + AROUND],
        )

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Whether this person may agree to what was read from letters."""
        return request.user.has_perm("requests_app.change_letterfact")

    @admin.action(description="Confirm: the ledger follows them", permissions=["decide"])
    def confirm(self, request: HttpRequest, facts: QuerySet[models.LetterFact]) -> None:
        self._decide(request, facts, models.LetterFact.Status.CONFIRMED)

    @admin.action(description="Reject: they were misread", permissions=["decide"])
    def reject(self, request: HttpRequest, facts: QuerySet[models.LetterFact]) -> None:
        self._decide(request, facts, models.LetterFact.Status.REJECTED)

    def _decide(
        self, request: HttpRequest, facts: QuerySet[models.LetterFact], status: str
    ) -> None:
        decided = facts_decide(
            facts=facts,
            status=status,
            decided_by=request.user,  # type: ignore[arg-type]  # the admin is behind sign-in
        )
        tell(self, request, decided)


@admin.register(models.Correspondence)
class CorrespondenceAdmin(SimpleHistoryAdmin, RecordAdmin):
    list_display = ("foia_request", "kind", "direction", "dated_on", "received_on", "source_file")
    list_filter = ("kind", "direction", "dated_on")
    list_select_related = ("foia_request", "source_file")
    search_fields = ("foia_request__ref", "foia_request__title", "source_file__path")
    date_hierarchy = "dated_on"
    autocomplete_fields = autocomplete_all(models.Correspondence)
    inlines = (LetterFactInline,)
    actions = ("confirm_all",)

    def save_model(
        self, request: HttpRequest, letter: models.Correspondence, form: Any, change: bool
    ) -> None:
        super().save_model(request, letter, form, change)
        letters_read(foia_request=letter.foia_request)
        follow(request, letter.foia_request)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Whether this person may agree to what was read from letters."""
        return request.user.has_perm("requests_app.change_letterfact")

    @admin.action(description="Confirm all that was read, but the leads", permissions=["decide"])
    def confirm_all(self, request: HttpRequest, letters: QuerySet[models.Correspondence]) -> None:
        for letter in letters:
            user: Any = request.user
            tell(self, request, letter_confirm(letter=letter, decided_by=user))


@admin.register(models.Determination)
class DeterminationAdmin(SimpleHistoryAdmin, RecordAdmin):
    list_display = ("correspondence", "is_adverse", "pages_released", "pages_withheld_in_full")
    list_filter = ("is_adverse",)
    search_fields = ("correspondence__foia_request__ref",)
    autocomplete_fields = autocomplete_all(models.Determination)

    def save_model(
        self, request: HttpRequest, determination: models.Determination, form: Any, change: bool
    ) -> None:
        super().save_model(request, determination, form, change)
        follow(request, determination.correspondence.foia_request)


def follow(request: HttpRequest, foia_request: models.FoiaRequest) -> None:
    """Bring the ledger up to what a person has just saved, in that person's name."""
    user: Any = request.user
    ledger_follow(foia_request=foia_request, recorded_by=user)
    ledger_changed(foia_request)


def tell(page: Any, request: HttpRequest, decided: Decided) -> None:
    """Say what a decision did, and what of it could be written nowhere."""
    page.message_user(
        request,
        f"Decided: {counted(decided.facts, 'fact')}; {decided.added} added to the ledger, "
        f"{decided.withdrawn} withdrawn",
    )
    for note in decided.notes:
        page.message_user(request, f"Not written: {note}", messages.WARNING)


def _light(facts: QuerySet[models.LetterFact]) -> QuerySet[models.LetterFact]:
    """Without what fills a page: a list of facts shows its number alone."""
    return facts.defer("page__text", "page__words", "page__marks")
