/** An organization's short name in addresses. */

/** Addresses that belong to the product: an organization of that name could not be reached. */
const RESERVED = new Set([
  "sign-in",
  "sign-up",
  "sign-out",
  "forgot-password",
  "reset-password",
  "invitation",
  "organizations",
  "account",
  "settings",
  "api",
  "f",
  "widget",
  "status",
  "report",
  "exit-report",
  "livez",
  "readyz",
  "metrics",
  "docs",
  "help",
  "about",
  "admin",
  "www",
  "static",
  "assets",
  "public",
  "new",
  "launches",
  "steady",
  "null",
  "undefined",
]);

/** A short name made of a name: lower-case ASCII letters, digits and single dashes, at most 32 characters. */
export function slugOf(name: string): string {
  const whole = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  // A long name ends after a whole word, where there is one.
  const slug =
    whole.length <= 32
      ? whole
      : whole
          .slice(0, 33)
          .replace(/-[^-]*$/, "")
          .slice(0, 32);
  return slug.length < 2 || RESERVED.has(slug) ? `${slug || "team"}-team` : slug;
}
