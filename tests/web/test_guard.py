"""Who may ask the workbench, and for what: foreign names, foreign pages, tokens, sizes and crooked paths."""

import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from detente.faces.web.guard import LARGEST, POLICY
from tests.web.conftest import Workbench, begin, end

FIRST = {"scenario": "mirror-sides"}


@pytest.fixture(scope="module")
def programs(workbench: Workbench) -> Iterator[httpx.Client]:
    with workbench.programs as client:
        yield client


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workbench, str]]:
    """A workbench that listens on every address, and the token that it has printed."""
    served = begin(tmp_path_factory.mktemp("opened"), "--host", "0.0.0.0")
    yield served, served.token
    end(served)


@pytest.mark.parametrize(
    "path", ["/", "/runs/ffffffffffff", "/static/workbench.css", "/api/health", "/health"]
)
def test_every_answer_forbids_what_comes_from_elsewhere(programs: httpx.Client, path: str):
    headers = programs.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "localhost.evil.example", "", "[::1", "a b"]
)
def test_a_name_that_was_made_to_point_here_is_not_answered(programs: httpx.Client, host: str):
    answer = programs.get("/", headers={"host": host})
    assert answer.status_code in (400, 421), host
    assert "<h1>" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
    ],
)
def test_what_changes_something_is_not_taken_from_another_site(programs: httpx.Client, headers: dict):
    before = programs.get("/api/runs").json()
    assert programs.post("/runs/first", data=FIRST, headers=headers).status_code == 403
    asked = {"scenario": "mirror-sides", "wishes": {"seed": 99}}
    refused = programs.post("/api/runs", json=asked, headers=headers)
    assert refused.status_code == 403
    assert refused.json()["errors"][0]["what"].startswith("This was sent from a page of another site")
    assert programs.get("/api/runs").json() == before


def test_a_body_without_end_is_refused(programs: httpx.Client):
    answer = programs.post("/api/check", content=b"x" * (LARGEST + 1), headers={"content-type": "text/plain"})
    assert answer.status_code == 413
    assert "larger than 4 MB" in answer.text

    def endless() -> Iterator[bytes]:
        yield from (b"x" * 65_536 for _ in range(2 + LARGEST // 65_536))

    assert programs.post("/api/check", content=endless()).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/runs/..%2f..%2f..%2fetc%2fpasswd",
        "/runs/%00",
        "/scenarios/..%2f..%2fruns.sqlite",
        "/scenarios/%2fetc%2fpasswd",
        "/causes/" + "a" * 5_000,
        "/sources/%F0%9F%92%A5",
        "/runs/ffffffffffff/parts/..%2f..%2fmanifest.json",
    ],
)
def test_a_crooked_path_leads_nowhere(programs: httpx.Client, path: str):
    answer = programs.get(path)
    assert answer.status_code in (404, 422)
    assert "root:" not in answer.text
    assert "Traceback" not in answer.text


def test_on_any_other_host_a_token_is_needed(opened: tuple[Workbench, str]):
    served, token = opened
    assert len(token) >= 24
    with httpx.Client(base_url=served.address) as stranger:
        for path in ("/", "/api/runs", "/static/workbench.css", "/?token=wrong"):
            assert stranger.get(path).status_code == 401, path
        assert stranger.post("/runs/first", data=FIRST).status_code == 401
        stranger.cookies.set("detente", "wrong")
        assert stranger.get("/").status_code == 401
    with httpx.Client(base_url=served.address) as guest:
        answer = guest.get(f"/runs?token={token}&x=1")
        assert (answer.status_code, answer.headers["location"]) == (303, "/runs?x=1")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert guest.get("/runs").status_code == 200
    bearer = {"authorization": f"Bearer {token}"}
    assert httpx.get(served("/api/runs"), headers=bearer).status_code == 200


def test_a_token_in_the_address_does_not_lead_off_the_server(opened: tuple[Workbench, str]):
    served, token = opened
    with httpx.Client(base_url=served.address) as guest:
        answer = guest.get(f"//evil.example/?token={token}")
        assert not answer.headers.get("location", "/").startswith("//")


def test_the_server_starts_without_the_compiler():
    code = (
        "import sys; from detente.faces.web.app import application; application();"
        "print(sorted({'jax', 'jaxlib'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]", told.stdout
