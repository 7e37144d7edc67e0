import { LANGUAGE_PARAM, type Language } from "@/contracts/languages";
import { linkToken, type LinkKind } from "./crypto";
import { getEnv } from "./env";

const PATHS: Readonly<Record<LinkKind, string>> = {
  invitation: "invitation",
  password_reset: "reset-password",
  report: "report",
};

/**
 * The address that a link's token makes, at the address people type.
 * @param language in which its page is drawn, whatever the browser prefers; null where the browser decides
 */
export function addressOfToken(kind: LinkKind, token: string, language: Language | null = null): string {
  const url = new URL(`/${PATHS[kind]}/${token}`, getEnv().PUBLIC_URL);
  if (language !== null) url.searchParams.set(LANGUAGE_PARAM, language);
  return url.href;
}

/**
 * Where an invitation is accepted, a password is reset, a reporter follows their report.
 * @param id what the token is made of: the invitation's id, the reset link's secret, the raw event's id (or the item's where there is none)
 */
export const linkUrl = (kind: LinkKind, id: string, language: Language | null = null): string =>
  addressOfToken(kind, linkToken(kind, id), language);

/** Where a shared exit report is opened; whoever has the address may. */
export const exitReportUrl = (secret: string): string =>
  new URL(`/exit-report/${secret}`, getEnv().PUBLIC_URL).href;
