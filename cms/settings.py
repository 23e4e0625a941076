"""Settings, read from the environment; a checkout runs without any."""

from pathlib import Path

from cms import env, keys

BASE = Path(__file__).resolve().parent.parent
VAR = Path(env.text("LOAXA_VAR", str(BASE / "var")))
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("LOAXA_DEBUG", False)
SECRET_KEY = keys.secret(VAR / "keys" / "django-secret", env.text("LOAXA_SECRET_KEY", ""))
ALLOWED_HOSTS = env.words("LOAXA_HOSTS", "localhost,127.0.0.1,[::1]")
PORT = env.integer("PORT", 8000)
DOORBELL_PORT = env.integer("LOAXA_DOORBELL_PORT", -1)
DOORBELL_SECRET = keys.secret(VAR / "keys" / "doorbell-secret", "")
# Beside the doorbell, its process may ring through an MQTT broker: as the station reaches it, and as devices do.
MQTT_URL = env.broker("LOAXA_MQTT_URL", is_ours=True)
MQTT_DEVICES = env.broker("LOAXA_MQTT_DEVICES")
MQTT_FILES = env.text("LOAXA_MQTT_FILES", "")
BASE_URL = env.text("LOAXA_URL", f"http://localhost:{PORT}")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
SECURE_COOKIES = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (
    ("__Host-session", "__Host-csrf") if SECURE_COOKIES else ("sessionid", "csrftoken")
)
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if SECURE_COOKIES else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
# How many proxies of ours stand before the web server: only what they add to X-Forwarded-For is believed.
TRUSTED_PROXIES = env.integer("LOAXA_PROXIES", 0)
# "offered": whoever wants it; "required": leaders and administrators, from their next sign-in on.
TWO_FACTOR = env.one_of("LOAXA_TWO_FACTOR", "offered", ("offered", "required"))
OTP_TOTP_ISSUER = "Loa Xã"
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = (
    0  # newsroom.security.guessing counts, for all doors alike
)

INSTALLED_APPS = [
    "cms",
    "broadcast",
    "newsroom",
    "wagtail.embeds",
    "wagtail.sites",
    "newsroom.users_app.PeopleAppConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_q",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.caching.middleware.PageCache",
    "broadcast.devices.door.device_door",
    "django.middleware.security.SecurityMiddleware",
    "cms.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.security.middleware.SessionWatch",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "cms.mended_templates.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.public.context.commune",
            ],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "newsroom.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = USE_TZ = True
LOCALE_PATHS = [BASE / "cms" / "locale", BASE / "locale_wagtail"]
FORMAT_MODULE_PATH = ["cms.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE / "cms" / "static", VAR / "assets"]
for folder in (VAR / "assets", STATIC_ROOT):
    folder.mkdir(exist_ok=True)
# Public pages kept in the memory of each web process; 0 keeps none.
PAGE_CACHE_BYTES = env.integer("LOAXA_PAGE_CACHE_MB", 24) * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cms.static_names.NamedByContent"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/cms/.*\.[0-9a-f]{12}\.\w+$"
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = Path(env.text("LOAXA_MEDIA", str(BASE / "media")))
MEDIA_URL = "/media/"
# Sound and board pictures for devices are served one by one, after the release question, never as plain files.
BROADCAST_MEDIA = MEDIA_ROOT / "broadcast"
FROZEN_MEDIA = MEDIA_ROOT / "frozen"
# One line for each link of the chain, beside the database and apart from it: a cut tail shows.
CHAIN_WITNESS = VAR / "chain-witness.txt"
KEY_DIRECTORY = Path(env.text("LOAXA_KEYS", str(VAR / "keys")))
# The voice that needs no network: the one before approval, and the one when a service does not answer.
OFFLINE_VOICE = env.text("LOAXA_OFFLINE_VOICE", "house-female")
SECOND_HEARING = env.flag("LOAXA_SECOND_HEARING", True)
# Sentences already spoken, and voices installed from a model.
SPOKEN_SENTENCES = VAR / "spoken"
INSTALLED_VOICES = VAR / "voices"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

WAGTAIL_SITE_NAME = "Loa Xã"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "newsroom.login.LoginForm"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "newsroom.SourceDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_DOCUMENT_FORM_BASE = "newsroom.document_form.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["docx", "txt", "pdf", "mp4", "webm", "vtt"]
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAIL_FINISH_WORKFLOW_ACTION = "newsroom.finish.publish_approved"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# The rows are the truth, the queue only wakes a stage up: a lost task is a delay, never a loss.
Q_CLUSTER = {
    "name": "loaxa",
    "label": "Việc nền",
    "workers": env.integer("LOAXA_WORKERS", 1),
    "recycle": 200,
    "max_rss": 175_000,  # kB; a fresh one has 142,000, nearly all shared: who made pictures or sound is replaced
    "timeout": 600,
    "retry": 900,
    "max_attempts": 1,
    "poll": 0.5,
    "queue_limit": 50,
    "bulk": 1,
    "catch_up": False,
    "save_limit": 500,
    "ack_failures": True,
    "orm": "default",
}

# Mail: to the console until a server, or a backend, is named. Reminders go out only then, or when hours are named.
EMAIL_HOST = env.text("LOAXA_EMAIL_HOST", "")
EMAIL_BACKEND = env.text(
    "LOAXA_EMAIL_BACKEND", f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
)
EMAIL_PORT = env.integer("LOAXA_EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("LOAXA_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("LOAXA_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("LOAXA_EMAIL_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("LOAXA_EMAIL_FROM", EMAIL_HOST_USER or "loaxa@localhost")
REMIND_HOURS = env.integer(
    "LOAXA_REMIND_HOURS", 4 if EMAIL_HOST or env.text("LOAXA_EMAIL_BACKEND", "") else 0
)
# Leaders' own devices need no mail server; the same variable, named 0, switches both off.
PUSH_REMIND_HOURS = env.integer("LOAXA_REMIND_HOURS", 4)
# The push services of Chrome, Firefox, Safari and Edge. Nothing else is ever called with a notice.
PUSH_SERVICES = env.words(
    "LOAXA_PUSH_SERVICES",
    "fcm.googleapis.com,jmt17.google.com,updates.push.services.mozilla.com,web.push.apple.com,"
    "*.push.apple.com,*.notify.windows.com",
)
PUSH_MOST_TELEPHONES = env.integer("LOAXA_PUSH_MOST", 20_000)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # A box that waits for its code asks every few seconds and is refused: no reason to fill the log.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOAXA_LOG_LEVEL", "WARNING")},
}
