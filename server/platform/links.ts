import { linkToken, type LinkKind } from "./crypto";
import { getEnv } from "./env";

const PATHS: Readonly<Record<LinkKind, string>> = {
  invitation: "invitation",
  password_reset: "reset-password",
  report: "report",
};

/** The address that a link's token makes, at the address people type. */
export const addressOfToken = (kind: LinkKind, token: string): string =>
  new URL(`/${PATHS[kind]}/${token}`, getEnv().PUBLIC_URL).href;

/**
 * Where an invitation is accepted, a password is reset, a reporter follows their report.
 * @param id what the token is made of: the invitation's id, the reset link's secret, the raw event's id (or the item's where there is none)
 */
export const linkUrl = (kind: LinkKind, id: string): string => addressOfToken(kind, linkToken(kind, id));

/** Where a shared exit report is opened; whoever has the address may. */
export const exitReportUrl = (secret: string): string =>
  new URL(`/exit-report/${secret}`, getEnv().PUBLIC_URL).href;
