/**
 * The restore run: the built product takes reports and mails people about them, is stopped in the middle of it, backed up (refused while
 * it runs) and restored elsewhere by `npm run backup` and `npm run restore`; then the copy starts, goes on with what was in flight, once,
 * and writes to nobody. On the embedded database, and on Debian's PostgreSQL 15 with pg_dump where it is installed.
 */
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetch } from "undici";
import { build, isBuilt } from "@/scripts/build.mjs";
import { createCaller, signInOverHttp } from "@/scripts/http-client";
import { bareEnvironment } from "@/scripts/product.mjs";
import { startOnFreePorts } from "@/scripts/product-on-free-ports";
import { becomeOwnerOf } from "@/scripts/unprivileged.mjs";
import {
  hasDebianPostgres,
  queryOnce,
  startDebianPostgres,
  type DebianPostgres,
} from "@/server/testing/debian-postgres";
import { until } from "@/server/testing/waiting";
import { startMailSink } from "../noisy/mail-sink";

const REPORTS = 120;
const SECRET = "a secret for the restore run and for nothing else";
const PERSON = { email: "owner@restore.example", password: "corner shop lanterns 42" };

/** Where an installation's data is: in a folder, or on a server. */
type Place = { folder: string; server?: DebianPostgres; database?: string };
type Running = Awaited<ReturnType<typeof start>>;

const settingsOf = ({ server, database }: Place): Record<string, string> =>
  server ? server.urls(database!) : {};
const start = (place: Place, env: Record<string, string>) =>
  startOnFreePorts({ folder: place.folder, env: { STEADY_SECRET: SECRET, ...settingsOf(place), ...env } });

/** One of our scripts as a person starts it. */
function runScript(
  name: "backup" | "restore",
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [`scripts/${name}.mjs`, ...args], {
      env: { ...bareEnvironment(), ...env } as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data: Buffer) => (output += data.toString()));
    child.once("close", (code) => done({ code: code ?? -1, output }));
  });
}

const failures: string[] = [];
function expectThat(what: string, isTrue: boolean, detail: unknown = ""): void {
  console.log(`${isTrue ? "ok    " : "NOT OK"}  ${what}${isTrue ? "" : `: ${JSON.stringify(detail)}`}`);
  if (!isTrue) failures.push(what);
}

/** An organization whose reports wait to be worked on and whose reporters wait for mails. @returns references by key */
async function fill({ url }: Running): Promise<Map<string, string>> {
  const { slug } = await createCaller(url).account.signUp.mutate({
    ...PERSON,
    name: "Olga",
    organizationName: "Shop",
  });
  const owner = createCaller(url, { cookie: await signInOverHttp(url, PERSON), organization: slug });
  const liveAt = new Date(Date.now() - 86_400_000);
  const launch = await owner.launches.create.mutate({
    name: "Shop",
    liveAt,
    endsAt: new Date(liveAt.getTime() + 14 * 86_400_000),
    timeZone: "Europe/Berlin",
    sizing: { complexity: 2, criticality: 2, userBase: 2, riskTolerance: 2, deploymentStyle: 2 },
    components: [],
  });
  await owner.intake.createSource.mutate({ launchId: launch.id, kind: "zendesk", name: "Helpdesk" });
  const { secret } = await owner.tenancy.createApiKey.mutate({ name: "Reports", scopes: ["items:write"] });
  const references = new Map<string, string>();
  await Promise.all(
    Array.from({ length: REPORTS }, async (_, n) => {
      const answer = await fetch(`${url}/api/v1/items`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${secret}`,
          "idempotency-key": `report-${n}`,
        },
        body: JSON.stringify({
          launch: launch.slug,
          title: `Payment ${n} fails`,
          text: `Order ${n}: the card was declined and the basket is empty.`,
          reporter: { email: `reporter-${n}@restore.example` },
        }),
      });
      const { reference } = (await answer.json()) as { reference: string };
      if (answer.ok) references.set(`report-${n}`, reference);
    }),
  );
  return references;
}

/** What must hold of a copy once it has worked off what was in flight. */
async function examine(
  what: string,
  place: Place,
  references: ReadonlyMap<string, string>,
  mailsOf: () => number,
): Promise<void> {
  const before = mailsOf();
  const copy = await start(place, {});
  try {
    await copy.product.ready();
    const admin = place.server
      ? place.server.admin(place.database!)
      : copy.product.database.server!.urls.admin;
    const count = async (text: string) =>
      (await queryOnce<{ n: number }>(admin, `select count(*)::int as n from ${text}`))[0]!.n;
    await until(async () => (await count("outbox where state = 'pending'")) === 0, 60_000);
    const items = await queryOnce<{ reference: string }>(admin, "select reference from item order by 1");
    expectThat(
      `${what}: every report is there once`,
      items.map((i) => i.reference).join() === [...references.values()].sort().join(),
      { there: items.length, acknowledged: references.size },
    );
    expectThat(
      `${what}: nobody has two messages about one thing`,
      (await count("(select from message group by org_id, dedupe_key having count(*) > 1) m")) === 0,
    );
    expectThat(`${what}: nothing was given up`, (await count("dead_letter")) === 0);
    expectThat(`${what}: nobody was written to`, mailsOf() === before, mailsOf() - before);
    const kept = await count("message where state = 'kept'");
    const waiting = await count("message where state in ('pending', 'sending')");
    expectThat(`${what}: what was to be sent is kept`, kept > 0 && waiting === 0, { kept, waiting });
    const caller = createCaller(copy.url, {
      cookie: await signInOverHttp(copy.url, PERSON),
      organization: "shop",
    });
    await until(async () => (await count("audit_due")) === 0, 30_000);
    const trail = await caller.audit.verify.query();
    expectThat(
      `${what}: the same password signs in, and the audit trail is whole`,
      trail.isWhole && trail.events > 0,
      trail,
    );
  } finally {
    await copy.product.stop();
  }
}

async function drive(
  what: string,
  original: Place,
  copyTo: (run: typeof runScript) => Promise<Place>,
): Promise<void> {
  const mails = await startMailSink(20);
  const running = await start(original, { SMTP_URL: mails.url });
  let references: Map<string, string>;
  try {
    await running.product.ready();
    references = await fill(running);
    expectThat(`${what}: every report was acknowledged`, references.size === REPORTS, references.size);
    // In the middle of it: some mails are out, others wait.
    await until(() => mails.count() >= 5, 60_000);
    if (!original.server) {
      const refused = await runScript("backup", [join(original.folder, "..", "refused")], {
        STEADY_DATA: original.folder,
      });
      expectThat(
        `${what}: no backup while it runs`,
        refused.code === 1 && /already running/.test(refused.output),
        refused,
      );
    }
  } finally {
    await running.product.stop();
  }
  const place = await copyTo(runScript);
  await examine(what, place, references, () => mails.count());
}

if (!isBuilt()) await build(console.log);
const base = mkdtempSync(join(tmpdir(), "steady-restore-run-"));
chmodSync(base, 0o755);
try {
  await becomeOwnerOf([base], console.log);
  const folderOf = (name: string) => {
    const folder = join(base, name);
    mkdirSync(folder);
    return folder;
  };
  const output = (what: string, { code, output: words }: { code: number; output: string }) => {
    console.log(words.trimEnd().replace(/^/gm, "        "));
    expectThat(what, code === 0, code);
  };

  await drive("embedded", { folder: folderOf("original") }, async (run) => {
    output(
      "embedded: backed up",
      await run("backup", [join(base, "backup")], { STEADY_DATA: join(base, "original") }),
    );
    const env = { STEADY_SECRET: SECRET };
    output(
      "embedded: restored",
      await run("restore", [join(base, "backup"), "--to", join(base, "copy")], env),
    );
    return { folder: join(base, "copy") };
  });

  if (hasDebianPostgres()) {
    const server = await startDebianPostgres(base);
    try {
      await server.make("steady");
      await server.make("restored");
      await drive(
        "PostgreSQL 15",
        { folder: folderOf("external"), server, database: "steady" },
        async (run) => {
          const dump = join(base, "steady.dump");
          server.run("pg_dump", ["--format=custom", `--file=${dump}`, "--dbname", server.admin("steady")]);
          const env = {
            ...server.urls("restored"),
            STEADY_SECRET: SECRET,
            PG_RESTORE: server.tool("pg_restore"),
          };
          output("PostgreSQL 15: restored", await run("restore", [dump], env));
          return { folder: folderOf("external-copy"), server, database: "restored" };
        },
      );
    } finally {
      await server.stop();
    }
  } else console.log("skipped  PostgreSQL 15 is not installed (Debian: postgresql-15)");
} finally {
  rmSync(base, { recursive: true, force: true });
}
console.log(failures.length ? `\n${failures.length} failed` : "\nall held");
process.exit(failures.length ? 1 : 0);
