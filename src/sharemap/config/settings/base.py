"""The embedded service: SQLite, local files, 127.0.0.1. No account, key or service is needed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from sharemap.core.places import PLACES

DATA = PLACES.data
VAR = PLACES.var
# Where editions are kept: a folder. Or a URL such as s3://bucket/prefix for published ones, with copies of them here.
_editions = os.environ.get("SHAREMAP_EDITIONS", "")
EDITIONS_URL = _editions if "://" in _editions or _editions.startswith("file:") else ""
EDITIONS = Path(_editions) if _editions and not EDITIONS_URL else VAR / "editions"
FRONTEND = PLACES.frontend


def _local_secret() -> str:
    """A key of this copy's own, made once and kept beside its database."""
    kept = VAR / "secret-key"
    if not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        new = VAR / f".secret-key-{os.getpid()}"
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        new.replace(kept)
    return kept.read_text(encoding="utf-8")


def _proxies(if_unset: str) -> int:
    """How many proxies of the host's own stand before this service; each adds an address to X-Forwarded-For."""
    return _whole("SHAREMAP_PROXIES", if_unset)


def _whole(name: str, if_unset: str) -> int:
    said = os.environ.get(name, if_unset)
    if not said.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, such as 1; it is “{said}”")
    return int(said)


def _one_of(name: str, if_unset: str, other: str) -> str:
    said = os.environ.get(name, if_unset)
    if said not in (if_unset, other):
        raise ImproperlyConfigured(f"{name} must be {if_unset} or {other}; it is “{said}”")
    return said


# What the public side shows: the preview of the register as it stands, or the latest published edition.
SHOW = _one_of("SHAREMAP_SHOW", "preview", "published")
SECRET_KEY = os.environ.get("SHAREMAP_SECRET_KEY") or _local_secret()
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    # Before allauth, so that its pages and letters have our words.
    "sharemap.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "sharemap.bodies",
    "sharemap.register",
    "sharemap.explore",
    "sharemap.api",
    "sharemap.corrections",
    "sharemap.returns",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # What programs ask goes no further: the rest is for people.
    "sharemap.api.manners.manners",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "sharemap.explore.held.held_pages",
    "sharemap.config.policy.Policy",
    "sharemap.explore.middleware.reading_side",
    "django.middleware.common.CommonMiddleware",
    # These look nothing up until a page asks who is there; only those below /team and /returns do.
    "sharemap.accounts.cookies.at_their_place",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
HELD_BYTES = 64 * 1024 * 1024
"""Room for pages that were made already, compressed, in each process."""
CONTACT = os.environ.get("SHAREMAP_CONTACT", "")
ROOT_URLCONF = "sharemap.config.urls"
WSGI_APPLICATION = "sharemap.config.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "sharemap.explore.context.edition"]
        },
    }
]

_EMBEDDED = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": VAR / "sharemap.sqlite3",
    "OPTIONS": {
        # Who writes takes the turn at the start, and waits for it: what was read inside stays true. No two overlap.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}


def _database() -> Mapping[str, object]:
    """SQLite in a file of our own, unless DATABASE_URL names a server."""
    if not os.environ.get("DATABASE_URL"):
        return _EMBEDDED
    try:
        # A connection that went with the database is found and made anew; one that is not answered is given up.
        server = dj_database_url.config(conn_max_age=60, conn_health_checks=True)
    except ValueError as unreadable:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {unreadable}") from unreadable
    if server["ENGINE"] == "django.db.backends.postgresql":
        server["OPTIONS"] = {"connect_timeout": 5, **server.get("OPTIONS", {})}
    return {**server}


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [FRONTEND]
# A page that says what went wrong must come even where the static files were not collected.
WHITENOISE_MANIFEST_STRICT = False
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
# Catalogues of translations: the front end's build compiles them from src/sharemap/locale.
LOCALE_PATHS = [FRONTEND / "locale"]

# The team's cookies are sent to the team's pages and to no others; those of people who answer for a body, below
# /returns (sharemap.accounts.cookies).
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/team"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Signed in for a working day at most, and for two hours while nothing is done: sharemap.corrections.sessions.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE = 2 * 60 * 60
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "sharemap.corrections.views.answers.forged"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# What may come in within an hour; sign-ins count where they fail, by address and by name.
PROPOSALS_FROM_ONE_ADDRESS = 10
PROPOSALS_IN_ALL = 200
SIGN_IN_FAILURES = 10
CODES_FROM_ONE_PLACE = 60
CODES_FOR_ONE_ADDRESS = 6
PROXIES = _proxies("0")
# Requests to the API from one address within a minute, counted by each process; 0: no limit.
API_PER_MINUTE = _whole("SHAREMAP_API_PER_MINUTE", "0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}}
# The team's form of an arrangement with many members has thousands of cells. No form takes files.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = ["sharemap.returns.receiving.OfReturns"]

# Those who answer for a body sign in with a code by e-mail and have no password.
LOGIN_URL = "/returns/sign-in"
LOGIN_REDIRECT_URL = "/returns"
ACCOUNT_ADAPTER = "sharemap.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = False
# Ours count in the database, for all processes together: sharemap.corrections.limits.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3

# Passkeys of the team: offered, or required of each. Those who answer for a body have codes, and no passkeys.
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
TEAM_PASSKEYS_REQUIRED = _one_of("SHAREMAP_TEAM_PASSKEYS", "offered", "required") == "required"
# Names and addresses of who answers are forgotten so many months after their last sign-in or seat, letters that were
# written to files after so many days: sharemap forget.
FORGET_AFTER_MONTHS = _whole("SHAREMAP_FORGET_AFTER_MONTHS", "24")
KEEP_LETTERS_DAYS = 30

# Mail is written to files until a host names its server: SHAREMAP_SMTP=smtps://name:password@host:465
SITE = os.environ.get("SHAREMAP_SITE", "http://127.0.0.1:8000").rstrip("/")
"""What links in mail begin with."""
DEFAULT_FROM_EMAIL = os.environ.get("SHAREMAP_MAIL_FROM", "register@localhost")
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_TIMEOUT = 20
if os.environ.get("SHAREMAP_SMTP"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    _server = urlsplit(os.environ["SHAREMAP_SMTP"])
    EMAIL_HOST, EMAIL_PORT = _server.hostname or "", _server.port or (465 if _server.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_server.username or ""), unquote(_server.password or "")
    EMAIL_USE_SSL = _server.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
