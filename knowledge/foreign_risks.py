"""Reviewed patterns of danger in English, Spanish, Portuguese, Arabic (arabizi too) and Turkish.

The same idea as risk_patterns, over text folded by knowledge.text.fold with the Turkish dotless i made
an i: no accents, Arabic alifs without hamza. Used when a message is not in French; all languages are
tried, for neighbours (Spanish, Portuguese) are easily taken for one another.
"""

from __future__ import annotations

from knowledge.pattern_set import PatternSet
from knowledge.text import fold

_EN_HE = r"(?:he|she|they|my (?:\w+ )?(?:husband|wife|boyfriend|girlfriend|partner|ex|father|dad|mother|mom|mum|brother|uncle|son|stepfather|stepdad)|someone|somebody)(?:'s|'ll|'d)?"
_EN_HIT = r"(?:hits?|hitting|beats?|beating|punch(?:es|ing|ed)?|slap(?:s|ping|ped)?|kick(?:s|ing|ed)?|attack(?:s|ing|ed)?|hurts?|hurting|chok(?:es|ing|ed)|strangl(?:es|ing|ed|e)|choke|shov(?:es|ed|ing)|push(?:es|ed|ing)?(?= (?:me|us) (?:down|against|into|out|to the)))"
_EN_CHILD = (
    r"(?:(?:my|our|his|her|the) (?:\w+ )?(?:kids?|child|children|sons?|daughters?|baby|babies|girls?|boys?))"
)
_ES_CHILD = (
    r"(?:(?:a )?(?:mis?|nuestr[oa]s?|los|las|el|la|al|sus?) (?:hij[oa]s?|nin[oa]s?|bebes?|pequen[oa]s?))"
)
_PT_CHILD = r"(?:(?:n?[oa]s?|em|a) ?(?:(?:meus?|minhas?|nossos?|nossas?|seus?|suas?) )?(?:filh[oa]s?|criancas?|bebes?|menin[oa]s?|filhinh[oa]s?))"
_AR_CHILD = r"(?:ا?طفال(?:ي|نا)?|ا?ولادي|ا?ولادنا|ا?بنايي|ا?بناءي|ابني|ابنتي|بنتي|ولدي|بناتي|طفلي|طفلتي|الاطفال|رضيعي)"
_ARABIZI_HIT = r"(?:\w{0,3}[yid]?[yi]?d[aeo]?r[aeiou]?b(?:ni|na|nii)|\w{0,2}d[ae]?r[ae]?bni)"
_TR_CHILD = r"(?:cocu[gk]\w*|kizim\w*|oglum\w*|bebeg\w*|evlad\w*)"

DANGERS: dict[str, tuple[tuple[str, str], ...]] = {
    "danger-immediat": (
        ("anglais : frappe", rf"\b{_EN_HE} (?:\w+ ){{0,4}}{_EN_HIT} (?:on )?(?:me|us)\b(?! (?:up on|with (?:a )?(?:question|text)))|\b(?:i am|i'm|im|i was|i got|i get|being) (?:being |getting )?(?:beaten|hit|attacked|punched|strangled)\b(?! (?:by (?:a )?(?:car|the news)))"),
        ("anglais : menace de mort", rf"\b{_EN_HE} (?:\w+ ){{0,8}}(?:kill|murder|stab|shoot|burn) (?:me|us)\b|\b(?:kill|murder|stab|shoot) me\b.*\b(?:he|she|husband|said|says)\b|\bdeath threats?\b|\bafraid for my life\b"),
        ("anglais : arme", rf"\b{_EN_HE} (?:\w+ ){{0,4}}(?:has|have|holds|holding|got|with|took|grabbed|pulled) (?:a |the |out a )?(?:knife|gun|weapon|axe|machete|bat|rifle)\b|\bthreaten\w* me\b"),
        ("anglais : au secours", r"\bhelp me\b(?! (?:to )?(?:write|find|fill|understand|with|apply|get (?:a|my)|translate|file))|\bcall (?:the )?police\b(?! station)|\b(?:i am|i'm|im|we are|she is|she's) in danger\b|\b(?:locked|locks) (?:me|us) (?:in|up|inside)\b|\b(?:i am|i'm|im) (?:locked|trapped|hiding)\b|\b(?:he|she) is (?:outside|at (?:the|my) door|coming|breaking)\b"),
        ("espagnol : frappe", r"\b(?:me|nos) (?:esta |ha |sigue |vuelve a )?(?:pega|pego|pegado|pegando|golpea|golpeo|golpeado|golpeando|maltrata|maltrato|ahorca|ahorco|estrangula|estrangulo|agrede|agredio|pegar|golpear)\b"),
        ("espagnol : menace de mort", r"\b(?:me|nos) (?:quiere|va a|amenaza con|dijo que me va a|puede) (?:matar|apunalar|quemar)\b|\bquiere matarme\b|\bva a matarme\b|\bme matara\b|\bme (?:amenaza|amenazo|ha amenazado)\b|\b(?:tiene|con) (?:un|una) (?:cuchillo|pistola|arma|machete|navaja)\b"),
        ("espagnol : au secours", r"\b(?:auxilio|socorro|ayudenme|ayudame|ayudeme)\b(?! (?:a|con|para) )|\bestoy (?:en peligro|encerrada|secuestrada|escondida)\b|\bme (?:encerro|encierra|tiene encerrada)\b|\bllame(?:n)? a la policia\b|\besta (?:en la|detras de la|tras la) puerta\b"),
        ("portugais : frappe", r"\b(?:me|nos) (?:bate|bateu|batendo|agride|agrediu|espanca|espancou|estrangula|estrangulou|enforca|esfaque\w+)\b|\b(?:bate|bateu|agride|agrediu|espanca|espancou|bater)[ -](?:em )?(?:mim|me)\b|\besta (?:me |a )bate(?:ndo|r)(?:-me)?\b"),
        ("portugais : menace de mort", r"\b(?:quer|vai) (?:me )?matar(?:-me)?\b|\bmedo que (?:ele )?me mate\b|\bme (?:ameaca|ameacou|ameacando)\b|\bameac\w+[ -]me\b|\bameac\w+ (?:de|me) (?:morte|matar)|\b(?:tem|com) uma? (?:faca|pistola|arma|revolver|machado)\b"),
        ("portugais : au secours", r"\b(?:socorro|ajudem-me|me ajudem|ajude-me)\b|\bestou (?:em perigo|trancada|presa em casa|escondida|fechada)\b|\bchamem? a policia\b"),
        ("arabe : frappe", r"\b\w?(?:يضرب|ضرب|يعنف|عنف|يخنق|خنق|يكايضرب|كيضرب|بيضرب|تضرب)(?:ني|نا)\b|\bيعتدي علي|\bاعتدي علي"),
        ("arabe : menace de mort", r"(?:يقتل|سيقتل|يذبح|غيقتل|هيقتل|راح يقتل|بيقتل)(?:ني|نا)\b|\b(?:هددني|يهددني|كيهددني|بيهددني)\b|\b(?:معه|عنده|لديه|يحمل|في يده) (?:سكين|سلاح|مسدس)\w*|\bبسكين\b"),
        ("arabe : au secours", r"\b(?:النجده|النجدة|ا?غيثوني|انقذوني|الحقوني|عاونوني دابا|عتقوني)\b|\bانا في خطر\b|\b(?:محبوسة|محبوسه|محتجزة|حبسني|سجنني)\b|\bاتصلوا بالشرطة"),
        ("arabizi : frappe", rf"\b{_ARABIZI_HIT}\b|\bkh?n[ae]?[q9k]ni\b"),
        ("arabizi : menace de mort", r"\b\w{0,4}[yi][aeou]?[q9k]?[aeou]?t[aeou]?lni\b|\b(?:gha\w*|rah|bagh[iy]|bgha) (?:\w+ )?(?:y\w{0,2}[qk9]t\w?lni|ydb7ni|yedbe7ni)\b|\b[yi]?hadd?[ae]?dni\b|\b(?:3ando|3andou|3endou|hez) (?:3liya )?(?:l?mous+|sk[ei]na|skin|sla7)\b|\b(?:3t[q9]ouni|3ateqouni|habsni|7absni)\b"),
        ("turc : frappe", r"\b(?:beni|bana|bizi|bize) (?:\w+ ){0,2}(?:dov\w+|vur\w*|dayak|tokat|yumruk\w*|bog(?:du|uyor|az\w*)|saldir\w*)\b|\bdayak (?:yiyorum|yedim|atiyor)"),
        ("turc : menace de mort", r"\b(?:beni|bizi) (?:\w+ ){0,2}oldur\w+|\boldur(?:ecek|mek istiyor|urum)\b|\bbeni (?:\w+ )?tehdit\b|\bolumle tehdit\b|\b(?:elinde|bicakla|bicagi) (?:\w+ )?(?:bicak|silah|tabanca|var|geld\w*|saldir\w*)"),
        ("turc : au secours", r"\bimdat\b|\byardim (?:edin|et)\b(?! (?:form|dilekce))|\bkurtarin\b|\btehlikedeyim\b|\beve kilitle\w+|\bkilitli(?:yim)?\b|\bpolisi? ara(?:yin)?\b"),
    ),
    "urgence-medicale": (
        ("anglais", r"\b(?:i am|i'm|im|she is|she's|he is|keeps?) bleeding\b|\b(?:strangled|choked|choking|stabbed) (?:me|her|us)\b|\b(?:chok\w+|strangl\w+) (?:me|her)\b|\bblood everywhere\b|\b(?:lots|a lot|full) of blood\b|\b(?:can't|cant|cannot|can not) breathe\b(?! (?:in this|at work))|\bunconscious\b|\bbroke(?:n)? (?:my|her) (?:arm|nose|rib|ribs|jaw|leg|wrist)\b|\b(?:pregnant\b.*\b(?:hit|hits|beat|beats|kick\w*|push\w*)|(?:hit|hits|beat|beats|kick\w*|push\w*)\b.*\b(?:pregnant|my belly|my stomach))\b|\b(?:took|swallowed) (?:\w+ ){0,3}(?:pills|tablets)\b|\boverdose\b|\bhit (?:me )?(?:on|in) (?:the|my) head\b"),
        ("espagnol", r"\b(?:estoy|esta|sigo) (?:sangrando|inconsciente)\b|\bme (?:ahorco|ahorca|estrangulo|estrangula|apunalo|ha estrangulado)\b|\bmucha sangre\b|\bno (?:puedo|puede) respirar\b|\bembarazada\b.*\b(?:pega|pego|golpea|golpeo|patadas?)\b|\b(?:pega|pego|golpea|golpeo|patadas?)\b.*\b(?:embarazada|barriga|vientre)\b|\b(?:rompio|roto) (?:el|la|un|una) (?:brazo|nariz|costilla|diente)|\btome (?:\w+ ){0,3}(?:pastillas|medicamentos)\b"),
        ("portugais", r"\b(?:estou|esta) (?:a sangrar|sangrando|inconsciente|desmaiada)\b|\bme (?:estrangulou|estrangula|enforcou|esfaqueou)\b|\bestrangulou-me\b|\bapert\w+(?:-me)? o (?:meu )?pescoco\b|\bmuito sangue\b|\bnao consigo respirar\b|\bgravida\b.*\b(?:bate|bateu|chutou|pontape\w*)\b|\b(?:bate|bateu|chutou|pontape\w*)\b.*\b(?:gravida|barriga)\b|\b(?:partiu|quebrou) (?:o|a|me o|meu|minha) (?:\w+ )?(?:braco|nariz|dente|costela)|\btomei (?:\w+ ){0,3}(?:comprimidos|remedios)\b"),
        ("arabe", r"\b(?:ا?نزف|انا انزف|بنزف|تنزف)\b|\b\w?(?:خنقني|يخنقني|طعنني)\b|\bلا (?:استطيع|اقدر على|يمكنني) (?:ان )?(?:التنفس|اتنفس)|\b(?:فاقدة|فقدت) (?:ل?لوعي|الوعي)|\bالدم\b.*\b(?:كثير|ينزل|يسيل)|\bحامل\b.*\b(?:ضرب|يضرب)\w*|\b\w?(?:ضرب|يضرب)\w*\b.*\bحامل\b|\bكسر (?:يدي|انفي|ذراعي|ا?سناني)"),
        ("arabizi", r"\bkh?n[ae]?[q9k]ni\b|\b(?:dem|demm|ddem) bezz?af\b|\bhamla\b.*\bd[ae]?r[ae]?bni\b"),
        ("turc", r"\bkan(?:iyor|amam|amasi)\w*\b|\bbeni (?:\w+ )?(?:bogdu|bogazladi|bogazimi|bicakladi)\b|\bbogazimi sik\w+|\bnefes alam\w+|\bbayil(?:dim|di)\b|\bhamile\w*\b.*\b(?:dov\w+|vur\w+|tekme\w*)|\b(?:dov\w+|vur\w+|tekme\w*)\b.*\b(?:hamile\w*|karnim\w*)|\b(?:kolumu|burnumu|kaburgami) kirdi\b|\bhap (?:ictim|yuttum)\b"),
    ),
    "risque-suicidaire": (
        ("anglais", r"\b(?:want to|wanna|going to|gonna|would rather|wish to|thinking (?:of|about)) (?:die|dying|kill(?:ing)? myself|end(?:ing)? (?:it|my life)|suicide)\b(?! (?:of|from) (?:laugh\w*|hunger|shame|boredom))|\bkill(?:ing)? myself\b|\bsuicidal\b|\b(?:don't|dont|do not) want to (?:live|be alive)\b(?! (?:here|with|in|together))|\bcut(?:ting)? myself\b|\b(?:he|she) (?:\w+ ){0,4}kill (?:himself|herself)\b|^suicide$"),
        ("espagnol", r"\b(?:quiero|voy a|pienso en|ganas de|quisiera) (?:morir(?:me)?|matarme|suicidarme|quitarme la vida)\b(?! de (?:risa|hambre|verguenza|sueno))|\bno quiero (?:vivir|seguir viviendo)(?: mas)?\b(?! (?:con|aqui|en|junto))|\bsuicid(?:arme|io)\b(?! es)|\bse va a (?:matar|suicidar)\b|\bme corto\b"),
        ("portugais", r"\b(?:quero|vou|penso em|vontade de|queria) (?:me )?(?:morrer|matar(?:-me)?|suicidar(?:-me)?)\b(?! de (?:rir|fome|vergonha|sono))|\bacabar com a minha vida\b|\bnao quero (?:mais )?viver\b(?! (?:com|aqui|em|junto))|\bpenso em suicidio\b|\bse vai matar\b|\bvai se matar\b"),
        ("arabe", r"\b(?:ا?ريد|بغيت|بدي|عايزة|اتمنى|نبغي|حابة|افكر في) (?:ان )?(?:اموت|نموت|الموت|ا?نتحر|نقتل راسي|ا?قتل نفسي|الانتحار)\b(?! من الضحك)|\bالانتحار\b|\bسا?نتحر\b|\bلا ا?ريد (?:ان )?(?:اعيش|العيش|الحياة)\b(?! (?:مع|هنا|في))"),
        ("arabizi", r"\b(?:bghit|bghite|nebghi|habba|7abba|rani baghya) (?:\w+ )?(?:n?mout|nmot|nmut|nentaher|nantahar|n9tel rasi|nqtel rasi)\b|\b(?:nentaher|nantahar|intihar)\b"),
        ("turc", r"\b(?:olmek|intihar etmek|kendimi oldurmek) isti(?:yorum|yor)\b|\bintihar (?:edecegim|edecek|etmeyi|dusun\w+)|(?<!la )(?<!le )\byasamak istemiyorum\b|\bkendimi (?:oldurecegim|kes\w+)|\bcanima kiy\w+|\bkendini oldurecek\b"),
    ),
    "enfant-en-danger": (
        ("anglais", rf"\b(?:hits?|hitting|beats?|beating|slap\w*|hurts?|hurting|touch(?:es|ed|ing)|abus(?:es|ed|ing)|rap(?:es|ed)|kick\w*|shak(?:es|ing)) (?:on )?{_EN_CHILD}\b|\bkidnap\w* {_EN_CHILD}\b|\b{_EN_HE} (?:\w+ ){{0,4}}(?:took|taken|kill|killing) {_EN_CHILD}\b|\bmy (?:dad|father|mom|mum|mother|stepdad|stepfather)\b.*\b(?:hits?|beats?|touches|hurts) me\b.*\b(?:i am|i'm|im) (?:[6-9]|1[0-7])\b|\b(?:i am|i'm|im) (?:[6-9]|1[0-7])\b.*\bmy (?:dad|father|mom|mum|mother|stepdad|stepfather)\b.*\b(?:hits?|beats?|touches|hurts) me\b"),
        ("espagnol", rf"\b(?:pega|pego|golpea|golpeo|maltrata|toca|abusa de|abuso de|viola|violo|matar|secuestro) (?:tambien )?{_ES_CHILD}\b|\b(?:se (?:llevo|ha llevado)) {_ES_CHILD}\b|\btengo (?:[6-9]|1[0-7]) anos\b.*\bmi (?:papa|padre|mama|madre|padrastro)\b.*\b(?:pega|golpea|toca)\b"),
        ("portugais", rf"\b(?:bate|bateu|espanca|maltrata|toca|abusa|abusou|agride|viola|violou|matar|raptou|levou) (?:tambem )?(?:d)?{_PT_CHILD}\b|\btenho (?:[6-9]|1[0-7]) anos\b.*\b(?:pai|mae|padrasto)\b.*\b(?:bate|toca)\b"),
        ("arabe", rf"(?:يضرب|ضرب|كيضرب|بيضرب|يعنف|يلمس|يغتصب|اغتصب|خطف|اخذ|يقتل) {_AR_CHILD}\b|\bعمري (?:[6-9]|1[0-7])\b.*(?:يضربني|تضربني|يلمسني)"),
        ("arabizi", r"\b\w{0,3}[yid]?[yi]?d[aeo]?r[aei]?b (?:f ?)?(?:wladi|weldi|bnti|benti|ouladi|lwlad|drari|bnati)\b"),
        ("turc", rf"\b{_TR_CHILD} (?:\w+ ){{0,2}}(?:dov\w+|vur\w+|tokat\w*|taciz\w*|kacir\w+|istismar\w*|oldur\w+)\b|\b(?:babam|annem|uvey babam)\b.*\bbeni (?:dov\w+|taciz\w*)\b.*\b(?:[6-9]|1[0-7]) yasinda"),
    ),
    "viol-recent": (
        ("anglais", r"\b(?:raped|rapes|raping) me\b|\b(?:i was|i am|i'm|i got|i've been|been|she was|just|got) (?:\w+ )?(?:raped|sexually assaulted)\b|^raped?$|\bforce[sd]? me to (?:have sex|sleep with)\b|\bsex without my consent\b"),
        ("espagnol", r"\bme (?:viola|violo|violaron|ha violado|han violado|forzo|oblig[oa] a tener (?:sexo|relaciones)|forzo a tener (?:sexo|relaciones))\b|\b(?:fui|he sido|ha sido) violada\b|^violacion$|\babuso (?:sexualmente )?de mi\b"),
        ("portugais", r"\bme (?:viola|violou|violaram|estuprou|estupra|estupraram)\b|\b(?:violou|violaram|estuprou|obrigou)-me\b|\b(?:fui|foi) (?:violada|estuprada)\b|\bobriga a ter (?:sexo|relacoes)\b|\babusou de mim\b"),
        ("arabe", r"\b\w?(?:ا?غتصبني|يغتصبني|ا?غتصبوني)\b|\b(?:تم ا?غتصابي|تعرضت ل?لاغتصاب|تعرضت لاغتصاب|ا?غتصبت)\b|\bيجبرني على (?:الجنس|العلاقة|النوم معه|المعاشرة)"),
        ("arabizi", r"\b(?:i|e)?ghta?[sc]?s[ae]bni\b|\bt?ghtas[ae]bt\b|\btghtasbt\b"),
        ("turc", r"\btecavuz (?:etti|edildi|ediyor|ettiler|ugradim|edild\w+)|\btecavuze ugradim\b|\b(?:bana|beni) (?:\w+ )?(?:tecavuz|cinsel saldiri)\w*|\bzorla (?:benimle|iliski)\b"),
    ),
}  # fmt: skip

# What takes a danger back: a denial, a figure of speech, the news, a long past, a question about the law.
HARMLESS: tuple[tuple[str, str], ...] = (
    ("anglais", r"\b(?:never|(?:does|did|do|has|is|was)(?:n't| not)|doesnt|didnt|not) (?:\w+ )?(?:hit|hits|hitting|beat|beats|beating|hurt|touch|touched|threaten\w*|raped?|want to die|in danger|going to kill|suicidal|bleeding)\b|\b(?:movie|film|series|netflix|book|song|game|homework|essay)\b|\b(?:my boss|my teacher) (?:\w+ ){0,3}kill me\b|\bkill(?:s|ing)? (?:me )?(?:time|softly)\b|\b(?:heels|shoes|traffic|back|headache)\b.*\bkill\w* me\b|\bdie laughing\b|\b(?:\d+|many|ten|five|twenty) years ago\b|\bwhen i was (?:a |little|young|\d+)|\bwhat is the (?:penalty|sentence|law)\b"),
    ("espagnol", r"\b(?:nunca|jamas|no) (?:me |nos )?(?:ha |va a |quiere |esta )?(?:pega|pego|pegado|golpea|golpeo|golpeado|maltrata|viola|violo|matar|amenaza)\b|\bno estoy en peligro\b|\b(?:pelicula|serie|novela|cancion|libro)\b|\bhace (?:\w+ )?(?:muchos )?anos\b|\bcuando era (?:nina|pequena|joven)|\bmorir(?:me)? de risa\b|\bmatar el tiempo\b|\bmuert[oa] de (?:risa|hambre|sueno|cansancio|frio)\b|\b(?:que|cual) (?:es la )?pena\b"),
    ("portugais", r"\b(?:nunca|jamais|nao) (?:me )?(?:bate|bateu|agride|agrediu|violou|quer matar|ameaca|ameacou|estou em perigo)\b|\b(?:filme|novela|serie|livro|musica)\b|\bha (?:\w+ )?(?:muitos )?anos\b|\bquando era (?:crianca|pequena|jovem)|\bmorrer de rir\b|\bmatar o tempo\b|\bmort[oa] de (?:rir|fome|sono|cansaco|frio)\b|\bqual (?:e )?a pena\b"),
    ("arabe", r"\b(?:لم|لا|ما) (?:يضربني|يضربنا|يهددني|يقتلني|يغتصبني|ضربني|ا?ريد ان اموت)\b|\b(?:فيلم|مسلسل|كتاب|ا?غنية)\b|\bقبل (?:\w+ )?(?:سنوات|سنين|عشر)|\bعندما كنت صغيرة\b|\bاموت من الضحك\b|\bعقوبة\b|\bma (?:kay)?(?:y)?d[ae]?r[ae]?bnich\b"),
    ("turc", r"\b(?:dovmuyor|dovmedi|vurmuyor|vurmadi|tehdit etmiyor|oldurmez|olmek istemiyorum|tehlikede degilim)\b|\b(?:film|dizi|kitap|sarki|roman)\w{0,3}\b|\b(?:yil|sene)lar? once\b|\bcocukken\b|\bgulmekten\b|\bcezasi (?:ne|kac)\b"),
)  # fmt: skip
_STILL_NOW = (
    r"\b(?:right now|tonight|again|yesterday|ahora|esta noche|anoche|ayer|agora|hoje|ontem|esta noite|"
    r"simdi|bu gece|dun|الان|الليلة|البارحة|امس|daba|lbare7)\b"
)
_PATTERNS = PatternSet(DANGERS, HARMLESS, _STILL_NOW)


def matches(text: str) -> dict[str, str]:
    """Return the dangers in a message that is not in French, as risk_patterns.matches does for French."""
    return _PATTERNS.fired(fold(text).replace("ı", "i"))
