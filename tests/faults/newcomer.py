"""One story more in a running station's database (``python -m tests.faults.newcomer``): founds it when it is empty.

Prints the number of the submission; the running workers have to do the rest.
"""

import os
import sys

import django


def main() -> None:
    """Found the commune when there is none, and submit and approve one story."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - nothing of Django before it is set up

    from newsroom import workflow  # noqa: PLC0415
    from newsroom.models import User  # noqa: PLC0415
    from tests.broadcast import commune  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    ground = commune.founded() if User.objects.exists() else commune.found()
    submission = ground.submit(title="Tin mới", on_air=True)
    workflow.approve(submission, ground.leader)
    sys.stdout.write(f"{submission.pk}\n")


if __name__ == "__main__":
    main()
