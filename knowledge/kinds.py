"""The kinds of services, by the name that people read."""

from __future__ import annotations

KIND_NAMES = {
    "association": "Associations",
    "collectivite": "Agglomération, département, préfecture",
    "droit": "Conseil juridique",
    "hebergement": "Hébergement d'urgence",
    "hopital": "Hôpital",
    "justice": "Tribunal",
    "ligne-nationale": "Lignes nationales",
    "mairie": "Mairies",
    "police": "Police et gendarmerie",
    "police-municipale": "Police municipale",
    "sante": "Santé",
    "travail-social": "Aide sociale",
}
