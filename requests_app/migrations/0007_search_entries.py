"""What the search finds, under the full-text index of each database.

A later migration that rebuilds the table of the entries on SQLite loses these triggers with it and
has to create them again: `create` and `drop` are to be used there too.
"""

import django.db.models.deletion
import requests_app.models.search_entry
from django.db import migrations, models

TABLE = "requests_app_searchentry"
INDEX = f"{TABLE}_words"
# The rows keep the words; the index keeps where they stand.
GONE = f"INSERT INTO {INDEX}({INDEX}, rowid, words) VALUES ('delete', old.id, old.words)"
COME = f"INSERT INTO {INDEX}(rowid, words) VALUES (new.id, new.words)"
CREATE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5("
        f"words, content='{TABLE}', content_rowid='id', tokenize='ascii', columnsize=0, prefix='3 4')",
        f"CREATE TRIGGER search_entry_come AFTER INSERT ON {TABLE} BEGIN {COME}; END",
        f"CREATE TRIGGER search_entry_gone AFTER DELETE ON {TABLE} BEGIN {GONE}; END",
        f"CREATE TRIGGER search_entry_changed AFTER UPDATE ON {TABLE} BEGIN {GONE}; {COME}; END",
    ],
    "postgresql": [f"CREATE INDEX {INDEX} ON {TABLE} USING gin (words)"],
}
DROP = {
    "sqlite": [
        "DROP TRIGGER search_entry_changed",
        "DROP TRIGGER search_entry_gone",
        "DROP TRIGGER search_entry_come",
        f"DROP TABLE {INDEX}",
    ],
    "postgresql": [f"DROP INDEX {INDEX}"],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0006_corrected_facts"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("request", "Request"),
                            ("message", "Message"),
                            ("letter", "Letter"),
                            ("page", "page of a production"),
                        ],
                        max_length=10,
                    ),
                ),
                ("part", models.PositiveSmallIntegerField(default=0)),
                (
                    "on",
                    models.DateField(
                        help_text="Sent, dated or filed; pages have no day.", null=True
                    ),
                ),
                ("made_of", models.CharField(max_length=64)),
                ("words", requests_app.models.search_entry.WordsField()),
            ],
            options={
                "verbose_name_plural": "search entries",
            },
        ),
        migrations.AddIndex(
            model_name="stamp",
            index=models.Index(fields=["number", "prefix"], name="stamp_by_number"),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="foia_request",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="search_entries",
                to="requests_app.foiarequest",
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="message",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="requests_app.message",
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="page",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="requests_app.page",
            ),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=["foia_request", "kind"], name="search_entry_of_request"),
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(
                fields=("page", "part"), name="search_entry_page_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(
                fields=("message", "part"), name="search_entry_message_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "request")),
                fields=("foia_request", "part"),
                name="search_entry_request_once",
            ),
        ),
        migrations.RunPython(create, drop, elidable=False),
    ]
