"""The administrator's list of people, with their names as one field and their office."""

from typing import Any

from wagtail.users.views.users import IndexView, UserViewSet

from newsroom.people_forms import PersonCreationForm, PersonEditForm


class PeopleIndexView(IndexView):
    """Search and order by full name."""

    search_fields = frozenset({"username", "full_name", "email", "office"})

    def order_queryset(self, queryset: Any) -> Any:
        """Order by name: the given name comes last in a Vietnamese name, so plain order is by family name."""
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering.replace("name", "full_name"))
        return super().order_queryset(queryset)


class PeopleViewSet(UserViewSet):
    """People and their roles."""

    index_view_class = PeopleIndexView

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return our forms."""
        return PersonEditForm if for_update else PersonCreationForm
