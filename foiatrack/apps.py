from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class FoiatrackConfig(AppConfig):
    name = "foiatrack"

    def ready(self) -> None:
        from django.contrib import admin

        from foiatrack.groups import groups_make

        admin.site.index_template = "foiatrack/admin/index.html"
        # The last of the applications whose permissions are granted.
        last = apps.get_app_config("gaps")
        post_migrate.connect(groups_make, sender=last, dispatch_uid="foiatrack.groups_make")
