"""What the house claims about its speed and weight, measured from outside over HTTP.

    NETZWERKSTATT_DATA=FOLDER .venv/bin/netzwerkstatt demo --scale 2000
    .venv/bin/python benchmarks/house/run.py FOLDER [--seconds 10] [--threads 4]

Starts the server with two workers on that folder, signs in, and prints one Markdown table: requests per second,
median and 95th percentile of list, detail and search, and the bytes of a first visit as a browser would fetch them.
"""

import argparse
import http.client
import http.cookiejar
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

PORT = 8127
BASE = f"http://127.0.0.1:{PORT}"
PROGRAM = Path(sys.executable).with_name("netzwerkstatt")
WORDS = (
    "Mittagstisch Zuständigkeit",
    "Hitze alte Menschen",
    "Förderung endet",
    "Kita Eltern",
    "Fahrdienst",
    "Ehrenamt",
)


def start(folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "NETZWERKSTATT_DATA": str(folder)}
    subprocess.run([PROGRAM, "prepare"], env=environment, check=True)
    server = subprocess.Popen([PROGRAM, "serve", "--port", str(PORT)], env=environment)
    for _try in range(100):
        try:
            urllib.request.urlopen(f"{BASE}/healthz", timeout=1).read()
            return server
        except OSError:
            time.sleep(0.2)
    raise SystemExit("Der Server antwortet nicht.")


def sign_in() -> str:
    """The cookie header of a signed-in coordinator."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{BASE}/konto/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        raise SystemExit("Die Anmeldeseite hat kein Formular.")
    form = {
        "csrfmiddlewaretoken": token[1],
        "login": "koordination@altwerder.example",
        "password": "Vorführung-2026",
    }
    request = urllib.request.Request(
        f"{BASE}/konto/login/", urllib.parse.urlencode(form).encode(), {"Referer": BASE}
    )
    answer = opener.open(request)
    if not answer.url.endswith("/heute/"):
        raise SystemExit("Die Anmeldung ist misslungen.")
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def load(paths: list[str], cookie: str, *, threads: int, seconds: float) -> tuple[float, float, float]:
    """(requests per second, median ms, 95th percentile ms) of GETs by so many threads."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    def client(offset: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        number = offset
        while time.perf_counter() < end:
            begun = time.perf_counter()
            connection.request("GET", paths[number % len(paths)], headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{answer.status} {paths[number % len(paths)]}")
            times.append(time.perf_counter() - begun)
            number += 1

    workers = [threading.Thread(target=client, args=(7 * n,)) for n in range(threads)]
    begun = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    ordered = sorted(times)
    took = time.perf_counter() - begun
    return len(times) / took, 1000 * statistics.median(ordered), 1000 * ordered[int(0.95 * len(ordered))]


def weight(path: str, cookie: str = "", known: set[str] | None = None) -> int:
    """Compressed bytes of a page with its styles, scripts and the fonts a German page needs, less what is known."""
    known = set() if known is None else known
    total, page = fetched(path, cookie)
    for address in re.findall(r'<(?:link|script)[^>]+(?:href|src)="(/static/[^"]+)"', page):
        if address in known:
            continue
        known.add(address)
        size, text = fetched(address, "")
        total += size
        if address.endswith(".css"):
            for font in re.findall(r"url\(\"?([^)\"]+latin-\d00-[^)\"]+woff2)", text):
                full = urllib.parse.urljoin(address, font)
                if full not in known and "latin-ext" not in full:
                    known.add(full)
                    total += fetched(full, "")[0]
    return total


def fetched(path: str, cookie: str) -> tuple[int, str]:
    headers = {"Accept-Encoding": "gzip, br", "Cookie": cookie}
    try:
        with urllib.request.urlopen(urllib.request.Request(BASE + path, headers=headers)) as answer:
            body, coding = answer.read(), answer.headers.get("Content-Encoding", "")
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{error.code} {path}") from error
    if coding == "gzip":
        import gzip

        return len(body), gzip.decompress(body).decode("utf-8", "replace")
    return len(body), body.decode("utf-8", "replace")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--threads", type=int, default=4)
    given = parser.parse_args()
    server = start(given.folder)
    try:
        report(given)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def report(given: argparse.Namespace) -> None:
    cookie = sign_in()
    listing = fetched("/erfahrungen/", cookie)[1]
    total = re.search(r"([\d.]+) Erfahrungen", listing)
    details = [
        path
        for n in range(1, 6)
        for path in re.findall(r'href="(/vorhaben/\w+/)"', fetched(f"/erfahrungen/?seite={n}", cookie)[1])
    ]
    pages = {
        "Liste": [f"/erfahrungen/?seite={n}" for n in range(1, 30)] + ["/erfahrungen/?stage=completed"],
        "Seite eines Vorhabens": details,
        "Suche": ["/suche/?q=" + urllib.parse.quote(words) for words in WORDS],
    }
    print(f"\n{total[1] if total else '?'} Erfahrungen, {given.threads} Klienten, 2 Prozesse, angemeldet\n")
    print("| Seite | Anfragen je Sekunde | Median ms | 95 % ms |\n|---|---|---|---|")
    for name, paths in pages.items():
        load(paths, cookie, threads=given.threads, seconds=1)
        rate, median, high = load(paths, cookie, threads=given.threads, seconds=given.seconds)
        print(f"| {name} | {rate:.0f} | {median:.0f} | {high:.0f} |")
    known: set[str] = set()
    first = weight("/erfahrungen/", known=known)
    following = weight(details[0], cookie, known)
    start_page = weight("/")
    print("\n| Gewicht, komprimiert | KB |\n|---|---|")
    print(f"| erster Besuch (Erfahrungen, mit Schriften 400, 500, 600) | {first / 1000:.0f} |")
    print(f"| Startseite mit Karte, als erster Besuch | {start_page / 1000:.0f} |")
    print(f"| nächste Seite | {following / 1000:.1f} |")


if __name__ == "__main__":
    main()
