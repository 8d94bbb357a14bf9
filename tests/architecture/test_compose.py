"""docker-compose.yml is valid, complete, and runs the commands and variables of `argument up`."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import subprocess
from typing import Any

import msgspec
import pytest

from adapters.settings import Settings, load_settings
from tests.architecture.compose import example, load
from tests.architecture.source import ROOT

# https://github.com/compose-spec/compose-spec/blob/main/spec.md: the part of it that we use.
TOP = {"name", "services", "volumes", "configs", "x-argument"}
SERVICE = set(
    "image build init command entrypoint environment depends_on healthcheck ports volumes configs restart "
    "read_only tmpfs cap_drop security_opt ulimits".split()
)
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
OURS = ("migrations", "api", "events", "media", "markers")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return load(example())


def test_it_uses_words_of_the_compose_specification_only(compose: dict[str, Any]):
    assert set(compose) <= TOP
    assert {key for service in compose["services"].values() for key in service} <= SERVICE


def test_every_name_it_refers_to_is_there(compose: dict[str, Any]):
    for service in compose["services"].values():
        for name, terms in service.get("depends_on", {}).items():
            assert terms["condition"] in CONDITIONS
            other = compose["services"][name]
            assert terms["condition"] != "service_healthy" or "healthcheck" in other
        assert {config["source"] for config in service.get("configs", [])} <= set(compose["configs"])
        named = {volume.partition(":")[0] for volume in service.get("volumes", [])}
        assert named <= set(compose["volumes"])


def test_it_says_which_variable_is_missing():
    for name in set(example()) - {"PUBLIC_URL"}:
        with pytest.raises(KeyError, match=name):
            load({key: value for key, value in example().items() if key != name})


def test_its_variables_are_the_settings(compose: dict[str, Any]):
    fields = {field.upper() for field in Settings.__struct_fields__}
    for name in OURS:
        environment = compose["services"][name]["environment"]
        assert set(environment) <= fields
        settings = load_settings(environment)
        assert settings.public_url == "http://localhost:8000"
        assert not settings.registration_open


def test_every_command_is_a_module_of_ours_or_comes_with_its_image(compose: dict[str, Any]):
    for name in OURS:
        python, flag, module, *_ = compose["services"][name]["command"]
        assert (python, flag) == ("python", "-m")
        assert importlib.util.find_spec(f"{module}.__main__")
    assert {name for name, service in compose["services"].items() if "build" not in service} == {
        "postgres",
        "redis",
        "clickhouse",
        "objects",
    }


def test_images_are_named_with_their_version(compose: dict[str, Any]):
    images = [service["image"] for service in compose["services"].values()]
    assert all(":" in image and not image.endswith(":latest") for image in images)


def test_only_the_api_is_reached_from_outside(compose: dict[str, Any]):
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["api"]


def test_the_object_store_knows_the_key_that_the_services_use(compose: dict[str, Any]):
    identity = json.loads(compose["configs"]["s3"]["content"])["identities"][0]
    environment = compose["services"]["api"]["environment"]
    assert identity["credentials"] == [
        {"accessKey": environment["S3_ACCESS_KEY"], "secretKey": environment["S3_SECRET_KEY"]}
    ]


def test_the_image_holds_every_package_that_runs():
    text = (ROOT / "Dockerfile").read_text()
    for package in ("domain", "application", "adapters", "projections", "workers", "migrations"):
        assert f"COPY {package}/ {package}/" in text
    assert "--require-hashes -r requirements.lock" in text
    assert "\nUSER argument\n" in text


def test_the_image_holds_the_tracking_core_and_not_its_compiler():
    text = (ROOT / "Dockerfile").read_text()
    last = text.rpartition("\nFROM ")[2]
    assert "COPY --from=core /app/viewer/core/built viewer/core/built" in last
    assert re.search(r"pip uninstall --yes .*\bziglang\b", last)


def test_the_image_takes_the_compiler_with_its_hashes_out_of_the_lock():
    (cut,) = re.findall(r"RUN (sed .*) > compiler\.lock", (ROOT / "Dockerfile").read_text())
    done = subprocess.run(shlex.split(cut), cwd=ROOT, capture_output=True, text=True, check=True)
    first, *hashes = done.stdout.splitlines()
    assert first.startswith("ziglang==")
    assert hashes
    assert all(line.strip().startswith("--hash=sha256:") for line in hashes)


def test_required_settings_are_all_given(compose: dict[str, Any]):
    required = {field.name.upper() for field in msgspec.structs.fields(Settings) if field.required}
    assert required <= set(compose["services"]["api"]["environment"])
