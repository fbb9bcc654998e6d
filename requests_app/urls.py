from django.urls import path

from requests_app.views.log_request import log_request
from requests_app.views.requests import request_list

urlpatterns = [
    path("", request_list, name="requests"),
    path("new/", log_request, name="log_request"),
]
