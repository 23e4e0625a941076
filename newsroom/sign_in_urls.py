"""Addresses of signing in: they stand before the admin's own, for nobody is signed in there yet."""

from django.urls import path

from newsroom.views import signing_in

app_name = "sign_in"

urlpatterns = [
    path("login/", signing_in.SignIn.as_view(), name="password"),
    path("login/buoc-hai/", signing_in.code, name="code"),
    path("login/cai-dat/", signing_in.set_up, name="set_up"),
]
