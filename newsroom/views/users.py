"""The administrator's list of people, with their names as one field and their office."""

from typing import Any

from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from newsroom.people_forms import PersonCreationForm, PersonEditForm


class PeopleIndexView(IndexView):
    """Search and order by full name."""

    search_fields = frozenset({"username", "full_name", "email", "office"})

    def order_queryset(self, queryset: Any) -> Any:
        """Order by name: the given name comes last in a Vietnamese name, so plain order is by family name."""
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering.replace("name", "full_name"))
        return super().order_queryset(queryset)


class PersonCreateView(CreateView):
    """Only who has every right gives every right."""

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Return the form; what is closed there keeps its value, whatever is posted."""
        form = super().get_form(*args, **kwargs)
        form.fields["is_superuser"].disabled = not self.request.user.is_superuser
        return form


class PersonEditView(EditView):
    """Nobody changes their own roles, and only who has every right gives it or changes who has it."""

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Return the form; what is closed there keeps its value, whatever is posted."""
        form = super().get_form(*args, **kwargs)
        if "is_superuser" in form.fields:
            form.fields["is_superuser"].disabled = not self.request.user.is_superuser
        form.fields["groups"].disabled = self.editing_self
        return form


class PeopleViewSet(UserViewSet):
    """People and their roles."""

    index_view_class = PeopleIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return our forms."""
        return PersonEditForm if for_update else PersonCreationForm
