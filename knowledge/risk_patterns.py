"""Reviewed patterns of danger, over normalised text (knowledge.text.normalise).

Who does what to whom, now; what cancels it: a figure of speech, a long past, a question about the
law, a negation, the news. Used beside the trained model, and alone when Rasa is down: a danger is
noticed whatever else fails. Each pattern has a name that staff can read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HIT = r"(?:frappe|frape|tape|cogne|bat|gifle|tabasse|defonce|demonte|massacre|roue de coups|fracasse|demolit|savate|pete la gueule)"
_HIT_PP = r"(?:frappee?|frape|tapee?|tape|cognee?|battue?|giflee?|gifle|tabassee?|defoncee?|frappe)"
_ABUSER = (
    r"(?:il|elle|lui|on|mon \w+|mon (?:ex )?mari|mon ex|mon pere|ma mere|mon frere|mon beau pere|mon copain|son \w+|sa \w+|"
    r"le pere|ils|papa|maman)"
)
_ME = r"(?:me |m |nous |te |la |l |le )"
_NOW = r"(?:la|maintenant|ce soir|cette nuit|en ce moment|a l instant|aujourd hui|tout de suite|encore|chaque jour|tous les (?:jours|soirs)|tout le temps|toujours|souvent|chaque)"
_CHILD = (
    r"(?:mon (?:petit |grand |bebe|gars|gamin)?(?:fils|bebe|garcon|enfant|petit)?|ma (?:petite |grande )?(?:fille|petite)|mes (?:\w+ )?(?:enfants?|filles?|fils|petits|jumeaux)|"
    r"les (?:enfants?|petits|filles)|le (?:petit|bebe)|la petite|un enfant|l enfant|le enfant|mon petit (?:frere)|ma petite soeur|mes petits freres|bebe|un eleve|une eleve|son (?:fils|enfant|bebe)|sa fille|ses enfants?)"
)

DANGERS: dict[str, tuple[tuple[str, str], ...]] = {
    "danger-immediat": (
        ("menace de mort", r"\b(?:il|elle|mon \w+|lui|qui|me) (?:\w+ ){0,4}(?:va|veut|menace de|jure de|dit que il va|essaye de|essaie de|a essaye de|a voulu|promet de) (?:\w+ ){0,2}(?:me |nous |la |te |tous nous )?(?:tuer|buter|egorger|planter|crever|bruler|cramer|etrangler|noyer|flinguer|descendre|saigner|fumer)\b"),
        ("peur de mourir de sa main", r"\b(?:il va|il finira par) (?:finir par )?(?:me|la|nous) (?:tuer|buter|crever|massacrer|planter)|\bpeur (?:que il|que) (?:me|la|nous) tue|\bpeur pour ma vie|\bje vais (?:mourir|crever|y passer) (?:sous|de) ses|\bmenace(?:s)? de mort|\bmenac\w+ (?:me |m )?(?:de me |de la |de nous |de )?(?:tuer|mort|couteau)"),
        ("arme", r"\b(?:il|elle|mon \w+|qui) (?:\w+ ){0,5}(?:un |son |des |le |avec un |sorti un |pris un )(?:gros |grand )?(?:couteau|fusil|arme|pistolet|hache|machette|marteau|batte|carabine|cutter|revolver|sabre|barre de fer|essence|bidon)"),
        ("frappe au présent", rf"\b{_ABUSER} (?:\w+ ){{0,3}}?{_ME}{_HIT}\b"),
        ("frappe maintenant", rf"\b{_HIT}\w* (?:\w+ ){{0,4}}{_NOW}\b"),
        ("vient de frapper", rf"\bvient (?:juste )?de (?:me |la |nous |lui )?(?:frapper|taper|cogner|gifler|battre|tabasser|etrangler|pousser)|\b(?:ce soir|cette nuit|tout a l heure|a l instant|ce matin|aujourd hui|hier soir)\b(?:\W+\w+){{0,6}} {_HIT_PP}\b|\b{_HIT_PP}\b (?:\w+ ){{0,5}}(?:ce soir|cette nuit|tout a l heure|a l instant|ce matin|aujourd hui|y a (?:5|10|dix|cinq) min)"),
        ("enfermée", r"\b(?:enfermee?|sequestree?|m enferme|me enferme|me sequestre|a enfermee?|ferme a cle|ferme a clef|barricadee?|cachee? dans|je suis cachee|planquee? dans)\b"),
        ("il force la porte", r"\b(?:defonce|casse|enfonce|force|tape (?:a|sur|dans|contre)|frappe (?:a|sur)|tambourine (?:a|sur)?|cogne (?:a|sur|contre)) (?:la|ma|le) (?:porte|fenetre|voiture|volet)|\bderriere (?:la|ma) porte|\bdevant (?:chez moi|ma porte|la porte|la maison|l immeuble|mon immeuble|chez nous)\b"),
        ("il arrive", r"\bil (?:arrive|revient|rentre|monte|est la|est rentre|est dans|est en bas|est devant|est derriere|debarque)\b.*\b(?:peur|vite|aide|frapp\w*|tuer|tape\w*|danger|colere|bourre|ivre|furieux|enerve|urgen\w*)\b|\b(?:vite|aide\w*|peur|urgen\w*|secours)\b.*\bil (?:arrive|revient|rentre|monte|est la|est en bas|est devant)\b"),
        ("suivie maintenant", r"\b(?:me suit|me suivent|me poursuit|me course|suivie? (?:la|dans la rue|depuis)|me suis fait suivre)\b"),
        ("appel au secours", r"\b(?:au secours|sos|help me|a l aide|venez vite|vite vite|envoyez (?:la police|quelque un|quelqu un)|danger de mort|en danger)\b"),
        ("étranglement", r"\betrangl\w*|\bserr\w* (?:\w+ )?(?:la gorge|le cou)|\bmains? (?:autour du|sur le) cou|\bpeux plus respirer|\bm etouffe|\bme etouffe"),
        ("cris et coups à côté", r"\b(?:voisin\w*|a cote|au dessus|en dessous|dessus|etage|palier)\b.*\b(?:hurl\w*|cri\w*|cogn\w*|frapp\w*|bat|tape\w*|secours|coups)\b|\b(?:hurl\w*|cri\w*|cogn\w*|frapp\w*|coups)\b.*\b(?:voisin\w*|a cote de chez|au dessus|en dessous)\b"),
    ),
    "urgence-medicale": (
        ("étranglement", r"\betrangl\w*|\bserr\w* (?:\w+ ){0,2}(?:la gorge|le cou|mon cou)|\bmains? autour (?:du|de mon) cou"),
        ("sang ou blessure", r"\b(?:je saigne|elle saigne|il saigne|ca saigne|saigne (?:\w+ )?(?:du|de|beaucoup|de la)|plein de sang|du sang|perds du sang|pisse le sang|ouverte?|plaie|recousu\w*|points de suture|nez casse|dents? cassee?s?|bras casse|cotes? cassee?s?|fractur\w*|poignard\w*|coup de couteau|brulee?s?|ebouillant\w*)\b(?!.*\b(?:regles|film)\b)"),
        ("perte de connaissance", r"\b(?:evanou\w*|perdu? (?:connaissance|conscience)|tombee? dans les pommes|inconscient\w*|ne (?:bouge|repond|respire) (?:plus|pas)|bouge plus|respire (?:plus|mal|pas)|se reveille pas|convuls\w*|malaise|voi[st] (?:flou|trouble|double))\b"),
        ("coup à la tête", r"\b(?:coup\w*|frapp\w*|tap\w*|cogn\w*|tombee?|projet\w*|claqu\w*)\b.*\b(?:a la tete|sur la tete|dans la tete|la tete contre|au crane|contre le mur|l oreille)\b"),
        ("poison ou médicaments", r"\b(?:avale\w*|pris|bu|boire|prendre) (?:\w+ ){0,4}(?:medocs?|medicaments?|cachets?|comprimes?|javel|poison|plaquettes?|boites? de|somniferes?|tranxene|doliprane)\b.*|\bempoisonn\w*|\boverdose\b"),
        ("enceinte et frappée", r"\benceinte\b.*\b(?:frapp\w*|tap\w*|coups?|cogn\w*|pouss\w*|bat|battue?|gifl\w*|ventre|saign\w*)\b|\b(?:frapp\w*|tap\w*|coups?|cogn\w*|pouss\w*|pied\w*)\b.*\b(?:enceinte|dans le ventre|au ventre|grossesse)\b"),
        ("droguée", r"\b(?:droguee?|drogue a mon insu|mis (?:un truc|quelque chose|de la drogue|du ghb) dans (?:mon|son|le) verre|ghb)\b.*\b(?:maintenant|je tremble|vomi\w*|ce soir|la|tourne)\b"),
    ),
    "risque-suicidaire": (
        ("veut mourir", r"\b(?:je|elle|il|on|me) (?:\w+ ){0,3}(?:veux|veut|voudrais|voudrait|aimerais|prefere\w*|ai envie de|a envie de|envie de|pense a|songe a) (?:\w+ ){0,2}(?:mourir|crever|me tuer|se tuer|me suicider|se suicider|en finir|disparaitre|me pendre|me foutre en l air|plus etre la|plus vivre|partir pour toujours|m endormir pour toujours)\b"),
        ("suicide", r"\b(?:me suicid\w*|se suicid\w*|suicider|idees? noires?|pensees? suicidaires?|envies? suicidaires?|idees? suicidaires?|tentative de suicide|ts)\b"),
        ("ne veut plus vivre", r"\b(?:plus envie de vivre|veux plus vivre|veut plus vivre|peux plus vivre|plus gout a la vie|plus de raison de vivre|sert a rien de vivre|mieux (?:sans moi|morte|mort|si j etais morte|si je etais morte)|serais mieux morte?|voudrais etre morte|plus la force de vivre|je veux mourir|envie de mourir|en finir avec (?:la|ma) vie|me foutre en l air|me jeter (?:sous|par|du|de|dans)|sauter (?:du|par|de) (?:pont|la fenetre|balcon|toit|haut)|passer sous un train)\b"),
        ("se fait du mal", r"\b(?:me scarifi\w*|se scarifi\w*|scarif\w*|me coup\w* les (?:veines|bras|poignets)|m ouvrir les veines|me ouvrir les veines|me fais du mal|se fait du mal|se mutil\w*|me mutil\w*|m automutil\w*|automutil\w*|prendre tous (?:mes|les) (?:cachets|medocs|medicaments))\b"),
        ("il menace de se tuer", r"\b(?:il|elle|mon \w+) (?:\w+ ){0,6}(?:va|veut|menace de|dit que il va|dit qu il va) (?:\w+ )?(?:se tuer|se suicider|se foutre en l air|se pendre|se jeter)\b"),
    ),
    "enfant-en-danger": (
        ("enfant frappé", rf"\b(?:frapp\w*|frape|tape|tapait|cogne|bat|gifle|secoue|tabasse|maltraite|brutalise|etrangle|jette|fouette|brule|corrige|leve la main sur|s en prend a|s en prend aussi a) (?:\w+ ){{0,3}}{_CHILD}\b|\b{_CHILD} (?:\w+ ){{0,4}}(?:se fait|est|sont|a ete|se font|ete) (?:frapp\w*|battu\w*|tap\w*|maltrait\w*|secou\w*|gifl\w*|viol\w*|touch\w*|abus\w*)"),
        ("attouchements", rf"\b(?:touche|tripote|viole|abuse|attouchements?|caresse|masturbe|gestes deplaces|choses sexuelles|zizi|culotte)\b.*\b{_CHILD}\b|\b{_CHILD}\b.*\b(?:touchee?|tripotee?|violee?|abusee?|attouchements?|zizi|zezette|kiki|parties intimes|culotte)\b"),
        ("enfant enlevé", rf"\b(?:enleve\w*|kidnapp\w*|vole|parti avec|emmene|pris|ramene pas|rend pas|rendu|rendre|partir avec|garde) (?:\w+ ){{0,3}}{_CHILD}\b(?:.*\b(?:pays|etranger|algerie|maroc|tunisie|bled|turquie|mali|senegal|pas de nouvelles|menace|rendre|reviendra)\b)?|\b{_CHILD}\b.*\b(?:enleve\w*|kidnapp\w*|parti avec|emmener au (?:bled|pays))\b"),
        ("enfant menacé", rf"\b(?:menace\w*|va|veut|dit que il va) (?:\w+ ){{0,4}}(?:tuer|faire du mal a|s en prendre a|noyer|bruler|enlever|jeter) (?:\w+ )?{_CHILD}\b"),
        ("mineure frappée", r"\b(?:mon pere|ma mere|papa|maman|mes parents|mon beau pere|ma belle mere|mon oncle|mon grand frere|mon grand pere|mon tonton|le copain de ma mere|mon frere) (?:\w+ ){0,3}(?:me |m )(?:\w+ )?(?:frappe\w*|tape\w*|bat|cogne\w*|touche\w*|viole\w*|tripote\w*|enferme\w*|fait des choses|force)\b"),
    ),
    "viol-recent": (
        ("viol sans date ou récent", r"\b(?:m a|me a|ma|m ont|me ont|l a|la) (?:\w+ )?(?:viole\w*|forcee? a coucher|forcee? a (?:faire l amour|avoir un rapport)|penetree?|agressee? sexuellement)\b|\bje (?:me suis fait|viens de me faire|viens d etre|viens de etre|ai ete|suis fait) (?:\w+ )?(?:viole\w*|violer|agresser sexuellement|agressee sexuellement|abuser)\b|\b(?:elle|ma \w+) (?:\w+ )?(?:s est fait|se est fait|a ete|vient de se faire|vient d etre) (?:\w+ )?(?:viole\w*|violer|agressee sexuellement)\b"),
        ("rapport forcé récent", r"\b(?:forcee?|obligee?|abuse de moi|abusee?|sans mon accord|sans que je veuille|je ne voulais pas|pas consentante|dit non|je dormais|endormie)\b.*\b(?:cette nuit|hier|avant hier|ce matin|ce week end|samedi|vendredi|dimanche|lundi|mardi|mercredi|jeudi|tout a l heure|ce soir|il y a (?:deux|trois|quatre|2|3|4) jours)\b|\b(?:cette nuit|hier|avant hier|ce matin|ce week end|samedi|vendredi|dimanche|tout a l heure|ce soir|il y a (?:deux|trois|quatre|2|3|4) jours)\b.*\b(?:forcee?|viole\w*|abuse de moi|abusee?|sans mon accord|je ne voulais pas|touchee? de force|agressee? sexuellement|couche avec moi de force)\b"),
    ),
}  # fmt: skip

# What takes a danger back. Applied to the whole message; a stronger sign of now keeps the danger.
HARMLESS: tuple[tuple[str, str], ...] = (
    ("passé lointain", r"\b(?:il y a (?:\w+ ){0,2}(?:ans?|annees?|mois)|quand je etais (?:petite?|enfant|ado|jeune|gamine?)|dans mon enfance|a l epoque|autrefois|jadis|en (?:19\d\d|20[01]\d|202[0-4])|depuis longtemps fini|mon ancien(?:ne)? (?:mari|compagnon|vie))\b"),
    ("question de loi ou de chiffres", r"\b(?:quelle?s? (?:est |sont )?(?:la |les )?peines?|que (?:risque|dit la loi)|combien (?:de femmes|de annees|d annees|on risque)|article du code|la loi sur|statistiques?|c est quoi la difference|expose|dissertation|memoire de)\b"),
    ("figure de style", r"\b(?:mort de rire|mourir de (?:rire|faim|soif|chaud|honte|envie)|creve de (?:faim|chaud|soif)|tue(?:r)? le temps|me tue avec ses blagues|tue l amour|a mourir|bat la mesure|tape (?:dans l oeil|un message|sur mon clavier|un sms)|tap\w* sur les nerfs|coup de (?:main|fil|pouce|foudre|coeur|fatigue|soleil)|frappe (?:de foot|au but)|jeu video|serie|film|roman|netflix|match|boxe)\b"),
    ("négation", r"\b(?:(?:ne |n )?(?:me |m |l |la )?(?:a |ai |est )?(?:jamais|pas) (?:ete )?(?:frapp\w*|tap\w*|battu\w*|viol\w*|touch\w*|cogn\w*|leve la main)|(?:frappe|tape|touche|bat|viole|cogne) (?:pas|jamais)|leve (?:jamais|pas) la main|pas de coups|sans coups|pas en danger|ne suis pas suicidaire)\b"),
)  # fmt: skip

_STILL_NOW = re.compile(
    r"\b(?:la maintenant|en ce moment|ce soir|cette nuit|a l instant|vient de|il est la|il arrive|au secours|vite|hier|depuis|encore|recommence\w*|toujours)\b"
)
_COMPILED = {
    risk: tuple((name, re.compile(pattern)) for name, pattern in patterns)
    for risk, patterns in DANGERS.items()
}
_CANCELS = tuple((name, re.compile(pattern)) for name, pattern in HARMLESS)


@dataclass(frozen=True)
class Verdict:
    """What fired: the name of the pattern by risk, and what spoke against a danger."""

    dangers: dict[str, str] = field(default_factory=dict)
    harmless: str = ""


def matches(plain: str) -> Verdict:
    """Return the dangers in a normalised text, and the sign that it is harmless, if there is one.

    With such a sign and none of now, no pattern fires: the trained model alone decides.
    """
    plain = plain.replace("'", " ")
    against = next((name for name, pattern in _CANCELS if pattern.search(plain)), "")
    if against and not _STILL_NOW.search(plain):
        return Verdict({}, against)
    found: dict[str, str] = {}
    for risk, patterns in _COMPILED.items():
        name = next((name for name, pattern in patterns if pattern.search(plain)), None)
        if name:
            found[risk] = name
    return Verdict(found, "")
