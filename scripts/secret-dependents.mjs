/** What still depends on a secret that was replaced, and whether that one may be removed. */
import { keyRing } from "../server/platform/key-ring.mjs";
import { acrossOrganizations } from "./sealed-values.mjs";

const NAMES_MAX = 20;
/** Reports are counted up to here. */
const REPORTS_MAX = 100_000;

const LIVE_KEY = "revoked_at is null and coalesce(expires_at, 'infinity') > now()";

/** How many of what ends by itself were made with a secret before the current one, and when the last one ends. */
const ENDING = {
  sessions: "session where revoked_at is null and expires_at > now() and created_at < $1",
  invitations:
    "invitation where accepted_at is null and revoked_at is null and expires_at > now() and created_at < $1",
  resetLinks: "account_link where used_at is null and expires_at > now() and created_at < $1",
};

/**
 * @typedef {{ n: number, until: Date | null }} Ending
 * @typedef {{ since: Date, apiKeys: { n: number, some: { organization: string, name: string }[] }, sessions: Ending, invitations: Ending,
 *   resetLinks: Ending, reportLinks: number }} Dependents
 *   since: when the current secret became the current one; what was made before is taken to depend on an older one
 */

/**
 * @param {import("pg").Client} client a connection of the owner
 * @param {string[]} secrets the current one first
 * @returns {Promise<Dependents>}
 */
export async function findDependents(client, secrets) {
  const [{ since }] = await acrossOrganizations(client, "select since from door.secret_check");
  const [current] = keyRing(secrets, "key-hash");
  const unused = `api_key k where ${LIVE_KEY} and hash_key_id is distinct from $1`;
  const [{ n }] = await acrossOrganizations(client, `select count(*)::int as n from ${unused}`, [current.id]);
  const some = await acrossOrganizations(
    client,
    `select (select o.name from organization o where o.id = k.org_id) as organization, k.name from ${unused}
     order by 1, 2 limit ${NAMES_MAX}`,
    [current.id],
  );
  const endings = {};
  for (const [what, from] of Object.entries(ENDING))
    [endings[what]] = await acrossOrganizations(
      client,
      `select count(*)::int as n, max(expires_at) as until from ${from}`,
      [since],
    );
  const [{ reports }] = await acrossOrganizations(
    client,
    `select count(*)::int as reports from (
       select from raw_event where received_at < $1
       union all select from item where raw_event_id is null and recorded_at < $1
       limit ${REPORTS_MAX + 1}) r`,
    [since],
  );
  return { since, apiKeys: { n, some }, ...endings, reportLinks: reports };
}

const at = (date) => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
const upTo = (n) => (n > REPORTS_MAX ? `more than ${REPORTS_MAX}` : String(n));

/**
 * Whether the secrets before the current one may be removed, in words.
 * @param {{ previous: number, left: number, dependents: Dependents, isGivingUpReportLinks: boolean }} found
 *   previous: how many are configured; left: values still sealed with one; isGivingUpReportLinks: reporters' links made before may end
 * @returns {{ mayGo: boolean, lines: string[] }}
 */
export function verdictOn({ previous, left, dependents, isGivingUpReportLinks }) {
  if (previous === 0)
    return { mayGo: true, lines: ["STEADY_PREVIOUS_SECRETS is empty: there is nothing to remove."] };
  const { apiKeys, sessions, invitations, resetLinks, reportLinks } = dependents;
  const blocks = [];
  const notes = [];
  if (left > 0)
    blocks.push(`${left} values were sealed with an older secret meanwhile: a process still runs with it`);
  if (apiKeys.n > 0) {
    const named = apiKeys.some.map(({ organization, name }) => `${organization}: “${name}”`);
    const more = apiKeys.n > named.length ? `, and ${apiKeys.n - named.length} more` : "";
    blocks.push(
      `${apiKeys.n} API keys have not been used since; use or revoke them (${named.join(", ")}${more})`,
    );
  }
  for (const [what, { n, until }] of [
    ["sessions that began before", sessions],
    ["open invitations", invitations],
    ["links to set a password", resetLinks],
  ])
    if (n > 0) blocks.push(`${n} ${what}; the last one ends by itself at ${at(until)}`);
  if (reportLinks > 0) {
    const words = `the links that the reporters of ${upTo(reportLinks)} reports were given before would lead nowhere`;
    if (isGivingUpReportLinks) notes.push(`${words}, as you wanted`);
    else blocks.push(`${words}; they never end by themselves (--without-report-links gives them up)`);
  }
  const mayGo = blocks.length === 0;
  return {
    mayGo,
    lines: [
      ...blocks.map((line) => `depends on an older secret: ${line}`),
      ...notes,
      mayGo
        ? "The older secrets may be removed: take them out of STEADY_PREVIOUS_SECRETS and start again."
        : "The older secrets may not be removed yet: keep them in STEADY_PREVIOUS_SECRETS and run this again later.",
    ],
  };
}
