"""What an agency says of itself in its annual report: the measure beside our own figures."""

from django.db import models

from requests_app.models.office import Office


class AnnualFigures(models.Model):
    """The figures of one office for one fiscal year, loaded with the reference data.

    Days stand as the report states them: a number of working days, `<1`, or nothing where none
    was reported. They are counted from a perfected request to the response, by track.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="annual_figures")
    fiscal_year = models.PositiveSmallIntegerField()
    received = models.PositiveIntegerField(null=True)
    processed = models.PositiveIntegerField(null=True)
    pending = models.PositiveIntegerField(null=True, help_text="At the end of the year.")
    simple_median = models.CharField(max_length=12, blank=True)
    simple_average = models.CharField(max_length=12, blank=True)
    complex_median = models.CharField(max_length=12, blank=True)
    complex_average = models.CharField(max_length=12, blank=True)
    expedited_median = models.CharField(max_length=12, blank=True)
    expedited_average = models.CharField(max_length=12, blank=True)
    appeal_median = models.CharField(max_length=12, blank=True)
    appeal_average = models.CharField(max_length=12, blank=True)
    source = models.TextField()

    class Meta:
        verbose_name_plural = "annual figures"
        ordering = ("office__path", "-fiscal_year")
        permissions = [("see_reports", "Can see the reports over all requests")]
        constraints = [
            models.UniqueConstraint(fields=("office", "fiscal_year"), name="annual_figures_once"),
        ]

    def __str__(self) -> str:
        return f"{self.office.path}, fiscal year {self.fiscal_year}"
