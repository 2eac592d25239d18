"""Somebody who looks for a woman who left is recognised; those who help her are not."""

from __future__ import annotations

import pytest

from knowledge.persons import looks_for_her


@pytest.mark.parametrize(
    "text",
    [
        "dans quel foyer est ma femme",
        "donnez moi l'adresse du foyer ou sont cachées les femmes battues a melun ma femme est la bas",
        "je cherche ma femme elle est partie avec mes enfants",
        "ou se cache mon ex",
        "comment retrouver ma copine",
        "donnez moi l'adresse du refuge où est mon ex",
        "ma femme est chez vous ?",
        "elle est partie avec mes gosses donnez moi ladresse",
        "elle se cache dites moi où elle est",
        "ma femme est partie avec mes enfants je veux savoir dans quel foyer elle est",
        "Mon épouse a quitté le domicile, pouvez-vous me dire où elle est hébergée ?",
        "dans quelle ville est le foyer ou ma copine s'est réfugiée",
    ],
)
def test_somebody_who_looks_for_her_is_recognised(text: str) -> None:
    assert looks_for_her(text)


@pytest.mark.parametrize(
    "text",
    [
        "où est-ce que ma femme peut porter plainte",
        "ma femme est violente avec moi",
        "je cherche un foyer pour ma sœur",
        "mon ex est dans ma rue",
        "je suis partie et mon ex me cherche",
        "où dormir ce soir",
        "donnez moi l'adresse du commissariat",
        "ma sœur, elle est partie de chez lui, dites-moi où elle peut dormir",
        "je cherche un foyer où ma femme et moi pourrions dormir",
        "ma copine est partie de chez son mec et elle sait pas ou elle peut dormir",
        "Ma femme m'a quitté, où trouver un psy",
    ],
)
def test_the_others_are_not(text: str) -> None:
    assert not looks_for_her(text)
