"""What the public chat tells the rest of the website. The chat knows none of its listeners.

Nothing of what a visitor wrote is sent, but for ``message_kept``: the one message they agreed to keep.
"""

from __future__ import annotations

from django.dispatch import Signal

conversation_started = Signal()
"""A conversation began. No argument."""

turn_answered = Signal()
"""A message was answered: topics, risks, language, unsure (not understood), reduced (assistant down)."""

message_kept = Signal()
"""A visitor agreed to keep one message: text."""
