from django.apps import AppConfig


class GapsConfig(AppConfig):
    name = "gaps"
    verbose_name = "Gaps and appeals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gaps.tasks import enqueue_analysis
        from requests_app.signals import records_changed

        records_changed.connect(enqueue_analysis, dispatch_uid="gaps.enqueue_analysis")
