"""Start the action server: loopback only, no CORS, and no message text in any log or error."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from types import TracebackType

import structlog
from dotenv import load_dotenv
from rasa_sdk.endpoint import create_app
from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

logger = logging.getLogger(__name__)


def build() -> Sanic:
    """Return the application, its error replies stripped of what the visitor wrote."""
    app = create_app("actions", cors_origins="")

    @app.exception(Exception)
    async def failed(request: Request, exception: Exception) -> HTTPResponse:
        logger.error("action failed: %s", type(exception).__name__, exc_info=_without_values(exception))
        return json({"error": type(exception).__name__}, status=500)

    return app


def _without_values(exception: Exception) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    """Return what traceback prints: the places in the code, never the exception's own text."""
    return type(exception), Exception(), exception.__traceback__


def main() -> None:
    load_dotenv(Path(__file__).resolve().parent.parent / ".env")
    logging.basicConfig(level=logging.INFO, format="actions %(levelname)s %(message)s")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    from actions.knowledge_store import STORE

    STORE.start()
    build().run("127.0.0.1", int(os.environ.get("ACTIONS_PORT", "5055")), workers=1, access_log=False)


if __name__ == "__main__":
    main()
