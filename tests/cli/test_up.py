from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.embedded.home import Home, HomeError
from adapters.embedded.stack import claim, plan_stack
from adapters.settings import load_settings

REAL = {
    "DATABASE_URL": "postgresql://argument:secret@db.example/argument",
    "S3_ENDPOINT": "https://objects.example",
    "S3_ACCESS_KEY": "key",
    "S3_SECRET_KEY": "secret",
    "S3_BUCKET": "pictures",
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "data")
    claim(made)
    yield made
    made.release()


def test_a_taken_port_is_named_with_what_to_do(home: Home):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(HomeError, match=f"Port {port} is taken: .*--port N"):
            plan_stack(home, port=port, host="127.0.0.1", lan=False, env={})


def test_every_setting_is_there_and_leads_to_this_machine(home: Home):
    stack = plan_stack(home, port=0, host="127.0.0.1", lan=False, env={})
    settings = load_settings(stack.settings)
    assert settings.public_url == stack.address.url == f"http://127.0.0.1:{settings.port}"
    urls = (settings.database_url, settings.redis_url, settings.clickhouse_url, settings.s3_endpoint)
    assert all("127.0.0.1" in url for url in urls)
    assert settings.data_dir == str(home.root)


def test_real_servers_are_used_and_their_engines_left_out(home: Home):
    stack = plan_stack(home, port=0, host="127.0.0.1", lan=False, env=REAL)
    names = [program.name for program in stack.programs]
    assert {"postgres", "cluster", "seaweed"}.isdisjoint(names)
    assert {"valkey", "clickhouse", "migrations", "api"} <= set(names)
    assert REAL.items() <= stack.settings.items()


def test_on_the_lan_links_begin_with_https_and_the_authority_is_offered(home: Home):
    stack = plan_stack(home, port=0, host="127.0.0.1", lan=True, env={})
    settings = load_settings(stack.settings)
    assert (settings.host, settings.public_url[:8]) == ("0.0.0.0", "https://")
    assert all(Path(file).exists() for file in (settings.lan_ca, settings.tls_cert, settings.tls_key))


def test_the_public_url_of_a_proxy_in_front_begins_links(home: Home):
    stack = plan_stack(home, port=0, host="127.0.0.1", lan=False, env={"PUBLIC_URL": "https://ar.example"})
    assert stack.address.public_url == "https://ar.example"
    assert stack.address.url.startswith("http://127.0.0.1:")


def test_a_directory_in_use_is_not_claimed(home: Home):
    with pytest.raises(HomeError, match="still starting"):
        claim(Home(home.root))
