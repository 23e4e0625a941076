"""Wagtail's templates, with the few English words that it wrote into them opened for translation."""

from django.template import Origin
from django.template.loaders import app_directories

REPAIRS = {
    "wagtailadmin/shared/header.html": {'value="Search"': "value=\"{% translate 'Search' %}\""},
    "wagtailadmin/shared/headers/_actions.html": {
        'aria-label="Actions"': "aria-label=\"{% translate 'Actions' %}\""
    },
    "wagtailembeds/embed_editor.html": {
        word: f"{{% translate '{word}' %}}" for word in ("Provider:", "Author:")
    },
    "wagtailusers/groups/includes/formatted_permissions.html": {
        f"{{{{ {name} }}}}": f"{{% translate {name} %}}"
        for name in (f"content_perms_dict.{act}.perm.name" for act in ("add", "change", "delete"))
    },
    "wagtailusers/groups/includes/page_permissions_form.html": {
        "{{ option.choice_label }}": "{% translate option.data.value.instance.name %}"
    },
}
"""Template -> what is written there, what we read instead. A test finds each in the installed Wagtail."""


class Loader(app_directories.Loader):
    """Loads the templates of apps and repairs those that need it."""

    def get_contents(self, origin: Origin) -> str:
        """Return the template's source."""
        source = super().get_contents(origin)
        repairs = REPAIRS.get(str(origin.template_name), {})
        if not repairs:
            return source
        for written, wanted in repairs.items():
            source = source.replace(written, wanted)
        return "{% load i18n %}" + source
