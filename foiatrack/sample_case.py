"""The sample case, which stands in the repository: a re-creation, all names invented."""

from django.conf import settings

from requests_app.models import FoiaRequest
from requests_app.services.cases import case_load
from requests_app.services.reference_data import reference_data_load

FOLDER = settings.BASE_DIR / "fixtures" / "ice-amazon"


def sample_load(*, brought_by: str = "") -> FoiaRequest:
    """The request of the sample case, with its files stored and waiting to be read. Loading it
    again changes nothing."""
    reference_data_load()
    return case_load(folder=FOLDER, brought_by=brought_by).foia_request
