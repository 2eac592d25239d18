"""Settings of the website, read once from the environment (.env); see .env.example."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from dotenv import load_dotenv

ROOT = Path(__file__).resolve().parent.parent
load_dotenv(ROOT / ".env")
VAR = Path(os.environ.get("ARIANE_VAR", ROOT / "var"))
VAR.mkdir(parents=True, exist_ok=True)


def _flag(name: str, default: str = "0") -> bool:
    value = os.environ.get(name, default)
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} doit être 0 ou 1, pas « {value} »")
    return value == "1"


def _number(name: str, default: int) -> int:
    value = os.environ.get(name, "") or str(default)
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} doit être un nombre entier, pas « {value} »")
    return int(value)


def _list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


DEBUG = _flag("ARIANE_DEBUG")
DEMO_SECRET = "demo-not-secret"
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY", DEMO_SECRET if DEBUG else "")
INTERNAL_SECRET = os.environ.get("INTERNAL_SECRET", DEMO_SECRET if DEBUG else "")
ALLOWED_HOSTS = _list("ALLOWED_HOSTS", "localhost,127.0.0.1")
EMBED_ORIGINS = _list("EMBED_ORIGINS")

ARIANE_HOST = os.environ.get("ARIANE_HOST", "0.0.0.0")
ARIANE_PORT = _number("ARIANE_PORT", 8000)
INTERNAL_PORT = _number("INTERNAL_PORT", 8001)
RASA_URL = os.environ.get("RASA_URL", f"http://127.0.0.1:{_number('RASA_PORT', 5005)}")
ACTIONS_URL = os.environ.get("ACTIONS_URL", f"http://127.0.0.1:{_number('ACTIONS_PORT', 5055)}")
CONVERSATION_TTL = _number("CONVERSATION_TTL", 1800)
RATE_LIMIT = _number("ARIANE_RATE_LIMIT", 30)
EXIT_URL = os.environ.get("EXIT_URL", "https://meteofrance.com/")
# Sites a person may have open for any reason: no search engine, nothing personalised.
EXIT_SITES = ("https://meteofrance.com/", "https://www.service-public.fr/", "https://www.wikipedia.org/")
ASSISTANT_TIMEOUT = 8.0
MAX_TEXT = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

INSTALLED_APPS = [
    "website.published.apps.PublishedConfig",
    "website.assistant.apps.AssistantConfig",
    "website.chat.apps.ChatConfig",
    "website.directory.apps.DirectoryConfig",
    "website.pages.apps.PagesConfig",
    "website.widget.apps.WidgetConfig",
    "website.editorial.apps.EditorialConfig",
    "website.cases.apps.CasesConfig",
    "website.figures.apps.FiguresConfig",
    "website.unanswered.apps.UnansweredConfig",
    "website.console.apps.ConsoleConfig",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    # Last: it fills the roles with the permissions of all the others.
    "website.accounts.apps.AccountsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "website.pages.middleware.PrivacyHeaders",
    "website.pages.middleware.OwnNotFound",
    "website.pages.middleware.NoNulCharacter",
    "website.chat.middleware.EmbedOrigins",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "website.accounts.middleware.StaffSession",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "website.urls"
ASGI_APPLICATION = "website.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "website.pages.context.site",
                "website.console.context.menu",
            ]
        },
    }
]

DATABASE_URL = os.environ.get("DATABASE_URL", "") or f"sqlite:///{VAR / 'ariane.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets the site read while somebody publishes.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 10,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A database that does not answer must not hold a visitor: the published copy answers instead.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")


def _cache(name: str, in_redis: bool = False, **more: Any) -> dict[str, Any]:
    if not in_redis:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name, **more}
    # A Redis that does not answer must cost a visitor two seconds, not the whole wait of a connection.
    waits = {"socket_connect_timeout": 1, "socket_timeout": 2}
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": f"ariane:{name}",
        **more,
        "OPTIONS": waits,
    }


CACHES = {
    "default": _cache("default"),
    # Rate limits stay in this process's memory: no address is written anywhere, not even hashed.
    "limits": _cache("limits", OPTIONS={"MAX_ENTRIES": 50_000}),
    # Failed logins of an account name: a count under a digest, gone after 15 minutes.
    "logins": _cache("logins", bool(REDIS_URL)),
    "conversations": _cache(
        "conversations", bool(REDIS_URL), TIMEOUT=CONVERSATION_TTL, OPTIONS={"MAX_ENTRIES": 20_000}
    ),
}

# Work in the background: publications, test cases, training. One worker a queue (deploy/supervisord.conf).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "training"]}}

# Mail to staff, never to visitors. Without a sender none goes out; without a server, in DEBUG, it is printed.
EMAIL_FROM = os.environ.get("EMAIL_FROM", "")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = _number("EMAIL_PORT", 587)
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = EMAIL_FROM or "ariane@localhost"
_MAIL = "smtp" if EMAIL_FROM and EMAIL_HOST else "console" if EMAIL_FROM and DEBUG else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_MAIL}.EmailBackend"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"

WAGTAIL_SITE_NAME = "Ariane"
WAGTAILADMIN_BASE_URL = os.environ.get("PUBLIC_URL", f"http://localhost:{ARIANE_PORT}")
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# No mail server is assumed: a superuser gives a new password.
WAGTAIL_PASSWORD_RESET_ENABLED = False

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "website.chat.problems.handle",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Ariane",
    "DESCRIPTION": "Le dialogue public et l'annuaire.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENFORCE_NON_BLANK_FIELDS": True,
    "PREPROCESSING_HOOKS": ["website.chat.schema.public_only"],
}

SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "SAMEORIGIN"

# Since the last click; the hard end is SESSION_COOKIE_AGE after the login.
STAFF_IDLE_SECONDS = 30 * 60

LOGIN_URL = "accounts:login"
CSRF_FAILURE_VIEW = "website.console.views.stale"
WAGTAILADMIN_LOGIN_URL = "/equipe/connexion"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("UserAttributeSimilarityValidator", {}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
OTP_TOTP_ISSUER = "Ariane"
# Five failed logins block an account name for 15 minutes. Counts live in the cache « logins »: no address,
# no browser and nothing typed is stored, in no table.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_CACHE = "logins"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "website.accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = [
    "axes.W001",  # the memory of the one website process is meant; several processes share Redis
    "axes.W006",  # by account name alone is meant: an attacker's many addresses share one count
]

_FORMAT = (
    '{"time":"%(asctime)s","level":"%(levelname)s","logger":"%(name)s","message":"%(message)s"}'
    if _flag("LOG_JSON")
    else "website %(levelname)s %(name)s %(message)s"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": _FORMAT}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own request log holds paths only; debug pages and SQL stay out.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
        "urllib3": {"level": "ERROR"},
        # Its lines hold names and addresses of whoever fails to log in.
        "axes": {"level": "ERROR"},
        # One line an indexed row is no news.
        "django_tasks": {"level": "ERROR"},
        # Wagtail formats our text keys as numbers in its own log; its audit log in the database is unaffected.
        "wagtail": {"level": "WARNING"},
    },
}
