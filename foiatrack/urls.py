from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from foiatrack.permissions import anyone_signed_in
from foiatrack.views.appeal import (
    appeal_export,
    draft_appeal,
    file_appeal,
    letter_export,
    request_appeal,
)
from foiatrack.views.appeal_workspace import (
    appeal_compare,
    appeal_preview,
    appeal_redraft,
    appeal_restore,
    appeal_save,
    appeal_version_file,
    appeal_versions,
    appeal_workspace,
)
from foiatrack.views.catalogue import catalogue, catalogue_detector
from foiatrack.views.correspondence import request_correspondence
from foiatrack.views.desk import desk, load_sample
from foiatrack.views.documents import document
from foiatrack.views.health import health
from foiatrack.views.history import request_history
from foiatrack.views.ledger import ledger_add, ledger_withdraw, request_ledger
from foiatrack.views.letterhead import letterhead
from foiatrack.views.letters import letter, letter_decide
from foiatrack.views.offices import (
    office_enter_cell,
    office_withdraw_entry,
    request_offices,
)
from foiatrack.views.pictures import page_picture
from foiatrack.views.reports import report_csv, report_page, report_xlsx, reports_home
from foiatrack.views.requests import (
    request_gaps,
    request_letters,
    request_overview,
    request_productions,
)
from foiatrack.views.review import request_review, review_decide, review_many, review_take_back
from foiatrack.views.sign_in import AdminSignIn, SignIn
from foiatrack.views.terms import terms_page
from requests_app.views.search import search

urlpatterns = [
    path("", desk, name="desk"),
    path("sample/", load_sample, name="load_sample"),
    path("sign-in/", anyone_signed_in(SignIn.as_view()), name="sign_in"),
    path("sign-out/", anyone_signed_in(LogoutView.as_view()), name="sign_out"),
    path("requests/", include("requests_app.urls")),
    path("requests/<int:pk>/", request_overview, name="request"),
    path("requests/<int:pk>/offices/", request_offices, name="request_offices"),
    path("requests/<int:pk>/offices/enter/", office_enter_cell, name="office_enter"),
    path(
        "requests/<int:pk>/offices/<int:entry>/withdraw/",
        office_withdraw_entry,
        name="office_withdraw",
    ),
    path("requests/<int:pk>/productions/", request_productions, name="request_productions"),
    path(
        "requests/<int:pk>/correspondence/", request_correspondence, name="request_correspondence"
    ),
    path("requests/<int:pk>/letters/", request_letters, name="request_letters"),
    path("requests/<int:pk>/ledger/", request_ledger, name="request_ledger"),
    path("requests/<int:pk>/ledger/add/", ledger_add, name="ledger_add"),
    path("requests/<int:pk>/ledger/<int:entry>/withdraw/", ledger_withdraw, name="ledger_withdraw"),
    path("requests/<int:pk>/history/", request_history, name="request_history"),
    path("letters/<int:pk>/", letter, name="letter"),
    path("letters/<int:pk>/decide/", letter_decide, name="letter_decide"),
    path("requests/<int:pk>/gaps/", request_gaps, name="request_gaps"),
    path("requests/<int:pk>/appeal/", request_appeal, name="request_appeal"),
    path("requests/<int:pk>/appeal/draft/", draft_appeal, name="draft_appeal"),
    path("requests/<int:pk>/appeal/<str:name>", appeal_export, name="appeal_export"),
    path("requests/<int:pk>/letter/<str:kind>.docx", letter_export, name="letter_export"),
    path("appeals/<int:pk>/file/", file_appeal, name="file_appeal"),
    path("appeals/<int:pk>/", appeal_workspace, name="appeal_workspace"),
    path("appeals/<int:pk>/preview/", appeal_preview, name="appeal_preview"),
    path("appeals/<int:pk>/save/", appeal_save, name="appeal_save"),
    path("appeals/<int:pk>/draft/", appeal_redraft, name="appeal_redraft"),
    path("appeals/<int:pk>/compare/", appeal_compare, name="appeal_compare"),
    path("appeals/<int:pk>/versions/", appeal_versions, name="appeal_versions"),
    path("appeals/<int:pk>/versions/<int:number>/restore/", appeal_restore, name="appeal_restore"),
    path(
        "appeals/<int:pk>/versions/<int:number>/<str:name>",
        appeal_version_file,
        name="appeal_version_file",
    ),
    path("letterhead/", letterhead, name="letterhead"),
    path("requests/<int:pk>/review/", request_review, name="request_review"),
    path("requests/<int:pk>/review/decide/", review_decide, name="review_decide"),
    path("requests/<int:pk>/review/many/", review_many, name="review_many"),
    path("requests/<int:pk>/review/undo/", review_take_back, name="review_undo"),
    path("documents/<int:pk>/", document, name="document"),
    path("pages/<int:pk>/picture.png", page_picture, name="page_picture"),
    path("search/", search, name="search"),
    path("catalogue/", catalogue, name="catalogue"),
    path("catalogue/<str:code>/", catalogue_detector, name="catalogue_detector"),
    path("terms/", terms_page, name="terms"),
    path("admin/login/", AdminSignIn.as_view()),
    path("admin/reports/", reports_home, name="reports"),
    path("admin/reports/<str:name>/", report_page, name="report"),
    path("admin/reports/<str:name>/table.csv", report_csv, name="report_csv"),
    path("admin/reports/<str:name>/table.xlsx", report_xlsx, name="report_xlsx"),
    path("admin/", admin.site.urls),
    path("health/", health, name="health"),
]
