"""Addresses of signing in: and one's own account; they stand before the admin's own pages."""

from django.urls import path
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LogoutView

from newsroom.views import account, signing_in

app_name = "sign_in"

urlpatterns = [
    path("login/", signing_in.SignIn.as_view(), name="password"),
    path("login/buoc-hai/", signing_in.code, name="code"),
    path("login/cai-dat/", signing_in.set_up, name="set_up"),
    # Wagtail's takes the cookie away even when it is only opened, which a picture on another site could do.
    path("logout/", require_POST(LogoutView.as_view()), name="sign_out"),
    path("account/", require_admin_access(account.PersonAccountView.as_view()), name="account"),
]
