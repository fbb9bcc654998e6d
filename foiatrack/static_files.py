"""The files of the site itself: styles, scripts, pictures."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Files by names that change with their content. One that was not collected is named as it is
    written: the page of a failure is shown without its style where that, too, is missing."""

    def stored_name(self, name: str) -> str:
        try:
            stored: str = super().stored_name(name)
        except ValueError:
            return name
        return stored
