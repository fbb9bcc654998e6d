from django.urls import path

from requests_app.views.bring import bring_letter, bring_production
from requests_app.views.log_request import log_request
from requests_app.views.requests import request_list

urlpatterns = [
    path("", request_list, name="requests"),
    path("new/", log_request, name="log_request"),
    path("<int:pk>/productions/bring/", bring_production, name="bring_production"),
    path("<int:pk>/letters/bring/", bring_letter, name="bring_letter"),
]
