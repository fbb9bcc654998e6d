from django.urls import path

from requests_app.views.requests import request_detail, request_list

urlpatterns = [
    path("", request_list, name="requests"),
    path("<int:pk>/", request_detail, name="request"),
]
