"""Days taken of the deadlines that are there, and who sees the reports where groups are there."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from requests_app.law.calendar import Calendar, count_working_days

BATCH = 2000
SEE_REPORTS = ("manager", "administrator")


def count_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Deadline = apps.get_model("requests_app", "Deadline")
    waiting = []
    for each in Deadline.objects.exclude(done_on=None).iterator(chunk_size=BATCH):
        each.days_taken = count_working_days(each.runs_from_on, each.done_on, Calendar.AGENCY)
        waiting.append(each)
    Deadline.objects.bulk_update(waiting, ["days_taken"], batch_size=BATCH)


def let_managers_see(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Groups are made with the first migration and left as they are ever after."""
    groups = apps.get_model("auth", "Group").objects.filter(name__in=SEE_REPORTS)
    if not groups:
        return
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="requests_app", model="annualfigures"
    )
    see, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind,
        codename="see_reports",
        defaults={"name": "Can see the reports over all requests"},
    )
    for each in groups:
        each.permissions.add(see)


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0011_annual_figures"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(count_days, migrations.RunPython.noop),
        migrations.RunPython(let_managers_see, migrations.RunPython.noop),
    ]
