/** One line of Kong's http-log, as far as the story fills it. Times are milliseconds; `proxy` is −1 where Kong answered itself. */
export type KongLine = {
  started_at: number;
  client_ip: string;
  request: {
    id: string;
    method: string;
    uri: string;
    url: string;
    size: number;
    querystring: Record<string, string>;
    headers: Record<string, string>;
  };
  response: { status: number; size: number; headers: Record<string, string> };
  latencies: { request: number; kong: number; proxy: number; receive: number };
  upstream_uri: string;
  upstream_status?: string;
  service: { id: string; name: string; host: string };
  route: { id: string; name: string; paths: string[]; methods: string[] };
  consumer?: { id: string; username: string };
  source: "upstream" | "kong";
};

export type TrafficRoute = {
  name: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With {id} where a number stands. */
  path: string;
  service: string;
  /** Share of all requests, relative. */
  weight: number;
  /** Median time in the service, ms, and how far it spreads (sigma of the log). */
  medianMs: number;
  sigma: number;
  bytes: number;
};

const route = (
  service: string,
  name: string,
  method: TrafficRoute["method"],
  path: string,
  weight: number,
  medianMs: number,
  bytes: number,
  sigma = 0.5,
): TrafficRoute => ({ name, method, path, service, weight, medianMs, sigma, bytes });

/** The gateway's routes. POST /v2/orders is near nine per cent of the traffic. */
export const TRAFFIC_ROUTES: readonly TrafficRoute[] = [
  route("orders", "orders-create", "POST", "/v2/orders", 9, 240, 900),
  route("orders", "orders-read", "GET", "/v2/orders/{id}", 7, 70, 3_400),
  route("orders", "checkout-quote", "POST", "/v2/checkout/quote", 6, 160, 2_100),
  route("orders", "checkout-vouchers", "POST", "/v2/checkout/vouchers", 0.6, 90, 400),
  route("payments", "payments-create", "POST", "/v2/payments", 4, 620, 700, 0.45),
  route("payments", "payments-confirm", "POST", "/v2/payments/confirmations", 3, 310, 500),
  route("payments", "payments-mandates", "POST", "/v2/payments/mandates", 0.3, 280, 500),
  route("catalogue", "search", "GET", "/v2/search", 13, 210, 14_000, 0.6),
  route("catalogue", "products-list", "GET", "/v2/products", 5, 130, 38_000),
  route("catalogue", "products-read", "GET", "/v2/products/{id}", 10, 45, 5_200),
  route("catalogue", "products-price", "GET", "/v2/products/{id}/price", 5, 35, 300),
  route("catalogue", "products-photo", "GET", "/v2/products/{id}/photo", 7, 22, 46_000),
  route("identity", "sessions-create", "POST", "/v2/sessions", 1.5, 190, 900),
  route("identity", "sessions-refresh", "POST", "/v2/sessions/refresh", 3, 40, 700),
  route("identity", "sessions-reset", "POST", "/v2/sessions/reset", 0.3, 120, 300),
  route("identity", "sso-callback", "POST", "/v2/sso/callback", 1, 210, 600),
  route("identity", "members", "GET", "/v2/members", 0.8, 60, 2_400),
  route("logistics", "deliveries-addresses", "GET", "/v2/deliveries/addresses", 0.8, 55, 1_900),
  route("orders", "baskets-read", "GET", "/v2/baskets/{id}", 7, 65, 9_000),
  route("orders", "baskets-lines", "PUT", "/v2/baskets/{id}/lines", 8, 80, 1_200),
  route("orders", "baskets-cut-off", "GET", "/v2/baskets/{id}/cut-off", 2, 20, 200),
  route("orders", "standing-orders", "GET", "/v2/standing-orders", 0.7, 75, 4_000),
  route("logistics", "slots", "GET", "/v2/slots", 2.5, 140, 2_600),
  route("logistics", "deliveries-position", "GET", "/v2/deliveries/{id}/position", 4, 50, 400),
  route("logistics", "deliveries-note", "GET", "/v2/deliveries/{id}/note", 0.6, 420, 90_000),
  route("billing", "invoices-list", "GET", "/v2/invoices", 1.4, 150, 11_000),
  route("billing", "invoices-pdf", "GET", "/v2/invoices/{id}/pdf", 0.9, 540, 120_000),
  route("billing", "statements-export", "GET", "/v2/statements/export", 0.2, 900, 210_000),
  route("mobile", "scan", "POST", "/v2/scan", 2, 60, 800),
  route("mobile", "sync", "POST", "/v2/sync", 4, 95, 3_000),
  route("mobile", "devices-notifications", "PUT", "/v2/devices/notifications", 0.4, 45, 200),
  route("platform", "events", "GET", "/v2/events", 6, 55, 2_200),
  route("platform", "webhooks-deliveries", "GET", "/v2/webhooks/{id}/deliveries", 0.5, 80, 3_100),
];

export type TrafficConsumer = { username: string; weight: number; clientVersion: string; userAgent: string };
/** Who calls: the shop's own clients first, then the integrators with their keys. */
export const TRAFFIC_CONSUMERS: readonly TrafficConsumer[] = [
  {
    username: "web-shop",
    weight: 52,
    clientVersion: "",
    userAgent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  },
  {
    username: "android-app",
    weight: 18,
    clientVersion: "",
    userAgent: "Larderline/2 (Android 12; SM-A525F)",
  },
  { username: "ios-app", weight: 14, clientVersion: "", userAgent: "Larderline/2 (iOS 18.6; iPhone14,5)" },
  { username: "trellis-pos", weight: 4, clientVersion: "sdk-2.0.4", userAgent: "larderline-node/2.0.4" },
  { username: "stockwise", weight: 3, clientVersion: "sdk-2.0.4", userAgent: "larderline-java/2.0.1" },
  { username: "kassenwerk", weight: 3, clientVersion: "sdk-2.0.3", userAgent: "Kassenwerk/11.2" },
  { username: "warenfluss", weight: 2, clientVersion: "sdk-2.0.4", userAgent: "larderline-dotnet/2.0.2" },
  { username: "caisse-claire", weight: 2, clientVersion: "sdk-2.0.3", userAgent: "CaisseClaire/7" },
  { username: "tpv-norte", weight: 1, clientVersion: "sdk-2.0.1", userAgent: "python-requests/2.32" },
  { username: "platewise", weight: 1, clientVersion: "sdk-2.0.4", userAgent: "larderline-node/2.0.4" },
];
