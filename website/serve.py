"""Serve the website: the public port, and a loopback port for the other processes' calls.

One application on two sockets. Internal paths answer on the internal port alone, which a reverse
proxy never reaches, and still need the shared secret. No access log: it would hold addresses.
"""

from __future__ import annotations

import os
import signal
import socket
import sys

import uvicorn


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; says which port is taken when it is."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError as error:
        raise SystemExit(f"Le port {port} est déjà pris ({error.strerror}). Changez-le dans .env.") from error
    return sock


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("check")

    from website.figures.counting import COUNTS
    from website.unanswered import forgetting

    # uvicorn raises the signal that stopped it again: as an exit, so that what was counted is written.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    COUNTS.start()
    forgetting.start()
    public = listen(settings.ARIANE_HOST, settings.ARIANE_PORT)
    internal = listen("127.0.0.1", settings.INTERNAL_PORT)
    config = uvicorn.Config(
        "website.asgi:application", access_log=False, log_level="warning", server_header=False, lifespan="off"
    )
    uvicorn.Server(config).run(sockets=[public, internal])


if __name__ == "__main__":
    main()
