"""What people entered of the search of offices, in the admin: to look at, never to change."""

from django.contrib import admin

from requests_app import models
from requests_app.admin_base import EvidenceAdmin


@admin.register(models.OfficeEntry)
class OfficeEntryAdmin(EvidenceAdmin):
    list_display = ("foia_request", "office", "cell", "shown", "source", "entered_by", "entered_at")
    list_filter = ("cell", "entered_at")
    search_fields = ("foia_request__ref", "office__path", "source")
    date_hierarchy = "entered_at"
