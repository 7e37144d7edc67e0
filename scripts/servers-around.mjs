/** The servers that an installation may have around it, as Debian packs them: where they are, and how a test runs them. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Oldest PostgreSQL that Steady runs on. */
const POSTGRES_FROM = 15;

/** The first of these programs that runs, or null. */
export function findProgram(paths, versionFlag = "--version") {
  for (const path of paths) {
    if (!path || !existsSync(path)) continue;
    try {
      execFileSync(path, [versionFlag], { stdio: "ignore" });
      return path;
    } catch {
      // There, but not for this machine: look further.
    }
  }
  return null;
}

/** Where a pgbouncer is, or null. PGBOUNCER names another one. */
export const findPgBouncer = () =>
  findProgram([
    process.env.PGBOUNCER,
    "/usr/sbin/pgbouncer",
    "/usr/bin/pgbouncer",
    "/opt/homebrew/bin/pgbouncer",
  ]);

/** Where an nginx is, or null. NGINX names another one. */
export const findNginx = () =>
  findProgram([process.env.NGINX, "/usr/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx"], "-v");

/** Where an Apache is, or null. APACHE names another one. */
export const findApache = () =>
  findProgram([process.env.APACHE, "/usr/sbin/apache2", "/usr/sbin/httpd"], "-v");

/** Where a HAProxy is, or null. HAPROXY names another one. */
export const findHaproxy = () =>
  findProgram([process.env.HAPROXY, "/usr/sbin/haproxy", "/opt/homebrew/bin/haproxy"], "-v");

/** Where an rsyslog is, or null. RSYSLOGD names another one. */
export const findRsyslog = () => findProgram([process.env.RSYSLOGD, "/usr/sbin/rsyslogd"], "-v");

/** Where a logrotate is, or null. LOGROTATE names another one. */
export const findLogrotate = () => findProgram([process.env.LOGROTATE, "/usr/sbin/logrotate"]);

/** Where a curl is, or null. CURL names another one. */
export const findCurl = () => findProgram([process.env.CURL, "/usr/bin/curl"]);

/**
 * The folder of a PostgreSQL server's programs as Debian installs them, the oldest that will do, or null. POSTGRES_BIN names another one.
 */
export function findPostgresBin() {
  const home = "/usr/lib/postgresql";
  const versions = existsSync(home) ? readdirSync(home).map(Number) : [];
  const wanted = versions.filter((version) => version >= POSTGRES_FROM).toSorted((a, b) => a - b);
  const folders = [process.env.POSTGRES_BIN, ...wanted.map((version) => join(home, String(version), "bin"))];
  return folders.find((folder) => folder && findProgram([join(folder, "postgres")])) ?? null;
}
