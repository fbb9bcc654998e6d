"""The way in. With the health check, the only page that is reachable without having signed in."""

from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.generic import RedirectView
from django_htmx.http import HttpResponseClientRefresh


class SignIn(LoginView):
    """Name and password; a person who has signed in goes straight on."""

    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        # Whoever was signed out in the middle of a page is not shown this one inside of it.
        if request.headers.get("HX-Request") == "true":
            return HttpResponseClientRefresh()
        return super().get(request, *args, **kwargs)


class AdminSignIn(RedirectView):
    """One way in for all: the admin sends people to the same page."""

    pattern_name = "sign_in"
    query_string = True

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        # Whoever has signed in and is sent here may not enter the admin, and would go in a circle.
        if request.user.is_authenticated:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
