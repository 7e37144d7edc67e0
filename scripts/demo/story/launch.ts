/** The stage of the demo: an invented company, its people and the launch they are nursing. Plain data, no passwords. */
import type { CriterionKind } from "@/contracts/exit";
import type { LaunchPhase } from "@/contracts/launches";
import type { Role } from "@/contracts/tenancy";
import type { ItemType, Severity, Urgency } from "@/contracts/triage";

export const ORGANIZATION = { name: "Larderline", slug: "larderline" } as const;

export type PersonKey = "maren" | "tomasz" | "ines" | "dev" | "claire";
export type Person = {
  key: PersonKey;
  name: string;
  email: string;
  role: Role;
  title: string;
  team: TeamKey | null;
};

/** The person who opened the organization leads the hypercare, so she is its owner. */
export const PEOPLE: readonly Person[] = [
  {
    key: "maren",
    name: "Maren Solberg",
    email: "maren@larderline.example",
    role: "owner",
    title: "Hypercare lead",
    team: "support-desk",
  },
  {
    key: "tomasz",
    name: "Tomasz Wierzbicki",
    email: "tomasz@larderline.example",
    role: "support",
    title: "Support agent",
    team: "support-desk",
  },
  {
    key: "ines",
    name: "Inês Carvalho",
    email: "ines@larderline.example",
    role: "product_owner",
    title: "Product owner, ordering",
    team: "ordering",
  },
  {
    key: "dev",
    name: "Devika Raghunathan",
    email: "devika@larderline.example",
    role: "engineer",
    title: "Engineer on call",
    team: "platform",
  },
  {
    key: "claire",
    name: "Claire Aubertin",
    email: "claire@larderline.example",
    role: "viewer",
    title: "Chief operating officer",
    team: null,
  },
];

export type TeamKey =
  "ordering" | "payments" | "identity" | "logistics" | "mobile" | "platform" | "support-desk";
export const TEAMS: readonly { key: TeamKey; name: string }[] = [
  { key: "ordering", name: "Ordering" },
  { key: "payments", name: "Payments and billing" },
  { key: "identity", name: "Identity" },
  { key: "logistics", name: "Logistics" },
  { key: "mobile", name: "Mobile" },
  { key: "platform", name: "Platform and API" },
  { key: "support-desk", name: "Support desk" },
];

export type ComponentSlug =
  "checkout" | "catalogue" | "sign-in" | "baskets" | "deliveries" | "invoices" | "mobile-app" | "public-api";
export type StoryComponent = {
  slug: ComponentSlug;
  name: string;
  keywords: readonly string[];
  routePatterns: readonly string[];
  ownerTeam: TeamKey;
};

/** Keywords are what English, German, French and Spanish reporters call the thing; route patterns are gateway paths. */
export const COMPONENTS: readonly StoryComponent[] = [
  {
    slug: "checkout",
    name: "Checkout and payments",
    ownerTeam: "payments",
    keywords: [
      "checkout",
      "payment",
      "pay",
      "card",
      "charged",
      "charge",
      "refund",
      "3-D Secure",
      "SEPA",
      "direct debit",
      "place order",
      "voucher",
      "deposit",
      "Bezahlung",
      "bezahlen",
      "Zahlung",
      "Kreditkarte",
      "Kasse",
      "abgebucht",
      "Lastschrift",
      "Gutschein",
      "Bestellung abschicken",
      "Pfand",
      "paiement",
      "payer",
      "carte bancaire",
      "débité",
      "prélèvement",
      "remboursement",
      "valider la commande",
      "bon de réduction",
      "consigne",
      "pago",
      "pagar",
      "tarjeta",
      "cobrado",
      "cobro",
      "reembolso",
      "confirmar el pedido",
      "cupón",
    ],
    routePatterns: [
      "/v2/checkout",
      "/v2/checkout/*",
      "/v2/payments",
      "/v2/payments/*",
      "/v2/orders",
      "/v2/orders/*",
    ],
  },
  {
    slug: "catalogue",
    name: "Catalogue and search",
    ownerTeam: "ordering",
    keywords: [
      "search",
      "catalogue",
      "product",
      "price",
      "filter",
      "photo",
      "allergen",
      "out of stock",
      "unit",
      "case size",
      "category",
      "Suche",
      "Sortiment",
      "Artikel",
      "Preis",
      "Filter",
      "Allergene",
      "nicht lieferbar",
      "Gebinde",
      "Kategorie",
      "recherche",
      "catalogue",
      "produit",
      "prix",
      "filtre",
      "allergène",
      "rupture",
      "conditionnement",
      "búsqueda",
      "buscador",
      "catálogo",
      "producto",
      "precio",
      "filtro",
      "alérgenos",
      "agotado",
    ],
    routePatterns: ["/v2/products", "/v2/products/*", "/v2/search"],
  },
  {
    slug: "sign-in",
    name: "Sign-in and accounts",
    ownerTeam: "identity",
    keywords: [
      "login",
      "log in",
      "sign in",
      "sign-in",
      "SSO",
      "single sign-on",
      "password",
      "reset link",
      "invite",
      "colleague",
      "permission",
      "two-factor",
      "code",
      "logged out",
      "Anmeldung",
      "anmelden",
      "einloggen",
      "Login",
      "Passwort",
      "Kennwort",
      "Einladung",
      "Berechtigung",
      "abgemeldet",
      "Zugang",
      "connexion",
      "se connecter",
      "mot de passe",
      "identifiant",
      "invitation",
      "déconnecté",
      "droits",
      "inicio de sesión",
      "iniciar sesión",
      "contraseña",
      "acceso",
      "invitación",
      "permisos",
      "usuario",
    ],
    routePatterns: ["/v2/sessions", "/v2/sessions/*", "/v2/sso", "/v2/sso/*", "/v2/members", "/v2/members/*"],
  },
  {
    slug: "baskets",
    name: "Baskets and order lists",
    ownerTeam: "ordering",
    keywords: [
      "basket",
      "cart",
      "draft",
      "order list",
      "standing order",
      "template",
      "reorder",
      "quantity",
      "note to supplier",
      "cut-off",
      "Warenkorb",
      "Entwurf",
      "Bestellliste",
      "Dauerbestellung",
      "Vorlage",
      "Menge",
      "Nachbestellung",
      "Bestellschluss",
      "panier",
      "brouillon",
      "liste de commande",
      "commande récurrente",
      "quantité",
      "modèle",
      "cesta",
      "carrito",
      "borrador",
      "lista de pedidos",
      "pedido fijo",
      "cantidad",
      "plantilla",
    ],
    routePatterns: [
      "/v2/baskets",
      "/v2/baskets/*",
      "/v2/lists",
      "/v2/lists/*",
      "/v2/standing-orders",
      "/v2/standing-orders/*",
    ],
  },
  {
    slug: "deliveries",
    name: "Deliveries and tracking",
    ownerTeam: "logistics",
    keywords: [
      "delivery",
      "driver",
      "tracking",
      "slot",
      "time window",
      "van",
      "arrived",
      "missing items",
      "delivery note",
      "route",
      "map",
      "proof of delivery",
      "Lieferung",
      "Lieferfenster",
      "Fahrer",
      "Sendungsverfolgung",
      "Lieferschein",
      "Zustellung",
      "fehlende Ware",
      "Tour",
      "livraison",
      "livreur",
      "créneau",
      "suivi",
      "bon de livraison",
      "manquant",
      "tournée",
      "entrega",
      "repartidor",
      "franja",
      "seguimiento",
      "albarán",
      "faltan",
      "reparto",
    ],
    routePatterns: ["/v2/deliveries", "/v2/deliveries/*", "/v2/slots"],
  },
  {
    slug: "invoices",
    name: "Invoices and documents",
    ownerTeam: "payments",
    keywords: [
      "invoice",
      "VAT",
      "credit note",
      "statement",
      "PDF",
      "accountant",
      "export",
      "receipt",
      "billing address",
      "Rechnung",
      "Rechnungen",
      "Mehrwertsteuer",
      "MwSt",
      "Gutschrift",
      "Buchhaltung",
      "Steuerberater",
      "DATEV",
      "Beleg",
      "facture",
      "factures",
      "TVA",
      "avoir",
      "comptable",
      "relevé",
      "justificatif",
      "factura",
      "facturas",
      "IVA",
      "abono",
      "gestoría",
      "extracto",
      "recibo",
    ],
    routePatterns: [
      "/v2/invoices",
      "/v2/invoices/*",
      "/v2/credit-notes",
      "/v2/credit-notes/*",
      "/v2/statements",
      "/v2/statements/*",
    ],
  },
  {
    slug: "mobile-app",
    name: "Mobile app",
    ownerTeam: "mobile",
    keywords: [
      "app",
      "iPhone",
      "Android",
      "iPad",
      "tablet",
      "barcode",
      "scanner",
      "scan",
      "push notification",
      "offline",
      "crash",
      "camera",
      "battery",
      "dark mode",
      "App",
      "Handy",
      "Barcode",
      "Scanner",
      "abgestürzt",
      "Mitteilung",
      "Kamera",
      "Akku",
      "appli",
      "application",
      "téléphone",
      "scanner",
      "code-barres",
      "plante",
      "notification",
      "tablette",
      "aplicación",
      "móvil",
      "código de barras",
      "escáner",
      "se cierra",
      "notificación",
    ],
    routePatterns: ["/v2/devices", "/v2/devices/*", "/v2/sync", "/v2/scan"],
  },
  {
    slug: "public-api",
    name: "Public API and webhooks",
    ownerTeam: "platform",
    keywords: [
      "API",
      "endpoint",
      "webhook",
      "SDK",
      "token",
      "rate limit",
      "429",
      "pagination",
      "sandbox",
      "documentation",
      "till",
      "POS integration",
      "idempotency",
      "JSON",
      "schema",
      "Schnittstelle",
      "Kassensystem",
      "Warenwirtschaft",
      "Dokumentation",
      "Anbindung",
      "interface",
      "caisse",
      "intégration",
      "documentation",
      "jeton",
      "integración",
      "TPV",
      "documentación",
      "ERP",
    ],
    routePatterns: [
      "/v2/webhooks",
      "/v2/webhooks/*",
      "/v2/keys",
      "/v2/keys/*",
      "/v2/events",
      "/v2/exports",
      "/v2/exports/*",
    ],
  },
];

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export type StoryLaunch = {
  slug: string;
  name: string;
  scope: string;
  phase: LaunchPhase;
  timeZone: string;
  planDays: number;
  sizing: Readonly<
    Record<"complexity" | "criticality" | "userBase" | "riskTolerance" | "deploymentStyle", 1 | 2 | 3>
  >;
  phases: readonly { phase: LaunchPhase; startsAfterHours: number }[];
};

export const LAUNCH: StoryLaunch = {
  slug: "larderline-2",
  name: "Larderline 2.0",
  scope:
    "Larderline lets independent food shops, cafés, restaurants and small chains order from regional wholesalers until ten in the evening and have it at the door the next morning. " +
    "Version 2.0 replaces the web shop and both mobile apps, brings a new checkout (cards, SEPA direct debit, deposits), company sign-in for chains, shared order lists, live delivery tracking " +
    "and the public API v2 for tills and stock systems. 4,100 customer accounts in Germany, France, Spain, the United Kingdom and Ireland were moved over in one night; the old shop is read-only.",
  phase: "stabilising",
  timeZone: "Europe/Berlin",
  planDays: 14,
  sizing: { complexity: 3, criticality: 3, userBase: 2, riskTolerance: 1, deploymentStyle: 2 },
  phases: [
    { phase: "planned", startsAfterHours: -14 * 24 },
    { phase: "live", startsAfterHours: 0 },
    { phase: "stabilising", startsAfterHours: 56 },
    { phase: "exiting", startsAfterHours: 10 * 24 },
    { phase: "exited", startsAfterHours: 14 * 24 },
  ],
};

/** How far Berlin's clock is ahead of UTC at that instant, ms. */
export function zoneOffsetMs(atMs: number): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: LAUNCH.timeZone,
    hourCycle: "h23",
    day: "numeric",
    hour: "numeric",
  }).formatToParts(atMs);
  const read = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
  const utc = new Date(atMs);
  const days = read("day") === utc.getUTCDate() ? 0 : 1;
  return (days * 24 + read("hour") - utc.getUTCHours()) * HOUR_MS;
}

/**
 * When the launch went live, seen from now: eight in the morning in Berlin on the day that makes this day 4, so that
 * between 72 and 96 hours have passed. Milliseconds since epoch. Story hours are counted from here, so hour 2 is ten o'clock.
 */
export function launchAtMs(nowMs: number): number {
  const offsetMs = zoneOffsetMs(nowMs - 3 * DAY_MS);
  const eightMs = 8 * HOUR_MS;
  return Math.floor((nowMs + offsetMs - 3 * DAY_MS - eightMs) / DAY_MS) * DAY_MS + eightMs - offsetMs;
}

export type StoryCriterion = {
  kind: CriterionKind;
  title: string;
  target: number;
  holdHours: number;
  owner: PersonKey;
  component?: ComponentSlug;
};
export const CRITERIA: readonly StoryCriterion[] = [
  { kind: "open_critical", title: "No open critical issue", target: 0, holdHours: 72, owner: "maren" },
  { kind: "open_major", title: "At most four open major issues", target: 4, holdHours: 48, owner: "ines" },
  {
    kind: "new_items_per_day",
    title: "At most 120 new reports a day",
    target: 120,
    holdHours: 72,
    owner: "tomasz",
  },
  { kind: "error_rate", title: "Gateway errors below 0.8 %", target: 0.8, holdHours: 48, owner: "dev" },
  { kind: "latency_p95", title: "95 % of requests under 900 ms", target: 900, holdHours: 48, owner: "dev" },
  {
    kind: "first_response",
    title: "First answer within 45 minutes (median)",
    target: 45,
    holdHours: 48,
    owner: "tomasz",
  },
  {
    kind: "negative_share",
    title: "Fewer than 35 % angry reports",
    target: 35,
    holdHours: 48,
    owner: "ines",
  },
  {
    kind: "manual",
    title: "Month-end invoice run rehearsed with accounting",
    target: 0,
    holdHours: 0,
    owner: "claire",
  },
];

/** A rule reads: when all conditions hold, these effects apply; rules run in this order and the first to set an effect wins. */
export type StoryCondition =
  | { field: "text"; op: "contains_any"; value: readonly string[] }
  | { field: "component"; op: "is"; value: readonly ComponentSlug[] }
  | { field: "severity"; op: "is"; value: readonly Severity[] }
  | { field: "type"; op: "is"; value: readonly ItemType[] }
  | { field: "source"; op: "is"; value: readonly ("form" | "zendesk" | "api")[] };
export type StoryRule = {
  name: string;
  conditions: readonly StoryCondition[];
  effects: { ownerTeam?: TeamKey; labels?: readonly string[]; urgency?: Urgency };
};
export const ROUTING_RULES: readonly StoryRule[] = [
  {
    name: "Money taken twice goes to payments, now",
    conditions: [
      {
        field: "text",
        op: "contains_any",
        value: [
          "charged twice",
          "double charge",
          "zweimal abgebucht",
          "doppelt abgebucht",
          "débité deux fois",
          "cobrado dos veces",
        ],
      },
    ],
    effects: { ownerTeam: "payments", labels: ["money"], urgency: "now" },
  },
  {
    name: "Somebody else's data: identity and the privacy label",
    conditions: [
      {
        field: "text",
        op: "contains_any",
        value: [
          "another customer",
          "someone else's",
          "not our company",
          "fremde Rechnung",
          "andere Firma",
          "autre client",
          "otro cliente",
          "GDPR",
          "DSGVO",
          "RGPD",
        ],
      },
    ],
    effects: { ownerTeam: "identity", labels: ["privacy"], urgency: "now" },
  },
  {
    name: "Critical is for now",
    conditions: [{ field: "severity", op: "is", value: ["critical"] }],
    effects: { urgency: "now" },
  },
  {
    name: "Integrators go to the platform team",
    conditions: [
      { field: "source", op: "is", value: ["api"] },
      { field: "component", op: "is", value: ["public-api"] },
    ],
    effects: { ownerTeam: "platform", labels: ["integrator"] },
  },
  {
    name: "How-to questions stay with the support desk",
    conditions: [{ field: "type", op: "is", value: ["question"] }],
    effects: { ownerTeam: "support-desk", labels: ["how-to"], urgency: "this_week" },
  },
  {
    name: "Wishes wait until after hypercare",
    conditions: [{ field: "type", op: "is", value: ["wish"] }],
    effects: { labels: ["after-hypercare"], urgency: "later" },
  },
];

/** Filters are written in the board's own language (contracts/board.ts). */
export type StoryView = { name: string; layout: "matrix" | "kanban" | "table"; filter: string };
export const SAVED_VIEWS: readonly StoryView[] = [
  { name: "Morning triage", layout: "table", filter: "state:new" },
  { name: "Blocks the exit", layout: "kanban", filter: "state:open severity:critical,major" },
  { name: "Money and invoices", layout: "table", filter: "component:checkout,invoices" },
  { name: "Quick wins", layout: "matrix", filter: "state:open quadrant:quick_win" },
  { name: "Integrators", layout: "table", filter: "component:public-api" },
];
