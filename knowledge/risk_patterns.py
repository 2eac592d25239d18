"""Reviewed patterns of danger, over normalised text (knowledge.text.normalise).

Who does what to whom, now; what cancels it: a figure of speech, a long past, a question about the
law, a negation, the news. Used beside the trained model, and alone when Rasa is down: a danger is
noticed whatever else fails. Each pattern has a name that staff can read. A pattern must be right nine
times out of ten on the training phrases; what is less sure is left to the model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HIT = r"(?:frappe|tape|cogne|bat|gifle|tabasse|defonce|demonte|massacre|roue de coups|fracasse|demolit|savate|bouscule|secoue|pousse)"
_HIT_INFINITIVE = r"(?:frapper|taper|cogner|gifler|battre|tabasser|etrangler|massacrer|defoncer|demonter)"
_HIT_PP = r"(?:frappee?|tapee?|cognee?|battue?|giflee?|tabassee?|defoncee?)"
_HE = (
    r"(?:il|elle|lui|mon (?:\w+ )?(?:mari|ex|copain|homme|conjoint|compagnon|concubin|pere|frere|fils|oncle|beau pere|petit ami|epoux)|"
    r"ma (?:femme|mere|copine|compagne|soeur|belle mere)|le pere|papa|maman|mes parents|mes freres|ils|son (?:mari|copain|mec|homme|conjoint|compagnon|ex|pere|frere|fils))"
)
_KILL = r"(?:tuer|buter|egorger|planter|crever|bruler|cramer|etrangler|noyer|flinguer|saigner|fumer|poignarder|massacrer)"
_CHILD = (
    r"(?:(?:mon|notre|son|un|le|l) (?:petit |grand |jeune )?(?:fils|bebe|garcon|enfant|petit|gamin|eleve|nourrisson|petit frere|ado)|"
    r"(?:ma|notre|sa|une|la) (?:petite |grande )?(?:fille|petite|eleve|gamine|petite soeur|fillette|niece)|"
    r"(?:mes|nos|ses|les|des) (?:\w+ )?(?:enfants?|filles?|fils|petits|jumeaux|gamins|gosses|petits freres|eleves))"
)
_RECENT = r"(?:cette nuit|hier|avant hier|ce matin|ce week end|samedi|vendredi|dimanche|lundi|mardi|mercredi|jeudi|tout a l heure|ce soir|il y a (?:un|deux|trois|quatre|1|2|3|4) jours|la semaine derniere)"
_RAPED = r"(?:violee?|forcee? a coucher|forcee? a (?:faire l amour|avoir un rapport)|penetree?|agressee? sexuellement|prise? de force|sodomisee?)"
_PILLS = r"(?:medocs?|medicaments?|cachets?|comprimes?|plaquettes?|boites?|somniferes?|tubes?)"

DANGERS: dict[str, tuple[tuple[str, str], ...]] = {
    "danger-immediat": (
        ("menace de mort", rf"\b{_HE} (?:\w+ ){{0,4}}(?:va|veut|menace de|jure de|essaye de|essaie de|a essaye de|a voulu|promet de|a promis de) (?:\w+ ){{0,1}}(?:me |nous |la |te |tous nous |l )(?:\w+ )?{_KILL}\b|\b(?:il|elle|qui) (?:me |nous |la |m |l )?(?:a )?menacee? (?:de mort|de me {_KILL}|de nous {_KILL}|de la {_KILL}|avec (?:un|son|une) (?:couteau|arme|fusil|batte|hache))"),
        ("il me tue si je pars", r"\b(?:si je (?:pars|le quitte|parle|sors|porte plainte|appelle)|si je m en vais)\b.{0,25}\b(?:il|elle) (?:va )?me (?:tue|tuer|bute|creve)\b|\b(?:il|elle) (?:va )?me (?:tue|tuer|bute|buter|creve) si je (?:pars|le quitte|parle|sors|porte)"),
        ("peur de mourir de sa main", r"\bpeur (?:que il|que elle|qu il) (?:me|la|nous|finisse par me) (?:tue|tuer|frappe|tape|retrouve|massacre)|\bpeur pour ma vie\b|\bje vais (?:mourir|y passer) sous ses|\bil (?:va )?finir\w* par (?:me|la|nous) (?:tuer|buter|massacrer)"),
        ("arme", rf"\b{_HE} (?:\w+ ){{0,4}}(?:avec |sorti |pris |tient |brandi |pointe |attrape |charge )(?:\w+ )?(?:gros |grand )?(?:couteau|fusil|arme|pistolet|hache|machette|marteau|batte|carabine|cutter|revolver|sabre|barre de fer)\b|\bcouteau sous la gorge|\b(?:il|mon \w+) (?:a|tient) (?:un|une|son) (?:couteau|fusil|arme|pistolet|hache|machette|revolver|flingue)\b(?! (?:de cuisine|suisse|a eau))|\bverse (?:de |de l )?essence"),
        ("frappe au présent", rf"\b{_HE} (?:\w+ ){{0,3}}?(?:me |nous |la |te )(?:re)?{_HIT}\b(?! (?:sur les nerfs|dans l oeil|la bise|un (?:message|sms)|pour rigoler))|\b(?:mon|son) (?:\w+ )?(?:mari|copain|mec|homme|conjoint|compagnon|pere|frere|fils|ex) (?:\w+ )?(?:la |le |l )?(?:bat|frappe|tape|cogne|gifle|tabasse)\b (?:sa|ma|mon|une|elle|souvent|tous|encore|toujours|moi)"),
        ("reçoit des coups", rf"\bme fai[st] (?:encore |souvent |regulierement )?(?:frapper|taper|battre|cogner|tabasser|defoncer|taper dessus)\b|\bje suis (?:une femme )?battue\b|\b(?:il|elle|lui) me (?:met|mets|donne|fout|colle) (?:\w+ ){{0,2}}(?:claques?|gifles?|coups?|patates?|droites?|baffes?|poings?|raclees?)\b|\bleve (?:encore )?la main sur (?:moi|elle|ma)\b|\b{_HE} (?:\w+ ){{0,2}}en train de (?:me |la |le |les |nous )?(?:{_HIT_INFINITIVE}|tout casser)"),
        ("vient de frapper", rf"\bvient (?:juste )?de (?:me |la |nous |lui |l )?{_HIT_INFINITIVE}\b|\b(?:m a|me a|l a|la) (?:encore |re)?{_HIT_PP} (?:\w+ ){{0,4}}(?:ce soir|cette nuit|tout a l heure|a l instant|ce matin|aujourd hui|hier|il y a (?:5|10|dix|cinq) min)|\b(?:ce soir|cette nuit|tout a l heure|a l instant|ce matin|hier soir)\b (?:\w+ ){{0,4}}(?:m a|me a) (?:\w+ )?{_HIT_PP}\b"),
        ("enfermée", r"\bje suis (?:enfermee?|sequestree?)\b(?! dehors)|\b(?:m a|me a|nous a|m ont|me ont|l a) (?:enfermee?s?|sequestree?s?)\b|\b(?:me|nous|la) sequestre\b|\bme enferme (?:a cle|a clef|chez|dans|quand|pour|toute|la)|\b(?:cachee?|planquee?|barricadee?|refugiee?) dans (?:la|les|le|ma|mon|un|une) (?:salle|toilettes?|wc|cave|chambre|placard|garage|voiture|buanderie|grenier|cuisine)|\bm empeche de sortir de (?:la|chez|l)"),
        ("il force la porte", rf"\b{_HE} (?:\w+ ){{0,4}}(?:defonce|enfonce|force|tambourine|cogne|tape|frappe|sonne|essaie de casser|essaye d ouvrir|veut defoncer) (?:a|sur|dans|contre|comme un fou a)? ?(?:la|ma|mes|les) (?:porte|fenetre|volets?)\b|\b{_HE} (?:est|attend|m attend|me attend) (?:\w+ ){{0,2}}(?:devant|derriere|en bas|sur le palier)(?: de)?(?: chez moi| ma porte| la porte| la maison| l immeuble| mon immeuble| chez nous| mon travail| l ecole| mon boulot|$)"),
        ("il arrive", r"\bil (?:arrive|revient|rentre|monte|est la|est rentre|est dans|est en bas|est derriere|debarque)\b.*\b(?:peur|vite|aide|frapp\w*|tuer|tape\w*|danger|colere|bourre|ivre|furieux|enerve|urgen\w*)\b|\b(?:vite|aidez|peur|urgent|au secours)\b.*\bil (?:arrive|revient|rentre|monte|est la|est en bas)\b|^il (?:est la|arrive|revient)$"),
        ("suivie maintenant", r"\b(?:on|un (?:homme|type|gars|inconnu|monsieur)|quelqu un|ils|deux hommes) me (?:suit|suivent|poursuit|course)\b(?! (?:sur|partout))|\bil me suit (?:en voiture|dans la rue|la|jusque chez)|\bsuivie? (?:dans la rue|depuis la gare|par un homme) (?:la|maintenant|ce soir)"),
        ("appel au secours", r"^(?:sos|help|help me|au secours|a l aide|aidez moi vite|police vite|vite)$|\bau secours\b(?! (?:l|le|les|la|avec) (?!mari|ex))|\bvenez vite\b|\benvoyez (?:la police|quelque un|quelqu un|vite)|\b(?:appelez|prevenez) (?:la police|les secours|les flics)\b|\b(?:je suis|on est|elle est|me sens|ma vie est|est) en danger\b"),
        ("étranglement", rf"\b(?:{_HE}|m a|me a|me|l a|la) (?:\w+ ){{0,2}}etrangl\w*|\bserr\w* (?:\w+ ){{0,2}}(?:la gorge|le cou|mon cou)\b.*\b(?:maintenant|encore|ce soir|a l instant)\b"),
        ("cris et coups à côté", r"\b(?:voisin\w*|a cote|au dessus|en dessous|dessus|etage|palier|immeuble)\b.*\b(?:frappe|bat|tape|cogne|tabasse)\b (?:sa|son|une|la|sur sa|dessus)|\b(?:voisine|voisins|a cote|au dessus|en dessous)\b.*\b(?:hurle|appelle a l aide|crie a l aide|au secours|des coups|cris de femme)|\b(?:des coups|hurle\w*|crie au secours|cris)\b.*\b(?:chez (?:mes|les|la|le|ma) voisin\w*|au dessus|en dessous|a cote)\b|\b(?:homme|mec|type|gars) (?:est en train de )?(?:frappe|tape|tabasse|frapper) (?:une|sa|la) (?:femme|copine|dame|fille)"),
    ),
    "urgence-medicale": (
        ("étranglement", rf"\b(?:{_HE}|m a|me a|ma|me|l a|la|je suis|ete) (?:\w+ ){{0,2}}(?:etrangle\w*|strangul\w*)|\bserr\w* (?:\w+ ){{0,2}}(?:la gorge|le cou|mon cou|son cou)|\bmains? (?:autour (?:du|de mon|de son)|sur (?:le|mon)) cou|\bmarques? (?:sur le|au|de doigts sur le) cou|\b(?:genou|pied) sur (?:ma |la )?gorge|\boreiller sur (?:la|ma)"),
        ("sang ou blessure", r"\b(?:je|elle|il|ca|on|qui) saigne\b(?! (?:apres les rapports|du nez avec))|\b(?:plein de|en|perds du|perd du|pisse le|crache du|tousse du) sang\b|\b(?:plaie|tete|arcade|levre) ouverte?\b|\bouvert (?:l arcade|la tete|la levre|le crane|les veines|le front)|\bpoints de suture\b|\bcasse (?:le bras|le nez|un bras|le poignet|la machoire|une cote|deux cotes|des cotes|une dent|le doigt|la jambe)|\b(?:bras|poignet|nez) (?:est )?casse\b|\bcoups? de couteau\b|\bpoignardee?\b|\bplantee? (?:un|avec un) couteau|\bbrulee? (?:avec|au fer|a la cigarette)|\beau bouillante\b|\bebouillant\w*"),
        ("perte de connaissance", r"\b(?:je me suis|me suis|elle est|elle s est|elle se est|suis) (?:\w+ )?(?:evanouie?|tombee? dans les pommes)|\b(?:perdu|perds|perdre|perte de) (?:connaissance|conscience)\b(?! des)|\binconscient\w*\b|\b(?:ne )?(?:bouge|respire) (?:plus|pas)\b(?! (?:de|parce))|\brespire (?:mal|bizarre\w*)|\bse reveille (?:pas|plus)\b|\bconvuls\w*|\bvoi[st]? (?:flou|trouble|double|noir)\b"),
        ("coup à la tête", r"\b(?:coups?|frapp\w*|tap\w*|cogn\w*|projet\w*|claqu\w*|poing)\b (?:\w+ ){0,3}(?:a la tete|sur la tete|dans la tete|la tete contre|au crane|sur la tempe|l oreille)\b"),
        ("poison ou médicaments", rf"\b(?:je ai|elle a|il a|ils ont|viens de|vient de|me suis) (?:avale|avaler|pris|prendre|bu|boire) (?:\w+ ){{0,3}}(?:{_PILLS}|javel|poison|detergent|produit)\b(?! (?:ce matin mais|pour le mal|contre|achetes))|\b(?:il|on|elle) (?:me |m )empoisonne\b(?! la vie)|\boverdose\b"),
        ("enceinte et frappée", r"\benceinte\b.*\b(?:frapp\w*|tap\w*|coups?|cogn\w*|pouss\w*|bat|battue?|gifl\w*|saign\w*)\b|\b(?:frapp\w*|tap\w*|coups?|cogn\w*|pouss\w*|pied\w*)\b.*\b(?:enceinte|dans le ventre|au ventre|mon ventre|grossesse)\b"),
        ("droguée", r"\b(?:droguee?|ghb|mis (?:un truc|quelque chose) dans (?:mon|son) verre)\b.*\b(?:maintenant|je tremble|vomi\w*|ce soir|tourne|tiens plus|bizarre)\b"),
    ),
    "risque-suicidaire": (
        ("veut mourir", r"\b(?:je|j) (?:\w+ ){0,3}(?:veux|voudrais|aimerais|prefere\w*|envie de|envie que de|pense a|songe a|vais|voulais|pense qu a|pense que a) (?:\w+ ){0,2}(?:mourir|crever|me tuer|me suicider|me supprimer|me pendre|me foutre en l air|me flinguer|m endormir pour toujours|sauter (?:du|par)|me jeter (?:sous|par|du|dans))\b(?! (?:de (?:rire|faim|soif|chaud|honte|froid|fatigue)|au (?:travail|boulot)|au telephone))|\b(?:elle|il|lui|fille|fils|amie|soeur|mere|frere|copine|eleve|qui) (?:\w+ ){0,4}(?:veut|voulait|voudrait|envie de|menace de|parle de|dit que il va|dit que elle va|pense a|va) (?:\w+ ){0,1}(?:mourir|crever|se tuer|se suicider|se pendre|se supprimer|se foutre en l air|se flinguer|se tirer une balle|se jeter (?:sous|par|du))\b"),
        ("veut en finir", r"\b(?:en finir|mettre fin a (?:mes|ses) jours|mettre fin a (?:ma|sa) vie)\b(?! (?:de|pour de bon avec|avec (?!la vie|ma vie|tout)))"),
        ("suicide", r"^(?:suicide|suicidaire|idees? suicidaires?)$|\bidees? (?:suicidaires|noires?)\b|\bpens\w+ (?:au suicide|suicidaires)|\b(?:je suis|elle est|se sent|me sens) suicidaire|\btentative de suicide (?:cette|hier|ce|la semaine)|\bme suicide\w*"),
        ("ne veut plus vivre", r"\b(?:veux|veut|voulais|envie de|force de|gout de|raison de|interet de) (?:plus |de )?(?:vivre|exister|etre en vie)\b(?! (?:ici|avec|chez|dans|ensemble|enfin|ma vie|sa vie|autrement|seule|loin|comme avant))(?<!ai envie de vivre)|\b(?:veux|veut) plus (?:etre|etre la|me reveiller)(?: la)?$|\bplus envie (?:de rien )?(?:de vivre|d etre en vie|de etre en vie)|\bjamais me reveiller|\bne (?:pas|plus) me reveiller|\b(?:serai|serais|etre|seraient) mieux (?:mort\w*|sans moi)|\bmieux vaut mourir|\bvie (?:ne )?(?:vaut|a) (?:plus|pas) (?:la peine|de sens)|\bquitter ce monde"),
        ("se fait du mal", r"\bscarifi\w*|\b(?:je me|elle se|il se|me) (?:coupe|taillade|mutile|fais du mal|fait du mal|brule expres)\b(?! (?:les cheveux|en (?:cuisinant|epluchant)|la parole))|\b(?:ouvert|coupe|ouvrir|couper) (?:les|mes|ses) veines|\bfaire une (?:betise|connerie)\b"),
        ("il menace de se tuer", r"\b(?:il|elle|mon \w+) (?:\w+ ){0,5}(?:se tue|se suicide|se pend|se foutra en l air|se fout en l air|se flingue)\b(?! au (?:travail|boulot))"),
    ),
    "enfant-en-danger": (
        ("enfant frappé", rf"\b(?:frappe\w*|tape\w*|cogne\w*|bats?|battu|battent|gifle\w*|secoue\w*|corrige|etrangle\w*|tabasse\w*|maltraite\w*|violente\w*) (?:aussi |beaucoup |tres fort |meme |fort )?{_CHILD}\b|\bleve la main sur {_CHILD}\b|\b{_CHILD} (?:\w+ ){{0,4}}(?:battue?s?|maltraitee?s?|se fait (?:taper|frapper)|frappee? par|secouee?|violente par)\b|\b{_CHILD}\b (?:\w+ ){{0,5}}(?:des bleus|des marques|des traces|un bleu|des hematomes|des brulures)\b|\bbebe secoue\b|\benfants? (?:battus?|maltraites?)\b"),
        ("attouchements", rf"\b(?:touche|tripote|abuse (?:de|sexuellement)?|attouchements?(?: sur)?|masturbe|viole\w?) (?:de )?(?:\w+ )?{_CHILD}\b|\b{_CHILD}\b (?:\w+ ){{0,5}}(?:touchee?|tripotee?|violee?|abusee?|attouchements?|zizi|zezette|kiki|parties intimes|culotte)\b"),
        ("enfant enlevé", rf"\b(?:il|elle|ex|pere|mari|qui|lui|ils) (?:\w+ ){{0,4}}(?:enleve\w*|kidnapp\w*|parti avec|partie avec|emmene|pris|garde|rend|ramene|rendre|ramener) (?:\w+ ){{0,2}}{_CHILD}\b.*\b(?:pas de nouvelles|repond (?:plus|pas)|sans (?:mon accord|me (?:le )?dire)|veut (?:plus|pas)|refuse|etranger|bled|pays|algerie|maroc|tunisie|turquie|mali|senegal|reviendra|depuis)\b|\b(?:ne )?(?:me )?(?:ramene|rend|rendu) (?:pas|plus) {_CHILD}\b|\bpeur que il (?:\w+ )?(?:enleve|kidnappe|emmene|parte avec) {_CHILD}|\b{_CHILD} (?:\w+ )?(?:enlevee?s?|kidnappee?s?)\b"),
        ("enfant menacé", rf"\b(?:menace\w*|va|veut|dit que il va) (?:\w+ ){{0,4}}(?:tuer|faire du mal (?:a|aux)|s en prendre (?:a|aux)|noyer|bruler|jeter) {_CHILD}\b"),
        ("mineure frappée", r"\b(?:mon pere|ma mere|papa|maman|mes parents|mon beau pere|ma belle mere|mon tonton|le copain de ma mere|mon daron|ma daronne)\b (?:\w+ ){0,4}(?:me |m |nous )(?:\w+ )?(?:frappe\w*|tape\w*|bat|cogne\w*|touche|viole|tripote|prive de manger|enferme dans)\b.*\b(?:(?:1[0-7]|[6-9]) ans?|en [3-6] ?e\w*|college|lycee|ecole|mineure?|notes|maitresse)\b|\b(?:(?:1[0-7]|[6-9]) ans?|en [3-6] ?e\w*|college|lycee|mineure?)\b.*\b(?:mon pere|ma mere|papa|maman|mes parents|mon beau pere|mon frere|mon oncle|mon copain)\b (?:\w+ ){0,3}(?:me |m |nous )(?:\w+ )?(?:frappe\w*|tape\w*|bat|cogne\w*|touche\w*|viole\w?|tripote\w*|force\w*|gifle\w*)\b|\b(?:papa|maman)\b (?:\w+ ){0,2}(?:me |nous )(?:tape|frappe|bat|fait mal|touche)\b"),
        ("enfant laissé seul", rf"\b{_CHILD}\b (?:\w+ ){{0,3}}(?:tout(?:e)? seule?s?|seule?s?) (?:la nuit|toute la|tout le week|depuis|a la maison|dans (?:la|le|l)|pour aller)"),
    ),
    "viol-recent": (
        ("viol sans date ou récent", rf"\b(?:m a|me a|ma|m ont|me ont|l a) (?:\w+ )?{_RAPED}\b|\bje (?:me suis fait|viens de me faire|viens d etre|viens de etre|ai ete|suis fait) (?:\w+ )?(?:viole\w?\b|violer|agresser sexuellement|agressee? sexuellement|abuser\b|droguee et violee)|\b(?:elle|ma \w+|mon \w+|une \w+) (?:\w+ )?(?:s est fait|se est fait|a ete|vient de se faire|vient d etre) (?:\w+ )?(?:violee?|violer|agressee? sexuellement)\b|^viol$|\bapres un viol\b"),
        ("rapport forcé récent", rf"\b(?:m a|me a|m ont|me ont|ma|s est fait|a ete|suis fait) (?:\w+ ){{0,2}}(?:forcee?|obligee? a coucher|abuse de moi|abusee?|touchee? (?:partout|de force|les seins|sans)|agressee? sexuellement|violee?)\b.*\b{_RECENT}\b|\b{_RECENT}\b.*\b(?:m a|me a|m ont|me ont|s est fait) (?:\w+ ){{0,2}}(?:forcee?|violee?|abusee?|touchee? (?:partout|de force|sans)|agressee? sexuellement|penetree?|violer)\b|\b(?:sans mon accord|sans que je veuille|je ne voulais pas|dit non|je dormais|pas consentante|profite de moi)\b.*\b{_RECENT}\b|\b{_RECENT}\b.*\b(?:sans mon accord|sans que je veuille|je ne voulais pas|profite de moi|couche avec moi de force|abuse de moi)\b"),
        ("il me force", r"\b(?:mari|il|copain|conjoint|homme|compagnon) me (?:viole|force a coucher|force a faire l amour|force toutes les nuits|prend de force|force la nuit)\b"),
    ),
}  # fmt: skip

# What takes a danger back. Applied to the whole message; a stronger sign of now keeps the danger.
HARMLESS: tuple[tuple[str, str], ...] = (
    ("passé lointain", r"\b(?:il y a (?:\w+ ){0,3}(?:ans?|annees?)|il y a (?:\w+ )?(?:mois|longtemps)|quand (?:je|on|il) etai\w+ (?:\w+ )?(?:petite?s?|enfants?|ado|jeunes?|gamine?s?|mineure)|dans mon enfance|toute mon enfance|a l epoque|autrefois|jadis|en (?:19\d\d|20[01]\d|202[0-5])|annees (?:\d\d|\w+ante)|mon ancien(?:ne)? (?:mari|compagnon|vie|relation)|mon (?:premier|ex) mari (?:me |m )?(?:battait|frappait|forcait)|(?:l an|l annee) (?:dernier\w*|passee?)|plus maintenant|c est (?:ancien|du passe|derriere moi|termine)|ce est (?:ancien|du passe|derriere moi|termine)|(?:quand|alors que) je avais (?:\w+ )*ans|(?:violee?|abusee?|touchee?|frappee?) (?:enfant|petite?|a (?:\d|1[0-7]) ans)\b.*|(?:j en|je en) ai (?:maintenant |aujourd hui )?(?:[2-9]\d|vingt|trente|quarante|cinquante|soixante))\b"),
    ("question de loi ou de chiffres", r"\b(?:peines? (?:pour|encourue|de prison)|la sanction|plainte pour menaces|menaces? de mort (?:ce|c) est|(?:est|soit) (?:ce )?(?:que )?(?:puni|interdit|un crime|un delit|illegal)|ce (?:est )?(?:un crime|un delit|puni|interdit)|est un (?:crime|delit)|(?:c|ce) est quel article|que (?:dit|dis) (?:la|le) (?:loi|code)|la loi (?:sur|reconnait|dit|interdit|punit)|definition|code penal|condamnee? pour|que (?:risque|risquent|risque t on)|combien (?:de (?:femmes|filles|enfants|annees|ans|viols|suicides|jours)|d (?:annees|enfants|ans)|prend|on risque)|nombre (?:de|d)|pourcentage|statistiques?|delai pour|(?:quelle?s? )?(?:procedure|obligations?|protocole|formation|conduite a tenir)|reperer|syndrome|(?:c|ce) est quoi la difference|expose|dissertation|memoire (?:de|sur)|numero (?:pour|des?) enfants?|a partir de quel age|qui decide|en general)\b"),
    ("information, film, lecture", r"\b(?:films?|series?|romans?|livre|podcast|reportage|documentaire|emission|aux (?:infos|actus|informations)|a la (?:tele|radio)|le journal|article|fait divers|proces de|piece de theatre|theatre|opera|clip|jeu video|netflix|poeme|interview|columbo|chanson|fiction|bd|manga|j ai lu|je ai lu)\b"),
    ("figure de style", r"\b(?:mort\w* de (?:rire|fatigue|faim|trouille|honte|froid|chaud|peur rire)|mourir (?:de|d) (?:rire|faim|soif|chaud|honte|envie|ennui|amour|vieillesse|froid)|creve de (?:faim|chaud|soif)|tue(?:r)? le temps|tue avec ses|me tue (?:ce|cette|il est trop|a petit feu)|le tue a petit feu|tue l amour|a mourir (?:de|d)|bat la mesure|tape (?:dans l oeil|un message|sur (?:mon|son) clavier|un sms|a la machine|du pied)|tap\w* sur les nerfs|coup de (?:main|fil|pouce|foudre|coeur|fatigue|soleil|massue)|coups de pied dans le ventre trop|frappe (?:de foot|au but)|frappe a la (?:mauvaise|bonne) porte|match|boxe|judo|scrabble|tennis|coeur (?:qui )?saigne|poignarde dans le dos|me coupe les vivres|prix (?:de|du) \w+ (?:me |m )?etrangle|etrangl\w+ par les|nous etranglent|saigne du nez|tombee? (?:de velo|du velo|du toboggan|du lit)|toute seule en|avec le four|hors regles|prise de sang|empoisonne la vie|abonnement|imprimante|formulaire|fuite d eau|(?:mon|ma|mes|ils) (?:boss|chef|prof|patron|mere|pere|parents)?\w*(?: de \w+)? ?vont? me tuer (?:si|j|je ai|quand|au))\b"),
    ("négation", r"\b(?:(?:ne |n )?(?:me |m |l |la |les )?(?:a |ai |est |ont )?(?:jamais|pas) (?:ete )?(?:frapp\w*|tap\w*|battu\w*|viol\w*|touch\w*|cogn\w*|pouss\w*|forcee?|droguee?|blessee?|suivie|menacee?|leve la main|pris de coups|un coup)|(?:frappe|tape|touche|bat|viole|cogne|menace|force|enferme|brutalise) (?:pas|jamais)|leve (?:jamais|pas) la main|pas de (?:coups|violence physique|pensees suicidaires|blesse)|sans (?:coups|violence)|pas d idees suicidaires|pas de idees suicidaires|pas en danger|pas d urgence|ne suis pas suicidaire|personne ne (?:frappe|tape|touche)|plus de mourir|(?:veux|envie|vais|pense) pas (?:envie )?(?:de |a )?(?:me |la )?(?:mourir|tuer|crever|mort|jeter|faire de mal)|pas envie de mourir)\b"),
)  # fmt: skip

_STILL_NOW = re.compile(
    r"\b(?:la maintenant|en ce moment|ce soir|cette nuit|a l instant|vient de|il est la|il arrive|hier|recommence\w*)\b"
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
