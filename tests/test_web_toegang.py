"""Who comes in, and that nobody sees what is another's."""

from __future__ import annotations

import io
import os
import re
import signal
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from dienst import API, BEARER, TOKEN, XLSX, Dienst, dienst
from opdracht import run
from vijandig import schrijf


@pytest.fixture(scope="module")
def web() -> Iterator[Dienst]:
    with dienst() as running:
        yield running


@pytest.fixture(scope="module")
def werkmap(kleintje: Path) -> bytes:
    return kleintje.read_bytes()


def test_nobody_comes_in_without_the_token(web: Dienst) -> None:
    with httpx.Client(base_url=web.adres, timeout=300) as stranger:
        assert "Token" in stranger.get("/").text
        for path in ("/", "/begin/plek", "/taken/x", "/taken/x/uitkomst", "/taken/x/bestanden.zip"):
            assert stranger.get(path).status_code == 401
        assert stranger.post("/toegang", data={"token": "iets anders"}).status_code == 401
        assert not stranger.cookies
        inside = stranger.post("/toegang", data={"token": TOKEN})
        cookie = inside.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie and TOKEN not in cookie
        assert inside.headers["location"] == "/"  # the token leaves the address bar
        assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/eigen/stijl.css", f"{API}/gezond", "/taken/x", "/er-is-niets"])
def test_every_answer_is_strict(web: Dienst, path: str) -> None:
    headers = web.bezoeker().get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_a_page_elsewhere_can_do_nothing(web: Dienst, werkmap: bytes) -> None:
    visitor = web.bezoeker()
    job = visitor.insturen(werkmap)
    for proof, headers in (("", {}), ("x" * 32, {}), (visitor.bewijs, {"sec-fetch-site": "cross-site"})):
        answer = visitor.post(f"{job}/verwijder", data={"_bewijs": proof}, headers=headers)
        assert answer.status_code == 403
    assert visitor.get(job).status_code == 200
    elsewhere = visitor.get("/", headers={"host": "kwaad.example"})
    assert elsewhere.status_code == 400 and "hoort niet bij mo-report" in elsewhere.text
    assert (
        "strict"
        in httpx.get(f"{web.adres}/toegang", params={"token": TOKEN}, timeout=300).headers["set-cookie"].lower()
    )


def paden(job: str) -> list[str]:
    more = ("", "/uitkomst", "/gemarkeerd", "/volg", "/volg/1", "/watals", "/vergelijk", "/antwoorden")
    files = ("/bestanden.zip", "/bestanden/overzicht.xlsx", "/voortgang/bereken", "/register.xlsx", "/gemaakt/x.zip")
    return [f"{job}{end}" for end in (*more, *files)]


def test_a_job_is_for_the_session_that_made_it(web: Dienst, werkmap: bytes) -> None:
    mine, other = web.bezoeker(), web.bezoeker()
    job = mine.insturen(werkmap, "geheim.xlsx")
    key = job.rpartition("/")[2]
    for path in paden(job):
        assert other.get(path).status_code == 404, path
    for path in ("berekening", "watals", "vergelijk", "antwoorden", "besluiten", "verwijder"):
        assert other.doe(f"{job}/{path}").status_code == 404, path
    assert "geheim.xlsx" not in other.get("/").text
    assert other.get("/").text.count("/verwijder") == 0
    # The version before this one is not another's either.
    again = other.insturen(werkmap, vorige=key)
    assert "Opgelost" not in other.get(again).text
    with httpx.Client(base_url=web.adres, headers=BEARER, timeout=300) as program:
        assert program.get(f"{API}/taken/{key}").status_code == 404
    mine.cookies.set(web.koekje, "geraden")
    assert mine.get(job).status_code == 401


def test_a_name_is_for_showing_only(web: Dienst, werkmap: bytes) -> None:
    visitor = web.bezoeker()
    for name in ("../../../tmp/weg.xlsx", "C:\\fakepath\\weg.xlsx", "<b>weg</b>.xlsx", "weg\u202exlsx.exe", "a" * 500):
        job = visitor.insturen(werkmap, name)
        page = visitor.get(job).text
        assert "<b>weg" not in page and "fakepath" not in page and "../" not in page and "\u202e" not in page
    folders = [p for p in web.map.rglob("*") if p.is_file() and "tijdelijk" not in p.parts]
    assert {p.name for p in folders} <= {"invoer.xlsx"}


def test_hostile_files_are_findings(web: Dienst, tmp_path: Path) -> None:
    visitor = web.bezoeker()
    for name, path in list(schrijf(tmp_path).items())[:30]:
        if not path.is_file() or path.stat().st_size > 60_000_000:
            continue
        job = visitor.insturen(path.read_bytes(), path.name)
        page = visitor.get(job)
        assert page.status_code == 200 and "Er is 1 fout." in page.text, name
        visitor.doe(f"{job}/verwijder")


def test_a_second_server_on_the_port_leaves_the_first_alone(web: Dienst, werkmap: bytes) -> None:
    visitor = web.bezoeker()
    job = visitor.insturen(werkmap)
    done = run("web", "--poort", str(web.poort))
    assert done.returncode == 3 and "niet vrij" in done.stderr
    assert visitor.get(f"{job}/volg").status_code == 200
    visitor.insturen(werkmap)


def test_odd_forms_are_refused(web: Dienst) -> None:
    for charset in ("utf-7", "unicode_escape", "undefined"):
        kind = f"multipart/form-data; boundary=X; charset={charset}"
        body = b'--X\r\nContent-Disposition: form-data; name="token"\r\n\r\n+2AA-\r\n--X--\r\n'
        assert (
            httpx.post(f"{web.adres}/toegang", content=body, headers={"content-type": kind}, timeout=300).status_code
            == 400
        )


def test_at_the_door_there_is_room_for_a_token_only(web: Dienst) -> None:
    sent = httpx.post(f"{web.adres}/toegang", data={"token": "x" * 20_000}, timeout=300)
    assert sent.status_code == 413 and "te groot" in sent.text


def test_the_whole_file_comes_and_its_head(web: Dienst) -> None:
    style = f"{web.adres}/eigen/stijl.css"
    whole, head = httpx.get(style, headers={"range": "bytes=0-9"}, timeout=300), httpx.head(style, timeout=300)
    assert whole.status_code == head.status_code == 200 and len(whole.content) > 1_000
    assert head.content == b"" and "accept-ranges" not in whole.headers
    assert httpx.get(f"{web.adres}/eigen/htmx.min.js", headers={"range": "onzin"}, timeout=300).status_code == 200


def test_what_one_answer_needs_is_for_nobody_else_and_goes_with_it(web: Dienst, werkmap: bytes) -> None:
    """Two downloads at once each have their own values, and nothing stays in the folder of the job."""
    visitor = web.bezoeker()
    job = visitor.insturen(werkmap)
    with ThreadPoolExecutor(3) as pool:
        name = "p.parametersets.hhm-2020.overhead"
        made = list(pool.map(lambda n: visitor.doe(f"{job}/watals", wat="invoer", **{name: f"{n}"}).content, (31, 32)))
        visitor.get(f"{job}/gemarkeerd")
        versions = {"bestand": ("oud.xlsx", werkmap, XLSX)}
        compared = visitor.post(f"{job}/vergelijk", data={"_bewijs": visitor.bewijs}, files=versions)
    assert compared.status_code == 200
    for n, data in zip((31, 32), made, strict=True):
        texts = zipfile.ZipFile(io.BytesIO(data))
        assert any(f"is nu {n},00%".encode() in texts.read(part) for part in texts.namelist())
    assert [p.name for p in (web.map / job.rpartition("/")[2]).iterdir()] == ["invoer.xlsx"]


def test_a_form_for_a_job_that_is_gone_is_no_error_of_ours(web: Dienst, werkmap: bytes) -> None:
    visitor = web.bezoeker()
    job = visitor.insturen(werkmap)
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(visitor.get, f"{job}/volg") for _ in range(3)]
        visitor.doe(f"{job}/verwijder")
    assert {a.result().status_code for a in asked} <= {200, 404}


def test_two_questions_at_once_are_for_one_worker(web: Dienst, werkmap: bytes) -> None:
    visitor = web.bezoeker()
    before = set(kinderen(web.proces.pid))
    job = visitor.post("/taken", data={"_bewijs": visitor.bewijs}, files={"bestand": ("a.xlsx", werkmap, XLSX)})
    path = job.headers["location"]
    with ThreadPoolExecutor(6) as pool:
        asked = list(pool.map(lambda _: visitor.get(f"{path}/volg").status_code, range(6)))
    assert asked == [200] * 6
    cwd = str(web.map / path.rpartition("/")[2])
    mine = [p for p in set(kinderen(web.proces.pid)) - before if str(Path(f"/proc/{p}/cwd").readlink()) == cwd]
    assert len(mine) == 1
    visitor.doe(f"{path}/verwijder")
    assert not Path(cwd).exists() and not Path(f"/proc/{mine[0]}").exists()


def test_too_much_is_told(web: Dienst) -> None:
    visitor = web.bezoeker()
    sent = visitor.post(
        "/taken", data={"_bewijs": visitor.bewijs}, files={"bestand": ("te groot.xlsx", bytes(51_000_000), XLSX)}
    )
    assert sent.status_code == 422 and "te groot.xlsx’ heeft meer dan 50 MB" in sent.text
    try:
        sent = visitor.post("/taken", files={"bestand": ("groot.xlsx", bytes(151_000_000), XLSX)})
        assert sent.status_code == 413 and "hoogstens 150 MB" in sent.text
    except httpx.TransportError:
        pass  # the server hangs up while this still sends, and the answer may be lost with it
    assert "Wat mag opvang kosten" in visitor.get("/").text


@pytest.mark.long
def test_too_many_jobs_are_told(web: Dienst, werkmap: bytes) -> None:
    visitor = web.bezoeker()
    jobs = [visitor.insturen(b"niets", f"{n}.xlsx") for n in range(20)]
    answer = visitor.post("/taken", data={"_bewijs": visitor.bewijs}, files={"bestand": ("een.xlsx", werkmap, XLSX)})
    assert answer.status_code == 503 and "20 taken" in answer.text and answer.headers["retry-after"]
    visitor.doe(f"{jobs[0]}/verwijder")
    visitor.insturen(werkmap)


def kinderen(pid: int) -> list[int]:
    """The processes that a process started, and theirs."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found += [int(stat.parent.name), *kinderen(int(stat.parent.name))]
    return found


def test_a_killed_worker_is_told_and_the_next_one_works(web: Dienst, werkmap: bytes) -> None:
    visitor = web.bezoeker()
    job = visitor.insturen(werkmap)
    workers = [p for p in kinderen(web.proces.pid) if not kinderen(p)]
    for pid in workers:
        cwd = Path(f"/proc/{pid}/cwd")
        if cwd.exists() and str(cwd.readlink()) == str(web.map / job.rpartition("/")[2]):
            os.kill(pid, signal.SIGKILL)
            break
    else:
        pytest.fail("no worker of this job")
    first = visitor.get(f"{job}/volg")
    assert first.status_code in (200, 500)
    assert visitor.get(f"{job}/volg").status_code == 200


@pytest.mark.long
def test_after_a_restart_nothing_is_left(kleintje: Path) -> None:
    server = Dienst()
    server.start()
    visitor = server.bezoeker()
    job = visitor.insturen(kleintje.read_bytes())
    visitor.doe(f"{job}/berekening")  # it is at work when the server goes
    assert server.map.stat().st_mode & 0o077 == 0
    server.stop(signal.SIGKILL)
    server.start()
    assert server.taken == []
    assert visitor.get(job).status_code == 401
    again = server.bezoeker()
    again.insturen(kleintje.read_bytes())
    said = server.stop()
    server.sluit()
    assert not server.map.exists()
    assert not re.search(r"Kennemerhof|RIBW|€|\btoken=|Traceback", said)


def test_behind_a_proxy_its_header_says_who_it_is(kleintje: Path) -> None:
    with dienst("--publiek", "X-Forwarded-User") as server, httpx.Client(base_url=server.adres, timeout=300) as client:
        assert client.get("/").status_code == 403
        assert client.get(f"{API}/taken/x", headers=BEARER).status_code == 403
        ann, bob = {"X-Forwarded-User": "ann"}, {"X-Forwarded-User": "bob"}
        first = client.get("/", headers=ann)
        assert first.status_code == 303 and "secure" in first.headers["set-cookie"].lower()
        key = first.headers["set-cookie"].partition("=")[2].partition(";")[0]
        assert client.get("/", headers=ann | {"cookie": f"{server.koekje}={key}"}).status_code == 200
        again = {"cookie": f"{server.koekje}={key}"}
        page = client.get("/", headers=ann | again).text
        proof = re.findall(r'name="_bewijs" value="([^"]+)"', page)[0]
        sent = client.post(
            "/taken", data={"_bewijs": proof}, files={"bestand": ("van-ann.xlsx", b"x", XLSX)}, headers=ann | again
        )
        # In another browser it is still hers; without a cookie that stays there is no endless going round.
        other = client.get("/", headers=ann)
        elsewhere = {"cookie": f"{server.koekje}={other.headers['set-cookie'].partition('=')[2].partition(';')[0]}"}
        assert client.get(sent.headers["location"], headers=ann | elsewhere).status_code in (200, 500)
        assert "van-ann.xlsx" in client.get("/", headers=ann | elsewhere).text
        assert client.get(other.headers["location"], headers=ann).status_code == 403
        assert client.get("/", headers=[("X-Forwarded-User", "ann"), ("X-Forwarded-User", "bob")]).status_code == 403
        # Bob with Ann's cookie, or anyone with an old one, gets a session of his own.
        other = client.get("/", headers=bob | {"cookie": f"{server.koekje}={key}"})
        assert other.status_code == 303 and key not in other.headers["set-cookie"]
        assert client.get("/taken/x", headers=ann | {"cookie": f"{server.koekje}=oud"}).headers["location"] == "/"
        sent = client.post(f"{API}/controleer", headers=BEARER | ann, content=kleintje.read_bytes())
        assert sent.status_code == 200


def test_the_command_says_what_it_will_not_do() -> None:
    for options, words in (
        (("--adres", "0.0.0.0"), "alleen met --publiek"),
        (("--token", "kort"), "minstens 8 tekens"),
        (("--token", "tökentöken"), "gewone letters"),
    ):
        done = run("web", *options)
        assert done.returncode == 2 and words in " ".join(done.stderr.split())


def test_visitors_are_apart(web: Dienst) -> None:
    assert web.bezoeker().bewijs != web.bezoeker().bewijs
