"""Dockerfile and docker-compose.yml. There is no engine here to start them; what they name is
checked against what there is."""

import importlib.util
import re
import shlex

import pytest
import yaml
from django.core.management import get_commands

from tests.services.servers import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "beat")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_services_are_the_five_of_the_design():
    assert set(SERVICES) == {"web", "worker", "beat", "redis", "postgres"}


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_says_how_its_health_is_known(name):
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert {"interval", "timeout", "retries"} <= set(check)


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_waits_for_services_that_exist_and_say_their_health(name):
    for other, condition in SERVICES[name].get("depends_on", {}).items():
        assert other in SERVICES
        assert condition == {"condition": "service_healthy"}


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_given_secrets_and_volumes_that_are_declared(name):
    service = SERVICES[name]
    assert set(service.get("secrets", ())) <= set(COMPOSE["secrets"])
    assert {each.split(":")[0] for each in service["volumes"]} <= set(COMPOSE["volumes"])


def test_no_secret_is_written_in_the_file():
    declared = [each["file"] for each in COMPOSE["secrets"].values()]
    assert all(each.startswith("./secrets/") for each in declared)
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/secrets/" in ignored
    assert "secrets" in (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for service in SERVICES.values():
        for variable, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|DATABASE_URL", variable):
                assert variable.endswith("_FILE")
                assert value.startswith("/run/secrets/")


@pytest.mark.parametrize("name", OURS)
def test_the_commands_of_our_services_exist(name):
    words = shlex.split(SERVICES[name]["command"])
    for command in _commands_of(words):
        if command[:2] == ["python", "manage.py"]:
            assert command[2] in get_commands()
        elif command[0] == "celery":
            assert command[1:3] == ["--app", "foiatrack"]
            assert command[3] in ("worker", "beat")
        else:
            assert command[0] == "gunicorn"
            assert importlib.util.find_spec(command[1]) is not None


def _commands_of(words):
    """The simple commands of one, or of those that `sh -c` joins by `&&`."""
    if words[:2] != ["sh", "-c"]:
        return [words]
    parts = [shlex.split(each) for each in words[2].split("&&")]
    return [each[1:] if each[0] == "exec" else each for each in parts]


def test_the_variables_given_to_our_services_are_read_by_the_settings():
    settings = (ROOT / "foiatrack" / "settings.py").read_text(encoding="utf-8")
    for variable in SERVICES["web"]["environment"]:
        assert f'"{variable.removesuffix("_FILE")}"' in settings


def test_the_image_does_not_run_as_root_and_says_its_health():
    last_stage = DOCKERFILE.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER (?!root)\w+$", last_stage, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*CMD", last_stage, re.MULTILINE)
    assert "/health/" in last_stage


def test_the_image_installs_what_is_locked_with_the_same_uv_as_the_makefile():
    pinned = re.search(r"^UV_VERSION := (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert pinned is not None
    assert f"uv=={pinned[1]}" in DOCKERFILE
    assert "uv sync --locked --no-dev" in DOCKERFILE
