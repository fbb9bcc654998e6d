from django.urls import path

from requests_app.views.bring import bring_letter, bring_production, retry_files
from requests_app.views.log_request import correct_request, log_request
from requests_app.views.requests import filter_drop, filter_keep, request_csv, request_list

urlpatterns = [
    path("", request_list, name="requests"),
    path("requests.csv", request_csv, name="request_csv"),
    path("filters/keep/", filter_keep, name="filter_keep"),
    path("filters/<int:pk>/drop/", filter_drop, name="filter_drop"),
    path("new/", log_request, name="log_request"),
    path("<int:pk>/correct/", correct_request, name="correct_request"),
    path("<int:pk>/productions/bring/", bring_production, name="bring_production"),
    path("<int:pk>/productions/retry/", retry_files, name="retry_files"),
    path("<int:pk>/letters/bring/", bring_letter, name="bring_letter"),
]
