/** The customers' businesses, invented for the story, and the names of the people who work there. */
import type { StoryLanguage } from "./problem";

export type Account = {
  name: string;
  city: string;
  domain: string;
  language: "en" | "de" | "fr" | "es";
  kind: "shop" | "kitchen" | "chain" | "software";
  /** Roughly how many people there order. */
  size: number;
  timeZone: "Europe/London" | "Europe/Berlin";
};

const SIZE = { shop: 3, kitchen: 5, chain: 13, software: 3 } as const;

/** One account per line: name | city | domain | kind. */
function accounts(language: Account["language"], timeZone: Account["timeZone"], lines: string): Account[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", city = "", domain = "", kind = "shop"] = line.split("|").map((part) => part.trim());
      return {
        name,
        city,
        domain: `${domain}.example`,
        language,
        kind: kind as Account["kind"],
        size: SIZE[kind as Account["kind"]],
        timeZone,
      };
    });
}

export const ACCOUNTS: readonly Account[] = [
  ...accounts(
    "en",
    "Europe/London",
    `
The Copper Spoon | Leeds | copperspoon | kitchen
Hartley & Daughters | York | hartleydaughters | shop
Millrace Bakery | Hebden Bridge | millracebakery | shop
Saltwater Kitchen | Brighton | saltwaterkitchen | kitchen
Penny Lane Provisions | Liverpool | pennylaneprovisions | shop
Old Foundry Hotel | Sheffield | oldfoundryhotel | kitchen
Brambles Care Homes | Shrewsbury | bramblescare | chain
The Green Larder | Bristol | greenlarder | shop
Fallowfield Schools Catering | Manchester | fallowfieldcatering | chain
Tidewater Fish Bar | Whitby | tidewaterfish | kitchen
Corner House Deli | Norwich | cornerhousedeli | shop
Rosewell Hotels | Edinburgh | rosewellhotels | chain
Noodle & Sons | London | noodleandsons | chain
Kilbride's | Galway | kilbrides | shop
The Weir Café | Cork | weircafe | kitchen
Dunmore Food Hall | Dublin | dunmorefoodhall | shop
Liffey Street Kitchen | Dublin | liffeystreet | kitchen
Ballintoy Inn | Belfast | ballintoyinn | kitchen
Harbour & Hearth | Plymouth | harbourhearth | chain
Two Geese Catering | Oxford | twogeese | kitchen
Thistle & Rye | Glasgow | thistlerye | shop
Wharfside Coffee | Cardiff | wharfsidecoffee | chain
Abbotts Farm Shop | Ludlow | abbottsfarm | shop
Saffron House | Birmingham | saffronhouse | kitchen
Quillet Canteens | Reading | quilletcanteens | chain
Mama Adaeze's | London | mamaadaeze | kitchen
Peckham Pickle Co | London | peckhampickle | shop
St Cuthbert's College Kitchen | Durham | stcuthberts | kitchen
The Night Baker | Nottingham | nightbaker | shop
Lowtide Hotel Group | Bournemouth | lowtidehotels | chain
Hotel Pendragon | Truro | hotelpendragon | kitchen
Bunsen Burger Bars | Dublin | bunsenburgers | chain
Trellis POS | London | trellispos | software
Stockwise Software | Dublin | stockwise | software
Platewise | Manchester | platewise | software
Ledgerly Apps | Edinburgh | ledgerly | software
`,
  ),
  ...accounts(
    "de",
    "Europe/Berlin",
    `
Bäckerei Hollmann | Freiburg | baeckerei-hollmann | chain
Gasthof Zur Linde | Regensburg | gasthof-linde | kitchen
Feinkost Petersen | Hamburg | feinkost-petersen | shop
Kita-Küche Sonnenhof | Kassel | kita-sonnenhof | kitchen
Hotel Alte Mühle | Weimar | alte-muehle | kitchen
Café Lotte | Leipzig | cafe-lotte | shop
Markthalle Brink | Münster | markthalle-brink | shop
Catering Hofmann | Nürnberg | catering-hofmann | kitchen
Wirtshaus am Kanal | Berlin | wirtshaus-kanal | kitchen
Grünkern Bioläden | Berlin | gruenkern-bio | chain
Konditorei Sieveking | Bremen | sieveking | shop
Seniorenstift Rosental | Dresden | stift-rosental | kitchen
Dönerwerk | Köln | doenerwerk | chain
Fischhaus Thomsen | Kiel | fischhaus-thomsen | shop
Mensa Nordwest | Oldenburg | mensa-nordwest | kitchen
Hofladen Wegener | Celle | hofladen-wegener | shop
Pizzeria Da Enzo | Stuttgart | da-enzo | kitchen
Brotzeit & Söhne | München | brotzeit-soehne | chain
Teestube Amrei | Potsdam | teestube-amrei | shop
Hotel Seeblick | Konstanz | hotel-seeblick | kitchen
Kantine Turmhaus | Frankfurt | turmhaus | kitchen
Veganista | Mainz | veganista | shop
Schulküchen Taunus | Wiesbaden | schulkuechen-taunus | chain
Imbiss Vardar | Essen | imbiss-vardar | shop
Klinikküche Weststadt | Bochum | klinikkueche-weststadt | kitchen
Kassenwerk | Karlsruhe | kassenwerk | software
Warenfluss IT | Dortmund | warenfluss | software
`,
  ),
  ...accounts(
    "fr",
    "Europe/Berlin",
    `
Boulangerie Marchetti | Lyon | boulangerie-marchetti | shop
Le Petit Ponton | Nantes | petit-ponton | kitchen
Traiteur Delaunay | Rennes | traiteur-delaunay | kitchen
Brasserie du Quai | Strasbourg | brasserie-quai | kitchen
Épicerie Solène | Bordeaux | epicerie-solene | shop
Les Cantines Claires | Lille | cantines-claires | chain
Chez Amadou | Marseille | chez-amadou | kitchen
Hôtel des Remparts | Avignon | hotel-remparts | kitchen
Maison Grandin | Paris | maison-grandin | chain
La Huche à Pain | Toulouse | huche-a-pain | shop
Fromagerie Vasseur | Dijon | fromagerie-vasseur | shop
Bistrot Nissart | Nice | bistrot-nissart | kitchen
Crêperie Kerlann | Brest | creperie-kerlann | kitchen
Caisse Claire | Grenoble | caisse-claire | software
`,
  ),
  ...accounts(
    "es",
    "Europe/Berlin",
    `
Panadería Olmedo | Valladolid | panaderia-olmedo | shop
Casa Ferrera | Sevilla | casa-ferrera | kitchen
Bar La Esquina | Madrid | bar-la-esquina | kitchen
Hostal Mirador | Granada | hostal-mirador | kitchen
Comedores Aulaviva | Zaragoza | aulaviva | chain
Frutería Nuria | Barcelona | fruteria-nuria | shop
Grupo Marea Alta | Valencia | marea-alta | chain
Asador Belarra | Bilbao | asador-belarra | kitchen
Ultramarinos Pilar | Cádiz | ultramarinos-pilar | shop
Café Azahar | Málaga | cafe-azahar | shop
Taberna Oruxo | Vigo | taberna-oruxo | kitchen
TPV Norte | Santander | tpv-norte | software
`,
  ),
];

type NameLanguage = Extract<StoryLanguage, Account["language"]>;
export const FIRST_NAMES: Readonly<Record<NameLanguage, readonly string[]>> = {
  en: (
    "Alice Graham Priya Siobhán Callum Margaret Femi Olivia Declan Harriet Sanjay Ruth Ewan Niamh Bernard Chloe " +
    "Kwame Joan Patrick Zara Douglas Imogen Tariq Maeve Leonard Bethan Rory Shirley Hamish Nadia Colin Orla Amara " +
    "Gethin Wendy Idris Pauline Jack Eilidh Mei"
  ).split(" "),
  de: (
    "Sabine Jürgen Ayşe Torsten Heike Matthias Gudrun Emre Katrin Wolfgang Lena Detlef Yasemin Björn Ingrid " +
    "Florian Renate Hannes Birgit Mirko Annika Siegfried Jasmin Uwe Franziska Kemal Ulrike Jonas Waltraud Steffen " +
    "Nele Rolf Derya Bernd Carolin Helmut"
  ).split(" "),
  fr: (
    "Sylvie Julien Aïcha Thierry Margaux Benoît Colette Mathieu Fatou Pascal Élodie Yves Nadège Quentin " +
    "Bernadette Karim Solange Romain Maëlle Gérard Inès Lucien Océane Alain"
  ).split(" "),
  es: (
    "Lucía Javier Rosario Íñigo Carmen Álvaro Marisol Diego Nuria Manuel Begoña Rubén Pilar Sergio Amparo Óscar " +
    "Consuelo Iván Leire Rafael Encarna Hugo Marta Joaquín"
  ).split(" "),
};
export const LAST_NAMES: Readonly<Record<NameLanguage, readonly string[]>> = {
  en: (
    "Whitcombe Okafor Sharma Brannigan Ferguson Tully Adeyemi Pemberton Kavanagh Hollis Bainbridge Nair Mullan " +
    "Ashdown Griffiths Lockwood Mensah Carrick Doyle Rashid Penhaligon Stokes Quigley Varley Maddox Ogden " +
    "Sinclair Prosser Keane Thorne Wardle Chaudhry Lennox Beckett Rowntree Mbeki"
  ).split(" "),
  de: (
    "Hollmann Brandt Yıldız Petersen Krause Scholz Wiebe Kaya Lindner Vogt Böhm Reinhardt Thomsen Kessler Aydin " +
    "Schuster Nowak Heinze Dietrich Özdemir Wegener Lorenz Rademacher Ebert Sauer Jahnke Pohl Haase Stamm Ritter " +
    "Kühn Moldenhauer Fuhrmann Arndt"
  ).split(" "),
  fr: (
    "Marchetti Delaunay Vasseur Grandin Traoré Lemoine Perrot Bouvier Haddad Chevalier Guérin Tissot Benali " +
    "Rocher Lagarde Mercier Diallo Poirier Fabre Collin Jacquet Morvan"
  ).split(" "),
  es: (
    "Olmedo Ferrera Belarra Vidal Quintana Robles Iglesias Serrano Arana Cabrera Montes Pascual Echevarría Luna " +
    "Salcedo Bravo Gallardo Nieto Reyes Santamaría Vega Crespo"
  ).split(" "),
};
