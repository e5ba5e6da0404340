"""Settings. Everything that differs between installations comes from the environment (see docs/betrieb.md)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(env("NETZWERKSTATT_DATA", default="data")).resolve()
DEMONSTRATION_SECRET = "demonstration-only-not-for-real-people"  # noqa: S105

MODE = env("NETZWERKSTATT_MODE", default="demonstration")
DEVELOPMENT = MODE == "development"
PRODUCTION = MODE == "production"
DEBUG = env.bool("NETZWERKSTATT_DEBUG", default=False)
SECRET_KEY = env("NETZWERKSTATT_SECRET", default=DEMONSTRATION_SECRET)
SECRET_FILE = DATA / "secret.txt"
if SECRET_KEY == DEMONSTRATION_SECRET and SECRET_FILE.exists() and not PRODUCTION:
    SECRET_KEY = SECRET_FILE.read_text(encoding="ascii").strip()
ALLOWED_HOSTS = env.list("NETZWERKSTATT_HOSTS", default=["127.0.0.1", "localhost"])
BASE_URL = env("NETZWERKSTATT_URL", default="http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

if PRODUCTION and SECRET_KEY == DEMONSTRATION_SECRET:
    raise ImproperlyConfigured(
        "NETZWERKSTATT_SECRET fehlt: Mit dem Schlüssel der Vorführung startet der Betrieb nicht."
    )
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "NETZWERKSTATT_SECRET ist zu kurz: Der Betrieb braucht mindestens 50 zufällige Zeichen."
    )
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("NETZWERKSTATT_DEBUG ist an: So startet der Betrieb nicht.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "django_cotton.apps.SimpleAppConfig",
    "netzwerkstatt.kernel.ui.apps.UiConfig",
    "netzwerkstatt.kernel.audit.apps.AuditConfig",
    "netzwerkstatt.kernel.mail.apps.MailConfig",
    "netzwerkstatt.kernel.links.apps.LinksConfig",
    "netzwerkstatt.kernel.files.apps.FilesConfig",
    "netzwerkstatt.accounts.apps.AccountsConfig",
    "netzwerkstatt.catalogue.apps.CatalogueConfig",
    "netzwerkstatt.network.apps.NetworkConfig",
    "netzwerkstatt.indicators.apps.IndicatorsConfig",
    "netzwerkstatt.practice.apps.PracticeConfig",
    "netzwerkstatt.search.apps.SearchConfig",
    "netzwerkstatt.portal.apps.PortalConfig",
    "netzwerkstatt.demo.apps.DemoConfig",
    "netzwerkstatt.config.apps.ConfigConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "netzwerkstatt.config.middleware.ViewerMiddleware",
]

ROOT_URLCONF = "netzwerkstatt.config.urls"
WSGI_APPLICATION = "netzwerkstatt.config.wsgi.application"
LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "kernel/ui/templates", PACKAGE / "accounts/templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "netzwerkstatt.config.frame.frame",
            ],
            "loaders": LOADERS if DEVELOPMENT else [("django.template.loaders.cached.Loader", LOADERS)],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "netzwerkstatt.kernel.ui.templatetags.ui",
            ],
        },
    },
]
FORM_RENDERER = "netzwerkstatt.kernel.ui.forms.KernRenderer"

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;"
)
if env("NETZWERKSTATT_DATABASE", default=""):
    DATABASES = {"default": env.db_url("NETZWERKSTATT_DATABASE")}
    DATABASES["default"]["CONN_MAX_AGE"] = 60
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "netzwerkstatt.sqlite3",
            "CONN_MAX_AGE": 300,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_VALIDATION = "django.contrib.auth.password_validation."  # noqa: S105
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": PASSWORD_VALIDATION + "UserAttributeSimilarityValidator"},
    {"NAME": PASSWORD_VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": PASSWORD_VALIDATION + "CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/heute/"
ACCOUNT_ADAPTER = "netzwerkstatt.accounts.adapter.ClosedSignup"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Netzwerkstatt: "
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("NETZWERKSTATT_PROXIES", default=1 if PRODUCTION else 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Netzwerkstatt"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = True
if env("NETZWERKSTATT_OIDC_SERVER", default=""):
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "verwaltung",
                    "name": env("NETZWERKSTATT_OIDC_NAME", default="Anmeldung Ihrer Verwaltung"),
                    "client_id": env("NETZWERKSTATT_OIDC_CLIENT"),
                    "secret": env("NETZWERKSTATT_OIDC_SECRET"),
                    "settings": {
                        "server_url": env("NETZWERKSTATT_OIDC_SERVER"),
                        "oauth_pkce_enabled": True,
                    },
                }
            ]
        }
    }
    SOCIALACCOUNT_AUTO_SIGNUP = False
    # A form that is redirected to another origin is held back by form-action; a link is not (decision 0061).
    SOCIALACCOUNT_LOGIN_ON_GET = True
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
    SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

EMAIL_CONFIG = env.email_url("NETZWERKSTATT_MAIL", default=f"filemail:///{DATA}/briefe")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("NETZWERKSTATT_MAIL_FROM", default="Netzwerkstatt <netzwerkstatt@localhost>")

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = DEVELOPMENT
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "sitzung"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_SSL_REDIRECT = env.bool("NETZWERKSTATT_HTTPS", default=PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "netzwerkstatt.kernel.ui.views.form_lapsed"
# Subdomains and preloading are a decision about a whole domain, which this application does not own.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("NETZWERKSTATT_LOG", default="WARNING")},
}
