"""Who may sign in, and what the groups may do, in the admin."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db import models
from django.http import HttpRequest
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from foiatrack.groups import APPS, WORK_IN_THE_ADMIN
from requests_app.admin_base import RecordAdmin

admin.site.unregister(User)
admin.site.unregister(Group)


class Ticked:
    """What may be chosen stands there to be ticked: it is few, and a person sees all of it."""

    def formfield_for_manytomany(
        self, db_field: "models.ManyToManyField[Any, Any]", request: HttpRequest, **given: Any
    ) -> Any:
        return db_field.formfield(**{**given, "widget": UnfoldAdminCheckboxSelectMultipleWidget})


@admin.register(User)
class PersonAdmin(Ticked, UserAdmin, RecordAdmin):  # type: ignore[type-arg, misc]  # at run time it takes none
    """Somebody who may sign in. What a person may do comes from groups alone."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "full_name", "in_groups", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        ("What this person may do", {"fields": ("is_active", "is_staff", "groups")}),
        ("Seen", {"fields": ("last_login", "date_joined")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def save_related(self, request: HttpRequest, form: Any, *given: Any, **more: Any) -> None:
        """The groups, and with those that work in the admin the way into it."""
        super().save_related(request, form, *given, **more)
        person = form.instance
        if not person.is_staff and person.groups.filter(name__in=WORK_IN_THE_ADMIN).exists():
            person.is_staff = True
            person.save(update_fields=["is_staff"])
            self.message_user(request, f"{person} can open the admin: the group works there.")

    @admin.display(description="name")
    def full_name(self, person: User) -> str:
        return person.get_full_name()

    @admin.display(description="groups")
    def in_groups(self, person: User) -> str:
        return ", ".join(sorted(each.name for each in person.groups.all()))

    # Whoever could set the password of a superuser, or put somebody out, would be one.
    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _within(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _within(request, obj)


@admin.register(Group)
class GroupAdmin(Ticked, RecordAdmin):
    """People who may do the same."""

    search_fields = ("name",)
    ordering = ("name",)

    def formfield_for_manytomany(
        self, db_field: "models.ManyToManyField[Any, Any]", request: HttpRequest, **given: Any
    ) -> Any:
        ours = Permission.objects.filter(content_type__app_label__in=(*APPS, "auth"))
        given["queryset"] = ours.select_related("content_type")
        return super().formfield_for_manytomany(db_field, request, **given)


def _within(request: HttpRequest, person: User | None) -> bool:
    """Whether this person may be changed by who asks."""
    return person is None or not person.is_superuser or request.user.is_superuser
