"""What a page of this site may load: its own files, and nothing else."""

from csp.constants import NONE, SELF, UNSAFE_EVAL
from csp.middleware import CSPMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

ADMIN_DIRECTIVES = {
    "default-src": [NONE],
    # The scripts of the admin's theme evaluate expressions that stand in its own templates. Nothing
    # that stands in a page runs as a script or a style there either.
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}


class ContentSecurityMiddleware(CSPMiddleware):
    """The policy of the settings on every page, and a wider one on those of the admin."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path.startswith(reverse("admin:index")):
            response._csp_replace = ADMIN_DIRECTIVES  # type: ignore[attr-defined]  # what csp_replace sets
        return super().process_response(request, response)
