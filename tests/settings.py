"""The settings of the program, in a folder that is gone after the tests.

DATABASE_URL is kept: `make test` runs what is marked `both_databases` a second time with it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

for _name in [name for name in os.environ if name.startswith("FOIATRACK_STORE")]:
    del os.environ[_name]
for _name in ("REDIS_URL", "REDIS_URL_FILE", "DEBUG", "HTTPS", "BEHIND_PROXY"):
    os.environ.pop(_name, None)
os.environ["FOIATRACK_HOME"] = _home = tempfile.mkdtemp(prefix="foiatrack-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)

from foiatrack.settings import *  # noqa: E402, F403  (they read the environment made above)

# Quick, and as good as any for passwords that are not secret.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
Path(STATIC_ROOT).mkdir()  # noqa: F405  (from the settings)
# The program serves collected files; tests render pages without collecting them.
STORAGES["staticfiles"] = {  # noqa: F405  (from the settings)
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
