"""Who wrote whom, in the admin: counted rows, to look at."""

from django.contrib import admin

from requests_app import models
from requests_app.admin_base import EvidenceAdmin


@admin.register(models.Exchange)
class ExchangeAdmin(EvidenceAdmin):
    list_display = ("sender", "recipient", "produced", "inferred")
    list_select_related = ("sender", "recipient")
    search_fields = ("sender__name", "recipient__name", "sender__foia_request__ref")
