"""Plugs our rules into Wagtail's own views."""

from wagtail import hooks

from cms.public import documents

hooks.register("before_serve_document", documents.refuse_unreleased)
