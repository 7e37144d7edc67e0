import { cutText } from "@/contracts/cut-text";

/**
 * Paths as routes: what names one thing becomes {id}, so that a thousand orders are one line in every figure, and a report that names a
 * path is about the route whose requests the gateway counted.
 */

const MAX_SEGMENTS = 12;
const MAX_LENGTH = 200;
/** A longer segment names one thing, whatever it looks like. */
const SEGMENT_MAX = 64;
/** So much of an address is read, characters; log formats cut there too. */
const ADDRESS_MAX = 4_000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NUMBER = /^\d+$/;
const DATE = /^\d{4}-\d{2}(?:-\d{2})?(?:T[\d:.%A-Z+-]*)?$/i;
const HEX = /^(?=.*\d)[0-9a-f]{8,}$/i;
/** ORD-12345, R-7F3K-Q2M9, inv_0192f3: letters, a separator, then something with digits. */
const PREFIXED = /^[a-z]{1,12}[-_](?=[a-z0-9_-]*\d)[a-z0-9_-]{3,}$/i;
/** pay_91, order-77: a short number after a word. One digit after a dash numbers a step, not a thing ("step-2"). */
const NUMBERED = /^[a-z]{1,12}(?:_\d+|-\d{2,})$/i;
/** ab12345: a few letters and at least five digits; fewer are a name ("oauth2", "iso8601"). */
const LETTERED = /^[a-z]{1,6}\d{5,}$/i;
/** Where a route was named with a variable already: :orderId, {orderId}, [orderId], <orderId>. */
const VARIABLE = /^(?::\w+|\{[^{}]+\}|\[[^[\]]+\]|<[^<>]+>)$/;
/** Long mixtures of letters and digits: ULIDs, nanoids, base64, tokens. */
const OPAQUE = /^(?=.*\d)(?=.*[a-z])[a-z0-9_~=-]{16,}$/i;
const MAIL = /(?:@|%40)/i;
const VERSION = /^v\d+(?:\.\d+)*$/i;
const EXTENSION = /^(.+)(\.[a-z]{2,5})$/i;

/** What stands in a route where a path names one thing. */
export const ID_SEGMENT = "{id}";

function isId(segment: string): boolean {
  if (VERSION.test(segment)) return false;
  return (
    NUMBER.test(segment) ||
    UUID.test(segment) ||
    DATE.test(segment) ||
    HEX.test(segment) ||
    PREFIXED.test(segment) ||
    NUMBERED.test(segment) ||
    LETTERED.test(segment) ||
    VARIABLE.test(segment) ||
    OPAQUE.test(segment) ||
    MAIL.test(segment)
  );
}

const templates = new Map<string, string>();

function templateOf(segment: string): string {
  if (isId(segment)) return ID_SEGMENT;
  const named = EXTENSION.exec(segment);
  return named && isId(named[1]!) ? `${ID_SEGMENT}${named[2]!.toLowerCase()}` : segment;
}

/** A segment's template; remembered, because traffic repeats itself. What nobody would write twice is not kept. */
function remembered(segment: string): string {
  if (segment.length > SEGMENT_MAX) return ID_SEGMENT;
  let template = templates.get(segment);
  if (template === undefined) {
    if (templates.size > 20_000) templates.clear();
    templates.set(segment, (template = templateOf(segment)));
  }
  return template;
}

/** The path alone: no host, query string, fragment or matrix parameters; always beginning with a slash. */
export function pathOf(address: string): string {
  let path = cutText(address, ADDRESS_MAX);
  const scheme = path.indexOf("://");
  if (scheme > 0 && scheme < 10) {
    const slash = path.indexOf("/", scheme + 3);
    path = slash < 0 ? "/" : path.slice(slash);
  }
  const end = path.search(/[?#;]/);
  if (end >= 0) path = path.slice(0, end);
  return path.startsWith("/") ? path : `/${path}`;
}

/** An address without the method that some write before it: "GET /v2/orders". */
export const withoutMethod = (address: string): string =>
  address.trimStart().replace(/^[A-Z]{3,7}\s{1,3}(?=\/)/, "");

/** The route of a path that nobody named: `/v2/orders/18822/lines` is `/v2/orders/{id}/lines`. */
export function routeTemplate(path: string): string {
  let route = "";
  let depth = 0;
  for (const segment of cutText(path, ADDRESS_MAX).split("/")) {
    if (segment === "") continue;
    if (++depth > MAX_SEGMENTS) {
      route += "/…";
      break;
    }
    route += `/${remembered(segment)}`;
  }
  return route === "" ? "/" : cutText(route, MAX_LENGTH);
}

/** A path as it may be kept: segments that look like a secret (a mail address, a signed or random token) are not written down. */
export function scrubPath(path: string): string {
  if (path.length < 20 && !path.includes("@") && !path.includes("%40")) return path;
  const scrubbed = cutText(path, ADDRESS_MAX)
    .split("/")
    .map((segment) =>
      MAIL.test(segment) ||
      segment.startsWith("eyJ") ||
      (segment.length >= 24 && !UUID.test(segment) && OPAQUE.test(segment))
        ? "{secret}"
        : segment,
    )
    .join("/");
  return cutText(scrubbed, 500);
}
