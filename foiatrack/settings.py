"""Settings, read from the environment once. Without any: SQLite, a folder, and no queue."""

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.templatetags.static import static

from foiatrack.admin_menu import menu_of
from foiatrack.env import database_url, env_bool, env_int, env_list, env_secret, env_str

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = Path(env_str("FOIATRACK_HOME", str(BASE_DIR / "var")))
"""Where the embedded default keeps its database, its files and its key."""
HOME.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key of the environment; without one, a key of this machine's own, made once."""
    if key := env_secret("SECRET_KEY"):
        return key
    path = HOME / "secret_key"
    if not path.exists():
        aside = path.with_name(f"secret_key.{os.getpid()}")
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(50), encoding="ascii")
        # Two processes may start at once: the first key stays, and is never seen half-written.
        with suppress(FileExistsError):
            path.hardlink_to(aside)
        aside.unlink()
    return path.read_text(encoding="ascii")


DEBUG = env_bool("DEBUG", default=False)
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = [*env_list("ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "django_htmx",
    "csp",
    "axes",
    "foiatrack",
    "requests_app",
    "gaps",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "foiatrack.content_security.ContentSecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Nothing is reachable without sign-in unless a view says so.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "foiatrack.permissions.PermissionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last, as it asks: it sees what the sign-in of the others refused.
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "foiatrack.urls"
WSGI_APPLICATION = "foiatrack.wsgi.application"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "sign_in"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# A password is guessed at no more than ten times in a quarter of an hour, from one address.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Ours before those of the admin's theme, which comes first among the applications.
        "DIRS": [BASE_DIR / "foiatrack" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "foiatrack.navigation.navigation",
            ]
        },
    }
]

if DATABASE_URL := env_secret("DATABASE_URL"):
    DATABASES = {"default": database_url(DATABASE_URL)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "foiatrack.sqlite3",
            "OPTIONS": {
                # One writer at a time: take the lock at the start, and wait for it.
                "transaction_mode": "IMMEDIATE",
                "timeout": 60,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "foiatrack.static_files.StaticFiles"},
    "store": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env_str("FOIATRACK_STORE", str(HOME / "store"))},
    },
}
if S3_BUCKET := env_str("FOIATRACK_STORE_S3_BUCKET"):
    STORAGES["store"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env_str("FOIATRACK_STORE_S3_ENDPOINT") or None,
            "file_overwrite": False,
        },
    }
MEDIA_ROOT = HOME / "media"
# What is uploaded goes to the disk as it comes: a production may be larger than the memory.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000
STATIC_URL = "static/"
STATIC_ROOT = env_str("STATIC_ROOT", str(HOME / "static"))

# An organisation's own letterhead and styles, as a Word document.
LETTER_REFERENCE_DOCX = (
    Path(env_str("FOIATRACK_LETTER_REFERENCE")) if env_str("FOIATRACK_LETTER_REFERENCE") else None
)

REDIS_URL = env_secret("REDIS_URL")
QUEUE_ENABLED = bool(REDIS_URL)
"""Whether workers do the work; without a queue the same services run in process."""
CELERY_BROKER_URL = REDIS_URL or None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# pdfium crashes under threads: one process, one document at a time.
CELERY_WORKER_POOL = "prefork"
CELERY_TASK_TIME_LIMIT = env_int("FOIATRACK_TASK_SECONDS", 3600)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # A task that outlives this runs a second time beside the first, so it is far above the limit.
    "visibility_timeout": 6 * 3600,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# Where the processes run is where their failures are read; Django alone would only send mail.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A page that is not there is no failure of the site.
    "loggers": {"django.request": {"level": "ERROR"}},
}

LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/New_York"
USE_TZ = True

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

HTTPS = env_bool("HTTPS", default=False)
"""Whether people reach the site over TLS; set it wherever it is not on this machine only."""
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
if env_bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Everything comes from this site; nothing stands in the page itself but words.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

UNFOLD = {
    "SITE_TITLE": "foiatrack",
    "SITE_HEADER": "foiatrack",
    "SITE_ICON": lambda request: static("foiatrack/icon.svg"),
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("foiatrack/icon.svg"),
        }
    ],
    "SHOW_HISTORY": True,
    # The colours stand in admin.css: the theme writes its own into the page, which no policy of
    # ours lets a page do.
    "COLORS": lambda request: {},
    "STYLES": [lambda request: static("foiatrack/admin.css")],
    "SCRIPTS": [lambda request: static("foiatrack/admin.js")],
    "DASHBOARD_CALLBACK": "foiatrack.admin_dashboard.dashboard",
    "SIDEBAR": {"show_search": True, "navigation": menu_of},
}
