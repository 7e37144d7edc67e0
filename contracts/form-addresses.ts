import { inLanguage, type Language } from "./languages";

/** A report that was taken in, as the page that thanks for it needs to know it. */
export type SentReport = { reference: string; token: string; isPictureLeftOut: boolean };

const REFERENCE = /^R-[0-9A-Z]{4}-[0-9A-Z]{4}$/;
const TOKEN = /^[a-z]{3}_[0-9a-z]{26}\.[\w-]{24}$/;

/** Where a sent form ends, whether a browser is sent there or its script goes. */
export function sentAddress(
  formKey: string,
  { reference, token, isPictureLeftOut }: SentReport,
  carried: Language | null,
): string {
  const query = new URLSearchParams({ ref: reference, t: token });
  if (isPictureLeftOut) query.set("picture", "left-out");
  return inLanguage(`/f/${formKey}/sent?${query}`, carried);
}

/** What such an address says; null without a reference. The token is null where it cannot be ours. */
export function readSent(
  query: Readonly<Record<string, string | string[] | undefined>>,
): { reference: string; token: string | null; isPictureLeftOut: boolean } | null {
  const only = (name: string) => [query[name]].flat()[0] ?? "";
  const reference = REFERENCE.exec(only("ref"))?.[0];
  if (reference === undefined) return null;
  return {
    reference,
    token: TOKEN.exec(only("t"))?.[0] ?? null,
    isPictureLeftOut: only("picture") === "left-out",
  };
}
