"""Makes the database of a site for the browser: people, and the sample case, read and analysed;
with --empty, people alone.

Run with the environment of the site, in one process: each start of Django takes seconds.
"""

import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django has to be set up first)
from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402

from gaps.models import Evidence, Finding  # noqa: E402
from gaps.services.analysis import request_analyze  # noqa: E402
from gaps.services.appeal_workspace import version_save  # noqa: E402
from gaps.services.appeals import appeal_draft  # noqa: E402
from requests_app.models import FoiaRequest  # noqa: E402
from requests_app.services.cases import case_load  # noqa: E402
from requests_app.services.ingest import request_read  # noqa: E402
from requests_app.services.reference_data import reference_data_load  # noqa: E402
from tests.browser.pages import PASSWORD, PEOPLE  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    for name in PEOPLE:
        person = User.objects.create_user(name, password=PASSWORD, is_staff=name != "lawyer")
        person.groups.add(Group.objects.get(name=name))
    if "--empty" not in sys.argv:
        _the_sample()


def _the_sample() -> None:
    reference_data_load()
    foia_request = case_load(
        folder=Path(settings.BASE_DIR) / "fixtures" / "ice-amazon"
    ).foia_request
    request_read(foia_request=foia_request)
    request_analyze(foia_request=foia_request)
    _an_appeal(foia_request)
    _many_findings(foia_request)


def _an_appeal(foia_request: FoiaRequest) -> None:
    """A draft with a version that somebody has edited."""
    appeal = appeal_draft(foia_request=foia_request, accept_all=True).appeal
    words = "Requester appeals the determination, and asks for what Ex. Q at 3 shows.\n\nIn time."
    version_save(appeal=appeal, based_on=1, texts={"opening": words})


def _many_findings(sample: FoiaRequest) -> None:
    """A second request, with a hundred findings proven on a page of the sample."""
    run = sample.analysis_runs.get()
    page = sample.source_files.get(path="production-01/emails-01.pdf").pages.get(index=8)
    sample.pk, sample.ref, sample._state.adding = None, "MANY-100", True
    sample.save()
    run.pk, run.foia_request, run._state.adding = None, sample, True
    run.save()
    for number in range(100):
        finding = Finding.objects.create(
            foia_request=sample,
            fingerprint=f"{number:024d}",
            code="COR001",
            detector="one_directional_correspondence",
            subject=f"office {number:03d}",
            severity="high",
            confidence="certain",
            message=f"Nothing came back from office {number:03d}",
            authorities=["foia_a3A"],
            first_run=run,
            last_run=run,
        )
        Evidence.objects.create(
            finding=finding,
            position=1,
            kind="quoted",
            page=page,
            document=page.source_file.path,
            sha256=page.source_file.blob_id,
            page_number=9,
            quote=page.text[2494:2559],
            start=2494,
            end=2559,
        )


if __name__ == "__main__":
    main()
