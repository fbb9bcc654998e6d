"""Which names in a record are taken to mean an office of the agency."""

import pytest

from requests_app.selectors.offices import OfficeNames
from requests_app.services.reference_data import reference_data_load

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("ERO", "DHS/ICE/ERO"),
        ("Enforcement and Removal Operations", "DHS/ICE/ERO"),
        ("Office of Detention and Removal Operations", "DHS/ICE/ERO"),
        ("Atlanta Field Office", "DHS/ICE/ERO/Atlanta"),
        ("OPLA", "DHS/ICE/OPLA"),
    ],
)
def test_an_office_is_meant_by_its_names(name: str, path: str) -> None:
    reference_data_load()
    assert OfficeNames().names_below("DHS/ICE")[name] == path


@pytest.mark.parametrize(
    "name", ["FOIA", "ICE FOIA Office", "POLICY", "INTEL", "Office of Public Affairs", "USBP"]
)
def test_a_name_that_tells_nothing_means_no_office(name: str) -> None:
    reference_data_load()
    assert name not in OfficeNames().names_below("DHS/ICE")
