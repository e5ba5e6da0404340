"""A small OpenID provider for tests: discovery, authorisation, token with a signed id_token, userinfo, keys.

Its authorisation page asks who one is and offers everybody it knows as a link. It checks what a real one checks:
client, secret, redirect address, the code (once), and the PKCE verifier.
"""

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "netzwerkstatt", "nur-fuer-den-test"


@dataclass
class Provider:
    people: dict[str, dict[str, object]]
    """Name on the page to claims."""
    server: ThreadingHTTPServer = field(init=False)
    key: rsa.RSAPrivateKey = field(init=False)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        provider = self

        class Handler(Answers):
            owner = provider

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def id_token(self, who: str, nonce: str) -> str:
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, **self.people[who]}
        if nonce:
            claims["nonce"] = nonce
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "test"})


class Answers(BaseHTTPRequestHandler):
    owner: Provider

    def log_message(self, *_words: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(asked.query).items()}
        answers = {
            "/.well-known/openid-configuration": self.discovery,
            "/keys": self.keys,
            "/userinfo": self.userinfo,
            "/authorise": lambda: self.authorise(given),
        }
        answers.get(asked.path, lambda: self.say(404, {"error": "not found"}))()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.token({name: values[0] for name, values in parse_qs(body).items()})

    def say(self, status: int, what: object, kind: str = "application/json") -> None:
        body = what.encode() if isinstance(what, str) else json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, why: str) -> None:
        self.owner.refused.append(why)
        self.say(400, {"error": why})

    def discovery(self) -> None:
        here = self.owner.address
        self.say(
            200,
            {
                "issuer": here,
                "authorization_endpoint": f"{here}/authorise",
                "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/userinfo",
                "jwks_uri": f"{here}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
        )

    def keys(self) -> None:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.owner.key.public_key()))
        self.say(200, {"keys": [{**public, "kid": "test", "use": "sig", "alg": "RS256"}]})

    def authorise(self, given: dict[str, str]) -> None:
        if given.get("client_id") != CLIENT or given.get("code_challenge_method") != "S256":
            return self.refuse("client or challenge")
        if "who" not in given:
            links = "".join(
                f'<p><a href="/authorise?{escape(urlencode({**given, "who": who}))}">{escape(who)}</a></p>'
                for who in [*self.owner.people, "abbrechen"]
            )
            page = f"<!doctype html><html lang=de><title>Rathaus</title><h1>Wer sind Sie?</h1>{links}"
            return self.say(200, page, "text/html; charset=utf-8")
        back = {"state": given.get("state", "")}
        if given["who"] == "abbrechen":
            back["error"] = "access_denied"
        else:
            back["code"] = secrets.token_urlsafe(16)
            self.owner.codes[back["code"]] = given
        self.send_response(302)
        self.send_header("Location", f"{given['redirect_uri']}?{urlencode(back)}")
        self.end_headers()
        return None

    def token(self, given: dict[str, str]) -> None:
        asked = self.owner.codes.pop(given.get("code", ""), None)
        if asked is None or given.get("redirect_uri") != asked["redirect_uri"]:
            return self.refuse("code or redirect address")
        if (given.get("client_id"), given.get("client_secret")) != (CLIENT, SECRET):
            return self.refuse("secret")
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return self.refuse("verifier")
        token = secrets.token_urlsafe(16)
        self.owner.tokens[token] = asked["who"]
        return self.say(
            200,
            {
                "access_token": token,
                "token_type": "Bearer",
                "expires_in": 300,
                "id_token": self.owner.id_token(asked["who"], asked.get("nonce", "")),
            },
        )

    def userinfo(self) -> None:
        who = self.owner.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if who is None:
            return self.refuse("token")
        return self.say(200, self.owner.people[who])
