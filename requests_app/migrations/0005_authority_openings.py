"""Who opened an authority: rows that the database lets be added and nothing else.

A later migration that rebuilds the table on SQLite loses these triggers with it and has to create
them again: `create` and `drop` are to be used there too.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLE = "requests_app_authorityopening"
CHANGED = "a record of an opening is never changed: record another, and the last one counts"
DELETED = "a record of an opening is never deleted: record another, and the last one counts"

# INSERT OR REPLACE deletes without firing a trigger for it, so an id that is taken is refused.
CREATE = {
    "sqlite": [
        f"CREATE TRIGGER authority_opening_unchanged BEFORE UPDATE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END",
        f"CREATE TRIGGER authority_opening_undeleted BEFORE DELETE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{DELETED}'); END",
        f"CREATE TRIGGER authority_opening_unreplaced BEFORE INSERT ON {TABLE} "
        f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) "
        f"BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END",
    ],
    "postgresql": [
        f"""CREATE FUNCTION authority_opening_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                RAISE EXCEPTION '{CHANGED}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RAISE EXCEPTION '{DELETED}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
        f"CREATE TRIGGER authority_opening_guard BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION authority_opening_guard()",
        f"CREATE TRIGGER authority_opening_untruncated BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION authority_opening_guard()",
    ],
}
DROP = {
    "sqlite": [
        "DROP TRIGGER authority_opening_unchanged",
        "DROP TRIGGER authority_opening_undeleted",
        "DROP TRIGGER authority_opening_unreplaced",
    ],
    "postgresql": [
        f"DROP TRIGGER authority_opening_untruncated ON {TABLE}",
        f"DROP TRIGGER authority_opening_guard ON {TABLE}",
        "DROP FUNCTION authority_opening_guard",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0004_deadlines'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuthorityOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('citation', models.TextField(help_text='As it stood when it was opened.')),
                ('pin', models.CharField(blank=True, max_length=200)),
                ('proposition', models.TextField()),
                ('confirms_citation', models.BooleanField(default=False, verbose_name='the citation is right')),
                ('confirms_pin', models.BooleanField(default=False, verbose_name='the page is right')),
                ('confirms_proposition', models.BooleanField(default=False, verbose_name='it says what it is cited for')),
                ('confirms_good_law', models.BooleanField(default=False, verbose_name='it is still good law')),
                ('source', models.CharField(help_text='An address, or the service or the book in which it was opened.', max_length=300, verbose_name='where it was read')),
                ('note', models.TextField(blank=True, help_text='What is wrong, where something is not confirmed.')),
                ('opened_at', models.DateTimeField(auto_now_add=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='requests_app.authorityrecord')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'opening of an authority',
                'verbose_name_plural': 'openings of authorities',
                'ordering': ('-id',),
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='authority_opening_has_source'), models.CheckConstraint(condition=models.Q(('confirms_citation', True), ('confirms_pin', True), ('confirms_proposition', True), ('confirms_good_law', True), models.Q(('note', ''), _negated=True), _connector='OR'), name='authority_opening_says_something')],
            },
        ),
        migrations.RunPython(create, drop, elidable=False),
    ]
