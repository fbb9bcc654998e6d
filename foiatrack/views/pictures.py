"""The pictures of released pages."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from requests_app.ingest.page_drawing import DrawingError
from requests_app.models import Page
from requests_app.services.page_pictures import DRAWN_AS, SIZES, has_picture, page_picture_path

KEEP_SECONDS = 24 * 3600


def _tag(request: HttpRequest, pk: int) -> str | None:
    """The picture's tag: the bytes of a file are never changed, nor is the number of its page."""
    page = _page(pk)
    size = request.GET.get("size", "read")
    if size not in SIZES or not has_picture(page):
        return None
    return f'"{page.source_file.blob_id[:24]}-{page.index + 1}-{size}-{DRAWN_AS}"'


@require_safe
@condition(etag_func=_tag)
def page_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page as a PNG; 404 where it is not one of a PDF, or cannot be drawn."""
    page, size = _page(pk), request.GET.get("size", "read")
    try:
        path = page_picture_path(page=page, size=size)
    except ValueError as error:
        raise Http404(str(error)) from error
    except DrawingError as error:
        failed = HttpResponse(str(error), status=404, content_type="text/plain; charset=utf-8")
        patch_cache_control(failed, no_store=True)
        return failed
    answer = FileResponse(path.open("rb"), content_type="image/png")
    # What a person may see is kept by that person's own browser, and by nothing on the way.
    patch_cache_control(answer, private=True, max_age=KEEP_SECONDS)
    return answer


def _page(pk: int) -> Page:
    rows = Page.objects.select_related("source_file").only(
        "index", "source_file__blob", "source_file__parser", "source_file__path"
    )
    return get_object_or_404(rows, pk=pk)
