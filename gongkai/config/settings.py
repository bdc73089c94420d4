"""The wiring of one instance; every value a place may set is read from the environment."""

import os
import secrets
from pathlib import Path

from gongkai.config.database import database
from gongkai.config.patterns import pattern

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("GONGKAI_HOME", ROOT / "var"))
HOME.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The instance's own key, made at the first start and kept beside its data."""
    path = HOME / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


SECRET_KEY = os.environ.get("GONGKAI_SECRET_KEY") or _secret_key()
DEBUG = os.environ.get("GONGKAI_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("GONGKAI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "gongkai.work.org",
    "gongkai.work.journal",
    "gongkai.work.files",
    "gongkai.work.ledger",
    "gongkai.work.records",
    "gongkai.work.search",
    "gongkai.work.foi",
    "gongkai.work.decisions",
    "gongkai.work.evaluations",
    "gongkai.work.responses",
    "gongkai.work.inspection",
    "gongkai.work.reporting",
    "gongkai.faces.ui",
    "gongkai.faces.desk",
    "gongkai.faces.portal",
    "gongkai.faces.exchange",
    "gongkai.faces.jobs",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "gongkai.faces.ui.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Deny by default: a page is closed unless its view says @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.faces.ui.context.site",
                "gongkai.faces.desk.context.desk",
            ]
        },
    }
]
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "org.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/desk/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/desk/login/"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Uploads: small ones stay in memory, larger ones go to disk; the size is refused in the form.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
GONGKAI_UPLOAD_LIMIT = int(os.environ.get("GONGKAI_UPLOAD_LIMIT") or 50 * 1024 * 1024)
GONGKAI_FILES = HOME / "files"
# Word and PDF copies of what is public, made once each; the folder may be emptied at any time.
GONGKAI_COPIES = HOME / "copies"
# A table or archive of many documents that is imported at once.
GONGKAI_IMPORT_LIMIT = int(os.environ.get("GONGKAI_IMPORT_LIMIT") or 500 * 1024 * 1024)

# How many workdays each of the three reviews may take; no law says so, a place decides.
GONGKAI_REVIEW_WORKDAYS = int(os.environ.get("GONGKAI_REVIEW_WORKDAYS") or 2)

# The form of the 登记号 of normative documents, as a regular expression; empty: the usual one.
GONGKAI_REGISTRATION_PATTERN = pattern(
    "GONGKAI_REGISTRATION_PATTERN", os.environ.get("GONGKAI_REGISTRATION_PATTERN", "")
)

# The publication log: the file with the signing key (empty: made under HOME at first use), and
# the hash, sha256 or sm3, which is chosen before the first entry and never again.
# The key that seals who asked for information; empty: foi_key.bin beside the data.
GONGKAI_FOI_KEY = os.environ.get("GONGKAI_FOI_KEY", "")
# How many requests the public form takes from one applicant in an hour, and for one organisation
# in a day; more come in by post, mail or at the counter. No law says so, a place decides.
GONGKAI_FOI_HOURLY = int(os.environ.get("GONGKAI_FOI_HOURLY") or 20)
GONGKAI_FOI_DAILY = int(os.environ.get("GONGKAI_FOI_DAILY") or 500)
GONGKAI_LOG_KEY = os.environ.get("GONGKAI_LOG_KEY", "")
GONGKAI_LOG_HASH = os.environ.get("GONGKAI_LOG_HASH", "")

# How many years closed requests are kept, and how many workdays their review for proactive
# disclosure may take; 0: the defaults of rules/data/foi_after.toml. No law gives either number.
GONGKAI_FOI_KEEP_YEARS = int(os.environ.get("GONGKAI_FOI_KEEP_YEARS") or 0)
GONGKAI_FOI_REVIEW_WORKDAYS = int(os.environ.get("GONGKAI_FOI_REVIEW_WORKDAYS") or 0)

SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("GONGKAI_HTTPS") == "1"
# The proxy in front speaks HTTPS for us; feeds and site maps write whole addresses.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "gongkai.faces.ui.errors.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60

# The seven elements of every footer (政府网站发展指引 附件). An office sets its own.
GONGKAI_SITE = {
    "name": os.environ.get("GONGKAI_SITE_NAME", "青禾区政务公开"),
    "organiser": os.environ.get("GONGKAI_SITE_ORGANISER", "青禾区人民政府办公室"),
    "contact": os.environ.get("GONGKAI_SITE_CONTACT", "0000-1234567"),
    "site_code": os.environ.get("GONGKAI_SITE_CODE", "9900000000"),
    "icp": os.environ.get("GONGKAI_SITE_ICP", "示ICP备00000000号"),
    "police": os.environ.get("GONGKAI_SITE_POLICE", "示公网安备99000000000000号"),
    # Empty: the host that was asked for. Feeds name their entries by it, so set it once.
    "domain": os.environ.get("GONGKAI_SITE_DOMAIN", ""),
}
# The server that sends mail; without one nobody is told by mail, and the desk says so.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"
EMAIL_USE_SSL = os.environ.get("EMAIL_USE_SSL") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "gongkai@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
