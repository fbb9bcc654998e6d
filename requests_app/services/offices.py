"""Finding the office that a person means."""

from difflib import get_close_matches

from requests_app.models import Office

OFFICES_TOLD = 5


def offices_like(written: str) -> str:
    """What may have been meant by a path that no office has: the office of that name, else the
    paths nearest to it, else where to find them."""
    named = list(Office.objects.filter(name__iexact=written).values_list("path", flat=True))
    if named:
        return f"that is the name of {', '.join(named[:OFFICES_TOLD])}; give its path"
    paths = {path.upper(): path for path in Office.objects.values_list("path", flat=True)}
    if not paths:
        return "none is known yet: run load_reference_data first"
    near = [paths[each] for each in get_close_matches(written.upper(), paths, n=OFFICES_TOLD)]
    return f"nearest: {', '.join(near)}" if near else "the admin lists them all, with their paths"
