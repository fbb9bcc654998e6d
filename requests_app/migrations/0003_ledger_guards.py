"""The database refuses to change or to delete an entry of the ledger, whoever asks.

A later migration that rebuilds the table of the ledger on SQLite loses these triggers with it and
has to create them again: `create` and `drop` are to be used there too.
"""

from django.db import migrations

TABLE = "requests_app_clockevent"
CHANGED = "an entry of the ledger is never changed: withdraw it"
DELETED = "an entry of the ledger is never deleted: withdraw it"
ASTRAY = "an entry withdraws one of its own request that is no withdrawal itself"
OTHERS_ENTRY = f"""
    NEW.withdraws_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM {TABLE}
        WHERE id = NEW.withdraws_id AND foia_request_id = NEW.foia_request_id
            AND kind = NEW.kind AND "on" = NEW."on" AND withdraws_id IS NULL
    )"""

# INSERT OR REPLACE deletes without firing a trigger for it, so an id that is taken is refused.
CREATE = {
    "sqlite": [
        f"CREATE TRIGGER clock_event_unchanged BEFORE UPDATE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END",
        f"CREATE TRIGGER clock_event_undeleted BEFORE DELETE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{DELETED}'); END",
        f"CREATE TRIGGER clock_event_unreplaced BEFORE INSERT ON {TABLE} "
        f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) "
        f"BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END",
        f"CREATE TRIGGER clock_event_withdrawal BEFORE INSERT ON {TABLE} WHEN {OTHERS_ENTRY} "
        f"BEGIN SELECT RAISE(ABORT, '{ASTRAY}'); END",
    ],
    "postgresql": [
        f"""CREATE FUNCTION clock_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                RAISE EXCEPTION '{CHANGED}' USING ERRCODE = 'integrity_constraint_violation';
            ELSIF TG_OP <> 'INSERT' THEN
                RAISE EXCEPTION '{DELETED}' USING ERRCODE = 'integrity_constraint_violation';
            ELSIF {OTHERS_ENTRY} THEN
                RAISE EXCEPTION '{ASTRAY}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
        f"CREATE TRIGGER clock_event_guard BEFORE INSERT OR UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION clock_event_guard()",
        f"CREATE TRIGGER clock_event_untruncated BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION clock_event_guard()",
    ],
}
DROP = {
    "sqlite": [
        "DROP TRIGGER clock_event_unchanged",
        "DROP TRIGGER clock_event_undeleted",
        "DROP TRIGGER clock_event_unreplaced",
        "DROP TRIGGER clock_event_withdrawal",
    ],
    "postgresql": [
        f"DROP TRIGGER clock_event_untruncated ON {TABLE}",
        f"DROP TRIGGER clock_event_guard ON {TABLE}",
        "DROP FUNCTION clock_event_guard",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0002_ledger")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
