"""What the background process does for the outbox."""

from django_tasks import task

from netzwerkstatt.kernel.mail.actions import send_due


@task()
def send_letters() -> int:
    """Send what is due; returns the number of mails."""
    return send_due()
