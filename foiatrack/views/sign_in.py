"""The way in. With the health check, the only page that is reachable without having signed in."""

from django.contrib.auth.views import LoginView


class SignIn(LoginView):
    """Name and password; a person who has signed in goes straight on."""

    redirect_authenticated_user = True
