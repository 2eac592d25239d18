"""Trained models: putting to work, going back, the page; and Rasa's model server protocol."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.utils import timezone

from tests.website.models_cast import Commands, model
from website.published import trained
from website.published.model_views import comparison
from website.published.models import Learning, TrainedModel, Training
from website.published.trained import NotUsable

State = TrainedModel.State


def test_putting_to_work_and_going_back_are_one_step_each(folder: Path) -> None:
    first, second = model("first", b"1"), model("second", b"2")
    trained.use(first)
    trained.use(second)
    assert trained.served() == (trained.file_of(second), second.checksum)
    trained.use(first)
    assert trained.served()[1] == first.checksum
    own = trained.original()
    assert own is not None
    trained.use(own)
    assert trained.served()[0] == trained.ORIGINAL
    assert TrainedModel.objects.filter(state=State.IN_USE).count() == 1


def test_a_damaged_or_lost_model_is_not_put_to_work(folder: Path) -> None:
    made = model("made")
    trained.file_of(made).write_bytes(b"half a model")
    with pytest.raises(NotUsable, match="abîmé"):
        trained.use(made)
    trained.file_of(made).unlink()
    with pytest.raises(NotUsable, match="manque"):
        trained.use(made)


def test_after_an_upgrade_the_programme_answers_with_its_own_model(folder: Path) -> None:
    made = model("made")
    trained.use(made)
    trained.ORIGINAL.write_bytes(b"another programme")
    assert trained.served()[0] == trained.ORIGINAL
    with pytest.raises(NotUsable, match="autre version"):
        trained.use(made)


def test_the_model_server_speaks_rasas_protocol(folder: Path, client: Client, settings: Any) -> None:
    made = model("made")
    trained.use(made)
    right = {"SERVER_PORT": str(settings.INTERNAL_PORT)}
    secret = {"x-ariane-secret": settings.INTERNAL_SECRET}
    assert client.get("/internal/model", **right).status_code == 404
    assert client.get("/internal/model", headers=secret).status_code == 404
    sent = client.get("/internal/model", headers=secret, **right)
    assert sent.status_code == 200 and sent["ETag"] == made.checksum and sent["filename"] == "made.tar.gz"
    assert io.BytesIO(b"".join(sent.streaming_content)).getvalue() == b"new"
    again = client.get("/internal/model", headers={**secret, "if-none-match": made.checksum}, **right)
    assert again.status_code == 204
    trained.ORIGINAL.unlink()
    TrainedModel.objects.all().delete()
    assert client.get("/internal/model", headers=secret, **right).status_code == 204


def test_models_are_compared_figure_by_figure(folder: Path) -> None:
    one, two = model("one"), model("two", b"2")
    one.figures = {"cases": {"hits": 9, "of": 10, "vital": []}, "held_out": {"noticed:viol-recent": {"hits": 1, "of": 4}}}  # fmt: skip
    rows = {row["name"]: row["cells"] for row in comparison([one, two])}
    assert rows["Cas de test réussis"] == ["90,0 % (9/10)", "—"]
    assert rows["Danger remarqué : viol-recent"] == ["25,0 % (1/4)", "—"]


@pytest.mark.parametrize(("group", "may"), [("administration", True), ("redaction", False)])
def test_only_administration_teaches_and_chooses(
    group: str, may: bool, commands: Commands, assistant: Any
) -> None:
    user = User.objects.create_user("someone", password="x")
    user.groups.add(Group.objects.get(name=group))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    made = model("made")
    page = client.get("/admin/modeles/")
    assert page.status_code == (200 if may else 302)
    if may:
        assert "Mettre made en service" in page.content.decode()
    client.post("/admin/modeles/en-service/", {"name": "made"})
    made.refresh_from_db()
    assert (made.state == State.IN_USE) is may
    client.post("/admin/modeles/reapprendre/")
    assert Training.objects.exists() is may
    client.post("/admin/modeles/automatique/", {"automatic": "on"})
    assert Learning.is_automatic() is may


def test_the_page_says_who_put_which_model_to_work(
    folder: Path, admin_client: Client, assistant: Any
) -> None:
    own, made = trained.original(), model("made")
    admin_client.post("/admin/modeles/en-service/", {"name": "made"})
    page = admin_client.get("/admin/modeles/").content.decode()
    assert f"<strong>made</strong>, par admin, à la place de {own}" in page
    assert f"Revenir à {own}" in page, "the programme's own model is one click away too"
    assert f"Il prend {made} dans quelques secondes" in page, "the assistant still answers with another"
    report = admin_client.get("/admin/reports/site-history/").content.decode()
    assert "Mis en service" in report


def test_the_page_says_when_nothing_works_on_trainings(
    folder: Path, admin_client: Client, assistant: Any
) -> None:
    Training.objects.create()
    assert "Rien ne commence" not in admin_client.get("/admin/modeles/").content.decode()
    Training.objects.update(started_at=timezone.now() - timedelta(minutes=1))
    assert "Rien ne commence" in admin_client.get("/admin/modeles/").content.decode()


def test_stopping_a_finished_training_says_that_it_was_finished(
    folder: Path, admin_client: Client, assistant: Any
) -> None:
    made = Training.objects.create(state=Training.State.DONE)
    page = admin_client.post(f"/admin/modeles/arreter/{made.pk}/", follow=True).content.decode()
    assert "était déjà fini" in page
    made.refresh_from_db()
    assert made.state == Training.State.DONE
