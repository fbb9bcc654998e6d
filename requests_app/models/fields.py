"""Field types of this project."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    MomentField = models.Field[datetime | None, datetime | None]
else:
    # Django's fields take type arguments only in their stubs.
    MomentField = models.Field


class WallClockField(MomentField):
    """A moment as a document prints it: a naive datetime, in no time zone.

    An email's printed time has no zone unless the record states one; a field that is converted
    between zones would show a lawyer a time that stands on no page.
    """

    description = "a date and time as printed"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "timestamp" if connection.vendor == "postgresql" else "text"

    def get_prep_value(self, value: Any) -> str | None:
        moment = self.to_python(value)
        return moment.isoformat(" ", "seconds") if moment else None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> datetime | None:
        return self.to_python(value)

    def to_python(self, value: Any) -> datetime | None:
        if value is None or isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(value)
        except ValueError as error:
            raise ValidationError(f"{value} is not a date and time") from error

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.CharField, **kwargs})
