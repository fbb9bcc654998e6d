"""Reading the environment."""

import pytest

from foiatrack.env import (
    MisconfiguredError,
    database_url,
    env_bool,
    env_int,
    env_list,
    env_secret,
    env_str,
)


@pytest.fixture
def variable(monkeypatch):
    """Sets SETTING, and is given its name back."""

    def set_to(value, name="SETTING"):
        monkeypatch.setenv(name, value)
        return name

    return set_to


@pytest.mark.parametrize(
    ("value", "meant"),
    [("true", True), ("TRUE", True), ("1", True), ("false", False), ("0", False)],
)
def test_a_truth_value_is_read_in_any_case(variable, value, meant):
    assert env_bool(variable(value), default=not meant) is meant


@pytest.mark.parametrize("value", ["yes", "on", "2", "tru", " true x"])
def test_a_truth_value_that_is_neither_is_refused(variable, value):
    with pytest.raises(MisconfiguredError, match="SETTING"):
        env_bool(variable(value), default=False)


@pytest.mark.parametrize("default", [True, False])
def test_an_empty_truth_value_is_the_default(variable, default):
    assert env_bool(variable(""), default=default) is default


def test_a_number_is_read_and_words_are_refused(variable):
    assert env_int(variable("90"), default=5) == 90
    assert env_int(variable(""), default=5) == 5
    with pytest.raises(MisconfiguredError, match="SETTING is '90s'"):
        env_int(variable("90s"), default=5)


def test_a_list_is_parted_by_commas_without_empty_values(variable):
    assert env_list(variable("one.example, two.example,,")) == ["one.example", "two.example"]
    assert env_list("NOT_SET") == []
    assert env_str("NOT_SET", "default") == "default"


def test_a_secret_is_the_variable_itself(variable):
    assert env_secret(variable("hush")) == "hush"
    assert env_secret("NOT_SET") == ""


def test_a_secret_is_read_from_its_file_without_the_line_end(variable, tmp_path):
    path = tmp_path / "secret"
    path.write_text("hush\n", encoding="utf-8")
    variable(str(path), name="SETTING_FILE")
    assert env_secret("SETTING") == "hush"


def test_a_secret_file_that_is_absent_is_refused(variable, tmp_path):
    variable(str(tmp_path / "absent"), name="SETTING_FILE")
    with pytest.raises(MisconfiguredError, match=r"SETTING_FILE names .*absent: No such file"):
        env_secret("SETTING")


def test_a_secret_file_that_is_empty_is_refused(variable, tmp_path):
    path = tmp_path / "secret"
    path.write_text("\n", encoding="utf-8")
    variable(str(path), name="SETTING_FILE")
    with pytest.raises(MisconfiguredError, match="empty"):
        env_secret("SETTING")


def test_a_secret_that_is_given_twice_is_refused_without_being_told(variable, tmp_path):
    path = tmp_path / "secret"
    path.write_text("hush", encoding="utf-8")
    variable(str(path), name="SETTING_FILE")
    with pytest.raises(MisconfiguredError, match="SETTING and SETTING_FILE") as refused:
        env_secret(variable("other-hush"))
    assert "hush" not in str(refused.value)


def test_a_database_url_is_taken_apart():
    read = database_url("postgresql://ann:p%40ss%2Fword@db.example:5433/case%20files")
    assert read["ENGINE"] == "django.db.backends.postgresql"
    assert (read["USER"], read["PASSWORD"]) == ("ann", "p@ss/word")
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("db.example", "5433", "case files")
    assert read["OPTIONS"] == {}


def test_a_database_url_may_name_the_folder_of_a_socket():
    read = database_url("postgresql://postgres:@/postgres?host=/tmp/socket")
    assert (read["HOST"], read["PORT"]) == ("/tmp/socket", "")


def test_a_database_url_may_ask_for_an_encrypted_connection():
    read = database_url("postgres://ann@db/x?sslmode=verify-full&sslrootcert=/etc/ca.pem")
    assert read["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ann:hush@db/x",
        "sqlite:///x",
        "postgresql://ann:hush@db",
        "postgresql://ann:hush@db/",
        "postgresql://ann:hush@db:port/x",
        "postgresql://ann:hush@db:99999/x",
        "ann:hush@db/x",
        "postgresql://ann:hush@db/x?sslmod=require",
        "postgresql://ann:hush@db/x#part",
    ],
)
def test_a_database_url_that_is_not_understood_is_refused_without_its_password(url):
    with pytest.raises(MisconfiguredError, match="DATABASE_URL") as refused:
        database_url(url)
    assert "hush" not in str(refused.value)
