"""The pages that are looked at, on the site of tests.browser.made_site."""

PASSWORD = "a long enough word"
"""Of everyone on that site."""
PEOPLE = ("lawyer", "manager")

PAGES = (
    "/",
    "/requests/",
    "/requests/1/",
    "/requests/1/offices/",
    "/requests/1/offices/?office=DHS/ICE/ERO&cell=status",
    "/requests/1/productions/",
    "/requests/1/letters/",
    "/requests/1/ledger/?kind=extended&on=2018-09-01",
    "/letters/3/",
    "/requests/1/correspondence/",
    "/requests/1/appeal/",
    "/appeals/1/",
    "/appeals/1/versions/",
    "/appeals/1/compare/",
    "/letterhead/",
    "/requests/new/",
    "/requests/1/correct/",
    "/requests/?standing=overdue&tag=none",
    "/requests/1/history/",
    "/requests/1/gaps/",
    "/requests/1/review/",
    "/requests/1/review/?show=decided",
    "/documents/5/",
    "/documents/9/?words=marchetti",
    "/search/",
    "/search/?q=facial recognition",
    "/search/?q=amazon&kind=message",
    "/search/?q=facila",
    '/search/?q="facial',
    "/catalogue/",
    "/catalogue/COR001/",
    "/terms/",
)

MANAGED = (
    "/admin/",
    "/admin/reports/",
    "/admin/reports/lateness/",
    "/admin/reports/response/",
    "/admin/reports/gaps/?agency=DHS",
    "/admin/reports/detectors/",
    "/admin/reports/exemptions/",
    "/admin/reports/appeals/",
    "/admin/gaps/finding/",
    "/admin/requests_app/foiarequest/",
)
"""Those of the manager, in the frame of the admin."""
