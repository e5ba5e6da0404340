"""The background process beside the server: queued tasks, and once in a while what is due."""

import os
import signal
import subprocess
import sys
import time

PAUSE = 300


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netzwerkstatt.config.settings")
    import django

    django.setup()
    from django.db import close_old_connections

    from netzwerkstatt.kernel.files.actions import clear_staged
    from netzwerkstatt.kernel.mail.actions import send_due
    from netzwerkstatt.practice.actions.telling import clear_deleted
    from netzwerkstatt.practice.vorlagen.actions import clear_deleted_templates
    from netzwerkstatt.search.keeping import put_search_letters

    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
    worker = subprocess.Popen([sys.executable, "-m", "django", "db_worker", "--interval", "5"])
    try:
        while worker.poll() is None:  # until the server ends, or Ctrl+C
            close_old_connections()
            put_search_letters()
            send_due()
            clear_deleted()
            clear_deleted_templates()
            clear_staged()
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        return
    finally:
        worker.terminate()
        worker.wait()


if __name__ == "__main__":
    main()
