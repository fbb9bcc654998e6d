"""The pages that are looked at, on the site of tests.browser.made_site."""

PASSWORD = "a long enough word"
"""Of everyone on that site."""
PEOPLE = ("lawyer", "manager", "administrator")

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
    "/admin/requests_app/foiarequest/1/change/",
    "/admin/requests_app/foiarequest/1/history/",
    "/admin/gaps/finding/1/change/",
    "/admin/gaps/appeal/1/change/",
    "/admin/requests_app/sourcefile/1/change/",
)
"""Those of the manager, in the frame of the admin."""

ADMINISTERED = (
    "/admin/requests_app/foiarequest/add/",
    "/admin/requests_app/foiarequest/2/change/",
    "/admin/requests_app/foiarequest/2/delete/",
    "/admin/auth/user/",
    "/admin/auth/user/2/change/",
)
"""Those of the administrator, there."""

SEEN_BY = {"lawyer": PAGES, "manager": MANAGED, "administrator": ADMINISTERED}
LOOKED_AT = tuple((person, path) for person, paths in SEEN_BY.items() for path in paths)
"""Each page with who looks at it."""
