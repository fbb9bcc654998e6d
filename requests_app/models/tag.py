"""Words of one's own under which requests are found together."""

from django.db import models
from django.db.models.functions import Lower

LONGEST_TAG = 60


class Tag(models.Model):
    """A word or two, the same in upper and lower case."""

    name = models.CharField(max_length=LONGEST_TAG)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(Lower("name"), name="tag_once")]

    def __str__(self) -> str:
        return self.name
