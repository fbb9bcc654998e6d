from django.urls import path

from requests_app.views.requests import request_list

urlpatterns = [path("", request_list, name="requests")]
