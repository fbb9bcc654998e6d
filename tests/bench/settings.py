"""The settings of the program as people run it, for measuring its pages in one process."""

from foiatrack.settings import *  # noqa: F403  (the program's own, with what is named below)

# The program serves collected files; pages are measured without collecting them.
STORAGES["staticfiles"] = {  # noqa: F405  (from the settings)
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
