"""The report of `make evaluate`, in Markdown and HTML, in French: staff read it."""

from __future__ import annotations

import html

from bot.evaluation import figures
from bot.evaluation.figures import Pair, Rate
from knowledge.taxonomy import RISKS

NAMES = {
    "topic_first": "le bon thème en premier",
    "topic_offered": "le bon thème en premier ou parmi les choix",
    **{f"noticed:{risk}": f"danger remarqué : {risk}" for risk in RISKS},
    "false_alarms": "alarme sur un message sans danger",
}
BARS = {"topic_first": 0.85, "topic_offered": 0.94, "false_alarms": 0.06} | {
    f"noticed:{risk}": 0.95 for risk in RISKS
}
_WORST = 25


def percent(value: float) -> str:
    return f"{100 * value:.1f} %".replace(".", ",")


def _row(name: str, rate: Rate, before: Rate | None) -> str:
    low, high = rate.interval
    bar = ("moins de " if name == "false_alarms" else "") + percent(BARS[name])
    was = percent(before.value) if before else "—"
    return f"| {NAMES[name]} | {percent(rate.value)} ({rate.hits}/{rate.of}) | {percent(low)} à {percent(high)} | {bar} | {was} |"


def markdown(pairs: list[Pair], before: dict[str, Rate], milliseconds: float) -> str:
    """Return the report on *pairs*; *before* are the figures of the last report."""
    now = figures.summary(pairs)
    parts = [
        "# Ce que le programme comprend",
        f"Écrit par `make evaluate` sur {len(pairs)} messages qu'il n'a jamais appris ({milliseconds:.1f} ms par message).",
        "| mesure | valeur | intervalle à 95 % | seuil | rapport précédent |\n| --- | --- | --- | --- | --- |\n"
        + "\n".join(_row(name, rate, before.get(name)) for name, rate in now.items()),
        "## Par thème",
        "| thème | bon en premier |\n| --- | --- |\n"
        + "\n".join(
            f"| {t} | {r.hits}/{r.of} |"
            for t, r in sorted(figures.by_topic(pairs).items(), key=lambda item: item[1].value)
        ),
        "## Ce qui est confondu",
        "| attendu | compris | fois |\n| --- | --- | --- |\n"
        + "\n".join(f"| {a} | {b} | {n} |" for a, b, n in figures.confusions(pairs)[:_WORST] if n > 1),
        "## Calibration",
        "Quand le programme annonce une probabilité, a-t-il raison aussi souvent ?",
        "| probabilité annoncée | justes | messages |\n| --- | --- | --- |\n"
        + "\n".join(f"| {percent(p)} | {percent(r)} | {n} |" for p, r, n in figures.calibration(pairs)),
        "## Dangers manqués",
        "\n".join(
            f"- « {m.text[:200]} » : {', '.join(sorted(m.risks - set(u.risks)))}"
            for m, u in pairs
            if m.risks - set(u.risks)
        )
        or "Aucun.",
        "## Fausses alarmes",
        "\n".join(
            f"- « {m.text[:200]} » : " + ", ".join(f"{risk} ({why})" for risk, why in u.risks.items())
            for m, u in pairs
            if u.risks and not m.risks
        )
        or "Aucune.",
        "## Les thèmes les plus mal compris",
        "\n".join(
            f"- « {m.text[:200]} » : attendu {m.topics[0]}, compris {u.topics[0]} ({percent(u.ranking[0][1])})"
            for m, u in sorted(
                ((m, u) for m, u in pairs if m.topics and u.topics[0] not in m.topics),
                key=lambda pair: -pair[1].ranking[0][1],
            )[:_WORST]
        ),
    ]
    return "\n\n".join(parts) + "\n"


def page(text: str) -> str:
    """Return the Markdown report as a plain HTML page that needs nothing from anywhere."""
    body: list[str] = []
    for block in text.strip().split("\n\n"):
        lines = block.splitlines()
        if lines[0].startswith("#"):
            level = len(lines[0]) - len(lines[0].lstrip("#"))
            body.append(f"<h{level}>{html.escape(lines[0].lstrip('# '))}</h{level}>")
        elif lines[0].startswith("|"):
            rows = [[html.escape(c.strip()) for c in line.strip("|").split("|")] for line in lines]
            head = "".join(f"<th scope=col>{cell}</th>" for cell in rows[0])
            rest = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows[2:])
            body.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rest}</tbody></table>")
        elif lines[0].startswith("- "):
            body.append("<ul>" + "".join(f"<li>{html.escape(line[2:])}</li>" for line in lines) + "</ul>")
        else:
            body.append(f"<p>{html.escape(block)}</p>")
    style = (
        "body{font:1rem/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse}td,th{border:1px solid #888;padding:.2rem .6rem;text-align:left}"
    )
    return (
        "<!doctype html><html lang=fr><meta charset=utf-8><title>Ce que le programme comprend</title>"
        f"<style>{style}</style>" + "".join(body) + "</html>\n"
    )
