/** A way of advertising: `pattern` is matched on folded text, `points` (0–1) add up, `name` is read out. */
type AdvertisingSign = { readonly pattern: RegExp; readonly points: number; readonly name: string };

/**
 * What mass mailings say, in en, de, fr, es; none of it is said by somebody whose product does not work. A sign that a customer might
 * use too ("limited time offer", "free") counts half and needs another beside it.
 */
export const ADVERTISING: readonly AdvertisingSign[] = [
  {
    pattern:
      /\b(?:seo|backlinks?|guest posts?|do-?follow|domain authority|link building|rank(?:ing)? (?:on|in) google|(?:first page|page (?:1|one)) (?:of|on|in) google|google ranking)\b/,
    points: 0.5,
    name: "search-engine advertising",
  },
  {
    pattern:
      /\b(?:website|site|blog)\b.{0,60}\b(?:not ranking|keywords in your|traffic and sales|more visitors|your niche)/,
    points: 0.4,
    name: "an offer to improve the website",
  },
  {
    pattern:
      /\b(?:crypto|bitcoin|btc|forex|usdt|airdrop|nft|coins)\b.{0,120}\b(?:invest now|profits?|earn(?:ings?)? (?:up to|money|daily|from)|double your|bonus code|guaranteed|passive income)\b|\b(?:invest now|guaranteed profit)\b.{0,80}\b(?:crypto|bitcoin|btc|forex|usdt)\b/,
    points: 0.8,
    name: "an investment offer",
  },
  {
    pattern:
      /\b(?:passive income|passives einkommen|revenus? passifs?|ingresos pasivos|guaranteed (?:returns?|profits?)|financial freedom|work from home and earn)\b/,
    points: 0.6,
    name: "an income promised",
  },
  {
    pattern:
      /\b(?:viagra|cialis|payday loan|escort (?:girls?|service)|betting tips|(?:online|our) casino|casino (?:bonus|partner|spiele)|(?:hot|sexy|lonely) (?:singles|girls|women)|singles in your area|adult dating)\b/,
    points: 0.8,
    name: "an offer of the usual kind",
  },
  {
    pattern:
      /\b(?:we (?:offer|provide|are offering|specialize in|can help you)|our (?:agency|team of experts|services include|developers)|wir bieten|nous proposons|ofrecemos)\b.{0,120}\b(?:website|leads?|traffic|marketing|followers|design|outsourc|webseite|clientes|visibilite|developers?|development)/,
    points: 0.7,
    name: "an offer of services",
  },
  {
    pattern:
      /\bwe are (?:an? |the )?(?:\w+ ){0,3}(?:manufacturers?|factory|supplier|exporter|agency|(?:development|software|outsourcing|marketing|design) (?:company|agency|team|firm))\b|\bwir sind (?:ein|eine|der) (?:\w+ ){0,2}(?:hersteller|agentur|lieferant)\b|\bnous sommes (?:un|une) (?:\w+ ){0,2}(?:fabricant|agence|fournisseur)\b|\bsomos (?:un |una )?(?:\w+ ){0,2}(?:fabricante|agencia|proveedor)/,
    points: 0.5,
    name: "a company that presents itself",
  },
  {
    pattern:
      /\b(?:send|show|share) (?:you )?(?:our|my|a) (?:portfolio|catalog(?:ue)?|price list|brochure|case stud)|\b(?:quick|short|15[ -]?min\w*|10[ -]?min\w*) (?:call|chat|demo)\b|\b(?:hourly rates?|rates? (?:start|from)|moq|wholesale price|best price|ce certificate|send (?:us )?your inquiry)\b|\b(?:unser portfolio|unseren katalog)\b|\b(?:notre catalogue|notre brochure)\b|\bnuestro (?:catalogo|portafolio)\b/,
    points: 0.4,
    name: "a seller's invitation",
  },
  {
    pattern:
      /\bsparen sie\b.{0,60}(?:%|prozent|stromkosten|gaskosten|kosten)|\bunverbindliches angebot\b|\bjetzt (?:sparen|sichern|zugreifen)\b|\bgunstiger? (?:strom|kredit|gas)\b|\bsave up to \d+ ?% on your (?:energy|electricity|phone|insurance|shipping|bills?)|\beconomisez (?:jusqu'a )?\d+ ?%|\bahorre (?:hasta )?(?:un )?\d+ ?%/,
    points: 0.5,
    name: "a price advertised",
  },
  {
    pattern:
      /\b(?:credit (?:professionnel|rapide|immediat)|besoin de (?:tresorerie|financement)|financement rapide|business loans?|quick loans?|loan approval|kredit ohne|sofortkredit|prestamos? (?:rapido|inmediato|personal)s?|financiacion inmediata|sans justificatif|ohne schufa|sin aval)\b/,
    points: 0.6,
    name: "an offer of credit",
  },
  {
    pattern:
      /\b(?:repondez (?:oui|stop)|reply (?:yes|stop|no)|antworten sie mit (?:ja|stop)|responda (?:si|stop|baja))\b|\breponse en (?:24|48) (?:h|heures)\b|\b(?:funds|money) in (?:24|48) hours\b/,
    points: 0.35,
    name: "an answer asked by keyword",
  },
  {
    pattern:
      /\b(?:dear (?:sir|madam|webmaster|website owner|business owner|purchasing manager|procurement|friend|beneficiary)|hello dear|to whom it may concern)\b/,
    points: 0.3,
    name: "a mass mailing's greeting",
  },
  {
    pattern:
      /\b(?:unsubscribe|abmelden vom newsletter|click here|klicken sie (?:hier|auf den link)|cliquez ici|haga clic aqui|limited time offer|act now|100% free|risk[- ]free|(?:offer|oferta|offre|angebot) (?:valid|valida|valable|gultig) (?:only|solo|seulement|nur|until)|only today|bonus code)\b/,
    points: 0.35,
    name: "a mass mailing's words",
  },
  {
    pattern:
      /\b(?:buy|cheap|compra|compre|achetez|consiga|gagnez)\b.{0,20}\b(?:followers|likes|reviews|traffic|bewertungen|seguidores|abonnes|resenas|avis)\b|\b(?:followers|bewertungen|likes)\b.{0,10}\bkaufen\b|\b[0-9][0-9.,]* (?:\w+ )?(?:followers|seguidores|abonnes)\b.{0,60}(?:€|\$|eur|usd|instagram|tiktok)/,
    points: 0.8,
    name: "followers for sale",
  },
  {
    pattern:
      /\byou(?:'ve| have) (?:won|been selected)\b|\b(?:(?:international|national|loyalty|e-?mail) lottery|inheritance (?:fund|worth)|late client|loterie nationale|sie haben gewonnen|vous avez gagne|ha ganado un premio)\b/,
    points: 0.7,
    name: "a prize",
  },
  {
    pattern:
      /\b(?:open|see|review|download) the (?:attached|enclosed) (?:document|file|invoice|form)\b.{0,80}\b(?:suspen|avoid|verify|confirm|unlock|penalt)|\b(?:suspension|suspended|deactivat\w+|closure) of your (?:mailbox|account|e-?mail)\b|\b(?:verify|confirm) your (?:mailbox|e-?mail account|bank details|credentials)\b.{0,60}\b(?:avoid|within|or|otherwise)\b|\b(?:copy of (?:your )?passport)\b.{0,60}\b(?:claim|transfer|release)|\bclaim\b.{0,80}\bcopy of (?:your )?passport\b/,
    points: 0.8,
    name: "bait for passwords",
  },
];
