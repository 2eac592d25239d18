"""The project keeps its own rules."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.splitlines() if (ROOT / name).exists()]


def test_no_training_phrase_teaches_two_things() -> None:
    from bot.cli.check_phrases import problems

    assert problems() == []


def test_every_setting_is_explained_and_none_is_explained_twice() -> None:
    explained = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    assert len(explained) == len(set(explained))
    code = "".join(p.read_text("utf-8") for p in tracked() if p.suffix == ".py" and "tests" not in p.parts)
    read = set(re.findall(r'(?:_flag|_number|_list|environ\.get|environ)[(\[]\s*"([A-Z_]+)"', code))
    # For tests and for processes that pass them on.
    internal = {
        "LOG_LEVEL_LIBRARIES",
        "RASA_TELEMETRY_ENABLED",
        "DJANGO_SETTINGS_MODULE",
        "ARIANE_PYTHON",
        "ARIANE_VAR",
        "ARIANE_MODEL",
        "ARIANE_ENDS_WITH",
        "ARIANE_TRAIN_MOST",
        "RASA_URL",
        "ACTIONS_URL",
        "PUBLIC_URL",
    }
    assert set(explained) - read == set()
    assert read - set(explained) - internal == set()


def test_requirements_have_hashes_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert "--hash=sha256:" in text and "://" not in text


@pytest.mark.parametrize("package", ["knowledge", "bot", "actions", "website"])
def test_importing_a_package_starts_nothing(package: str) -> None:
    assert (ROOT / package / "__init__.py").read_text("utf-8").strip() == ""


def test_what_the_readme_names_exists() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", readme) + re.findall(r'src="(docs/[^"]+)"', readme):
        assert (ROOT / target).exists(), target
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in set(re.findall(r"`?make ([a-z]+)", readme)) - {"may", "finds"}:
        assert f"\n{command}:" in makefile, command


def test_make_test_runs_on_postgresql_and_redis_too() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "\t@$(PY) -m pytest -p tests.scaled.plugin tests/website\n" in makefile
    assert "\t@$(PY) -m pytest -p tests.scaled.plugin tests/scaled\n" in makefile


def test_the_demo_secrets_are_refused_outside_debug(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    from website.pages.checks import secrets_are_not_the_demo

    settings.DEBUG, settings.SECRET_KEY, settings.INTERNAL_SECRET = False, settings.DEMO_SECRET, "x" * 40
    assert [e.id for e in secrets_are_not_the_demo(None)] == ["ariane.E001"]
    settings.SECRET_KEY = "y" * 50
    assert secrets_are_not_the_demo(None) == []


def test_a_setting_that_is_nonsense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from website.settings import _number

    monkeypatch.setenv("ARIANE_PORT", "huit mille")
    with pytest.raises(ImproperlyConfigured, match="ARIANE_PORT"):
        _number("ARIANE_PORT", 8000)
