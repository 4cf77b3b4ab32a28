"""What demonstration activities are called and what is told about them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of activity: `titles` may name {plek}; hours are local, `lasts` in minutes."""

    titles: tuple[str, ...]
    summary: str
    description: str
    first_visit: str
    themes: tuple[str, ...]
    audiences: tuple[str, ...]
    hour: int
    lasts: int
    venues: tuple[str, ...]
    price: str = ""
    group: int | None = None


KINDS = (
    Kind(
        ("Koffieochtend in {plek}", "Koffie en krant", "Inloop met koffie", "Bakkie in de buurt"),
        "Een kop koffie, de krant en een praatje. Je hoeft niets mee te nemen.",
        "Elke week staat de koffie klaar. Aan de grote tafel is altijd plek.\n\n"
        "- de koffie en thee zijn gratis\n- er liggen kranten en spelletjes\n"
        "- je blijft zo lang je wilt",
        "Je loopt naar binnen en wij zeggen je gedag. Iemand schuift bij je aan.",
        ("koffie",),
        ("iedereen", "ouderen"),
        10,
        120,
        ("buurthuis", "bibliotheek", "kerk"),
    ),
    Kind(
        ("Samen eten in {plek}", "Aanschuiftafel", "Buurtmaaltijd", "Soep en gesprek"),
        "Een warme maaltijd aan een lange tafel, met mensen uit de buurt.",
        "Vrijwilligers koken een driegangenmaaltijd. Meld je een dag van tevoren aan, dan is er "
        "genoeg. Zeg het erbij als je iets niet mag eten.",
        "Bij de deur staat iemand die je naar een plek aan tafel brengt.",
        ("eten", "koffie"),
        ("iedereen", "alleenstaanden"),
        17,
        120,
        ("buurthuis", "eetcafe", "kerk"),
        "€ 6 per persoon, koffie inbegrepen",
        24,
    ),
    Kind(
        ("Wandelen vanuit {plek}", "Ommetje met de buurt", "Rustig rondje lopen"),
        "Een rustig rondje van een half uur, daarna koffie.",
        "We lopen op het tempo van wie het langzaamst gaat. Onderweg staan bankjes. "
        "Bij regen drinken we langer koffie.",
        "De gids heeft een gele sjaal om. Loop gewoon naar haar toe.",
        ("wandelen", "bewegen", "natuur"),
        ("iedereen", "ouderen"),
        10,
        90,
        ("park", "buurthuis"),
        "",
        15,
    ),
    Kind(
        ("Zingen in {plek}", "Meezingkoor voor een dag", "Liedjes van vroeger"),
        "Samen liedjes zingen die je kent. Mooi hoeft niet, meedoen wel.",
        "We zingen liedjes van vroeger en nu, met een pianist. De teksten liggen klaar in grote "
        "letters.",
        "Je krijgt een map en een stoel naast iemand die al vaker komt.",
        ("muziek",),
        ("iedereen", "ouderen", "beperking"),
        14,
        90,
        ("kerk", "zorgcentrum", "buurthuis"),
    ),
    Kind(
        ("Breien en haken", "Handwerkcafé in {plek}", "Samen aan de slag met wol"),
        "Neem je handwerk mee, of begin hier met iets nieuws.",
        "Er zijn wol, naalden en mensen die het je leren. We maken ook dekentjes voor de opvang.",
        "Er ligt altijd een begonnen sjaal klaar waar je zo aan verder kunt.",
        ("creatief", "koffie"),
        ("iedereen", "volwassenen"),
        13,
        150,
        ("bibliotheek", "buurthuis"),
        "",
        12,
    ),
    Kind(
        ("Spelletjesmiddag", "Kaarten en sjoelen", "Bordspellen in {plek}"),
        "Klaverjassen, rummikub, sjoelen: er is altijd een plek vrij.",
        "We beginnen met een kop thee en kijken dan wie waar zin in heeft. "
        "Spelregels leggen we rustig uit.",
        "Je hoeft het spel niet te kennen. We zetten je naast een goede uitlegger.",
        ("spel",),
        ("iedereen", "jongeren", "ouderen"),
        14,
        150,
        ("buurthuis", "sportkantine", "bibliotheek"),
    ),
    Kind(
        ("Hulp met telefoon en tablet", "Digitaal spreekuur in {plek}"),
        "Vragen over je telefoon of computer? Wij kijken rustig met je mee.",
        "Neem je eigen apparaat en de lader mee. Samen kijken we naar foto's sturen, beeldbellen "
        "en DigiD.",
        "Je trekt geen nummertje. Er is koffie tot er iemand voor je is.",
        ("digitaal", "leren"),
        ("ouderen", "nieuwkomers"),
        10,
        120,
        ("bibliotheek",),
        "",
        8,
    ),
    Kind(
        ("Taalcafé", "Nederlands oefenen in {plek}", "Praat mee"),
        "Oefen Nederlands aan tafel met vrijwilligers. Fouten maken mag.",
        "Aan kleine tafels praten we over gewone dingen: de markt, school, de dokter.",
        "Zeg je naam bij de balie. We brengen je naar een tafel die bij je past.",
        ("gesprek", "leren"),
        ("nieuwkomers", "iedereen"),
        19,
        90,
        ("bibliotheek", "buurthuis"),
    ),
    Kind(
        ("Bewegen op je stoel", "Gymles voor iedereen", "Sportuur in {plek}"),
        "Rustig bewegen op muziek, staand of zittend.",
        "Een ervaren docent past de oefeningen aan. Kom in kleren die lekker zitten.",
        "De eerste keer mag je ook alleen kijken.",
        ("bewegen", "muziek"),
        ("ouderen", "beperking"),
        11,
        60,
        ("sportkantine", "zorgcentrum", "buurthuis"),
        "€ 2,50 per keer",
        18,
    ),
    Kind(
        ("Tuinieren in de buurttuin", "Handen in de aarde", "Oogsten en soep"),
        "Samen werken in de tuin. Er is voor iedereen iets te doen.",
        "Onkruid wieden, oogsten, of gewoon in de zon zitten. Gereedschap en laarzen zijn er.",
        "Loop door het hek naar de kas. Daar zit altijd iemand.",
        ("natuur", "helpen"),
        ("iedereen", "gezinnen"),
        10,
        180,
        ("buurttuin",),
    ),
    Kind(
        ("Praten over wie je mist", "Tafel van de herinnering"),
        "Voor wie iemand verloor. Je mag vertellen, je mag ook luisteren.",
        "Onder begeleiding van een ervaren gastvrouw. Wat hier verteld wordt, blijft hier.",
        "We beginnen met een kaarsje en koffie. Je hoeft niets te zeggen.",
        ("gesprek",),
        ("nabestaanden",),
        14,
        120,
        ("kerk", "buurthuis"),
        "",
        10,
    ),
    Kind(
        ("Mantelzorgcafé", "Even op adem in {plek}"),
        "Zorg je voor iemand? Kom praten met anderen die dat ook doen.",
        "Met uitleg over hulp en verlof, en vooral tijd voor elkaar. Degene voor wie je zorgt "
        "mag mee: er is opvang.",
        "We stellen ons kort voor. Daarna gaat het vanzelf.",
        ("gesprek", "koffie"),
        ("mantelzorgers",),
        19,
        120,
        ("zorgcentrum", "buurthuis"),
    ),
    Kind(
        ("Schilderen zonder moeten", "Open atelier in {plek}"),
        "Verf, papier en rust. Talent is niet nodig.",
        "Een kunstenaar loopt rond en helpt op weg. Wat je maakt, neem je mee naar huis.",
        "Je krijgt een schort en een plek bij het raam.",
        ("creatief", "cultuur"),
        ("volwassenen", "iedereen"),
        13,
        120,
        ("atelier", "bibliotheek"),
        "€ 5 voor verf en papier",
        10,
    ),
    Kind(
        ("Jongerenavond", "Chill en eet in {plek}", "Gamen en pizza"),
        "Voor jongeren van 16 tot 25. Samen gamen, koken of gewoon hangen.",
        "Je hoeft niemand te kennen. De jongerenwerker is er de hele avond.",
        "Stuur een appje als je er bent, dan halen we je op bij de deur.",
        ("spel", "eten"),
        ("jongeren",),
        19,
        180,
        ("buurthuis", "sportkantine"),
    ),
    Kind(
        ("Voorlezen en knutselen", "Opa's, oma's en kinderen"),
        "Oud en jong lezen en knutselen samen.",
        "Ouderen lezen voor aan kinderen van 4 tot 8 jaar. Daarna knutselen we bij het verhaal.",
        "Kinderen komen met iemand die op ze past.",
        ("cultuur", "creatief"),
        ("gezinnen", "ouderen"),
        15,
        90,
        ("bibliotheek", "zorgcentrum"),
    ),
    Kind(
        ("Muziek in de huiskamer", "Klein concert in {plek}"),
        "Een klein concert, dichtbij en met koffie na.",
        "Leerlingen van de muziekschool spelen een half uur. Daarna is er tijd om te praten.",
        "Plekken vooraan zijn voor wie minder goed hoort. Er is een ringleiding.",
        ("muziek", "cultuur"),
        ("iedereen",),
        15,
        90,
        ("kerk", "zorgcentrum", "bibliotheek"),
    ),
)
ONLINE = Kind(
    ("Online koffietafel", "Beeldbellen met de buurt", "Samen thuis een quiz"),
    "Praat mee vanuit je stoel, met beeld of alleen met geluid.",
    "Je krijgt een link. Lukt het niet? Bel ons, dan helpen we je erin.",
    "De gastvrouw noemt je bij je naam en stelt je voor.",
    ("gesprek", "koffie"),
    ("iedereen", "beperking"),
    10,
    60,
    (),
    "",
    12,
)
VENUES = {
    "buurthuis": ("Buurthuis {n}", "Dorpshuis {n}", "Wijkcentrum {n}", "Ontmoetingscentrum {n}"),
    "bibliotheek": ("Bibliotheek {p}", "Leescafé {p}"),
    "kerk": ("De {n}kerk", "Kerkelijk centrum {n}", "Gebedshuis {n}"),
    "eetcafe": ("Eetcafé {n}", "Huiskamerrestaurant {n}"),
    "park": ("Ingang park {n}", "Theehuis {n}"),
    "zorgcentrum": ("Zorgcentrum {n}", "Woonzorghuis {n}"),
    "sportkantine": ("Kantine v.v. {p}", "Sporthal {n}"),
    "buurttuin": ("Buurttuin {n}", "Volkstuin {n}"),
    "atelier": ("Atelier {n}", "Werkplaats {n}"),
}
NAMES = (
    "De Brug", "De Linde", "Het Anker", "De Hoeksteen", "De Waaier", "Ons Huis", "De Schakel",
    "Het Kompas", "De Vuurplaats", "De Kring", "De Meent", "Het Baken", "De Zonnewijzer",
    "De Terp", "De Haven", "De Wissel", "Het Spectrum", "De Eik", "De Boog", "De Fontein",
)  # fmt: skip
STREETS = (
    "Dorpsstraat", "Kerkstraat", "Schoolstraat", "Molenweg", "Julianastraat", "Stationsweg",
    "Beatrixlaan", "Wilhelminastraat", "Nieuwstraat", "Lindelaan", "Eikenlaan", "Marktplein",
    "Burgemeestersweg", "Hoofdstraat", "Parklaan", "Raadhuisplein", "Tuinstraat", "De Dreef",
)  # fmt: skip
HOSTS = (
    "Annie", "Bram", "Corrie", "Daan", "Els", "Fatima", "Gerrit", "Hanneke", "Ibrahim", "Joke",
    "Kees", "Lidwien", "Mo", "Nel", "Oksana", "Piet", "Rita", "Samira", "Tineke", "Wim", "Yvonne",
)  # fmt: skip
SURNAMES = (
    "de Vries", "Jansen", "Bakker", "Visser", "Smit", "Meijer", "de Boer", "Mulder", "Yilmaz",
    "Peters", "Hendriks", "van Dijk", "el Amrani", "Kok", "Prins", "Vos", "Postma", "Willems",
)  # fmt: skip
ORGANISATIONS = (
    ("welzijn", "Welzijn {p}"),
    ("bewoners", "Buurtvereniging {n} {p}"),
    ("bibliotheek", "Bibliotheek {p}"),
    ("geloof", "Protestantse gemeente {p}"),
    ("zorg", "Zorgcentrum {n} {p}"),
    ("sport", "Sportvereniging {p}"),
    ("wonen", "Woonstichting {n} {p}"),
    ("bedrijf", "Eetcafé {n} {p}"),
    ("gemeente", "Gemeente {p}"),
    ("anders", "Stichting {n} {p}"),
    ("geloof", "Moskee {n} {p}"),
)
REASONS = (
    "Het adres klopt niet. Wil je de straat en het huisnummer nakijken?",
    "Wij missen een telefoonnummer of e-mailadres waar mensen terecht kunnen.",
    "De begintijd en de eindtijd lijken omgewisseld.",
)
CALLED_OFF = ("De gastvrouw is ziek.", "Er waren te weinig aanmeldingen.", "De zaal is dicht.")
