"""What a person looks for again and again in the list of requests."""

from django.conf import settings
from django.db import models

LONGEST_QUERY = 1000


class SavedFilter(models.Model):
    """A filter of the list, under a name of one's own. `query` is the address behind the `?`."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("owner", "name"), name="saved_filter_once"),
        ]

    def __str__(self) -> str:
        return self.name
