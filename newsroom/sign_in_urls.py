"""Addresses of signing in: and one's own account; they stand before the admin's own pages."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from newsroom.views import account, signing_in

app_name = "sign_in"

urlpatterns = [
    path("login/", signing_in.SignIn.as_view(), name="password"),
    path("login/buoc-hai/", signing_in.code, name="code"),
    path("login/cai-dat/", signing_in.set_up, name="set_up"),
    path("account/", require_admin_access(account.PersonAccountView.as_view()), name="account"),
]
