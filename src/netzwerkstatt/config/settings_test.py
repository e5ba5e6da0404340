"""Settings for the tests: the real ones, in memory, without files."""

from netzwerkstatt.config.settings import *  # noqa: F403

MODE = "development"
DEVELOPMENT = True
DEBUG = False
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
ACCOUNT_RATE_LIMITS = {}
SECURE_SSL_REDIRECT = False
ALLOWED_HOSTS = ["*"]
if env.bool("NETZWERKSTATT_TEST_FILE", default=False):  # noqa: F405
    # A browser and a test share the database from two threads: a file with its journal, as in operation.
    DATABASES["default"]["TEST"] = {"NAME": DATA / "journeys.sqlite3"}  # noqa: F405
