"""Reading the environment: typed, and loud where a value makes no sense."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_DATABASE_URL_FORM = "DATABASE_URL must read postgresql://user:password@host:port/name"
_CONNECTION_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout")


class MisconfiguredError(RuntimeError):
    """A setting in the environment that makes no sense; the text names it."""


def env_str(name: str, default: str = "") -> str:
    """The value of a variable."""
    return os.environ.get(name, default)


def env_bool(name: str, default: bool) -> bool:
    """`true` or `false`, in any case; anything else is refused."""
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    known = {"true": True, "1": True, "false": False, "0": False}
    if value.lower() not in known:
        raise MisconfiguredError(f"{name} is '{value}'; it must be true or false")
    return known[value.lower()]


def env_int(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise MisconfiguredError(f"{name} is '{value}'; it must be a whole number") from error


def env_list(name: str) -> list[str]:
    """Values parted by commas."""
    return [each.strip() for each in env_str(name).split(",") if each.strip()]


def env_secret(name: str) -> str:
    """A secret from the variable itself, or from the file that `NAME_FILE` names; never both."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return env_str(name)
    if env_str(name):
        raise MisconfiguredError(f"{name} and {name}_FILE are both set; unset one of them")
    try:
        secret = Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise MisconfiguredError(f"{name}_FILE names {path}: {error.strerror}") from error
    if not secret:
        raise MisconfiguredError(f"{name}_FILE names {path}, which is empty")
    return secret


def database_url(url: str) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name` as Django's settings for it.

    After a `?`, `host=/folder` names the folder of a local socket, and `sslmode`, `sslrootcert`,
    `sslcert`, `sslkey` and `connect_timeout` mean what they mean to PostgreSQL. What is not
    understood is refused, and the password is never told.
    """
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:
        raise MisconfiguredError(_DATABASE_URL_FORM) from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name or parts.fragment:
        raise MisconfiguredError(_DATABASE_URL_FORM)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := set(options) - {"host", *_CONNECTION_OPTIONS}:
        raise MisconfiguredError(f"DATABASE_URL: not an option: {', '.join(sorted(unknown))}")
    socket_folder = options.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket_folder or unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
