"""Two people at the same moment: nothing that SQLite's single writer hides."""

from __future__ import annotations

from typing import Any

from tests.conversations.publishing import decided, manage, within_two_seconds

_AT_ONCE = """
import threading, time
from django.db import connection, transaction

written = threading.Event()

def rename(id_, name):
    service = Service.objects.get(pk=id_)
    service.name = name
    service.save_revision().publish()

def first():
    with transaction.atomic():
        rename("violences-femmes-info-3919", "3919 (première)")
        written.set()
        time.sleep(1)
    connection.close()

def second():
    written.wait()
    rename("suicide-3114", "3114 (seconde)")
    connection.close()

people = [threading.Thread(target=person) for person in (first, second)]
[person.start() for person in people]
[person.join() for person in people]
"""

_TWO_MODELS = """
import threading
from django.db import connection, transaction
from website.published import trained
from website.published.models import TrainedModel

State = TrainedModel.State
trained.checksum_of = lambda path: "same"
trained.file_of = lambda model: None
old, one, two = [
    TrainedModel.objects.create(name=f"essai-{n}", checksum="same", base="same", size=1, state=state)
    for n, state in enumerate((State.IN_USE, State.CANDIDATE, State.CANDIDATE))
]
used = threading.Event()

def first():
    with transaction.atomic():
        trained.use(one)
        used.set()
        threading.Event().wait(0.5)
    connection.close()

def second():
    used.wait()
    trained.use(two)
    connection.close()

people = [threading.Thread(target=person) for person in (first, second)]
[person.start() for person in people]
[person.join() for person in people]
print(json.dumps(list(TrainedModel.objects.filter(state=State.IN_USE).values_list("name", flat=True))))
TrainedModel.objects.filter(name__startswith="essai-").delete()
"""


def test_two_people_who_publish_at_once_are_both_read_by_visitors(stack: Any, chat: Any) -> None:
    manage(stack, _AT_ONCE)
    state, note, problems, _ = decided(stack)
    assert state == "live", (state, note, problems)
    assert within_two_seconds(chat, "3919 (première)", "j'en peux plus")
    assert within_two_seconds(chat, "3114 (seconde)", "je veux mourir")


def test_two_people_who_choose_a_model_at_once_leave_one_in_use(stack: Any) -> None:
    assert manage(stack, _TWO_MODELS) == ["essai-2"]
