/** The part of the boot check that is about places and users: whose processes and folders they are, and where the project may lie. */
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postgresUser } from "./postgres-cluster.mjs";
import { root } from "./processes.mjs";

/**
 * Who runs what was started: as root, somebody else, to whom the data folder was given.
 * @param {string} folder the data folder of a product that runs
 * @param {(name: string, isTrue: boolean, detail?: string) => void} check
 */
export function checkUsers(folder, check) {
  if (process.platform !== "linux") return;
  const { parts } = JSON.parse(readFileSync(join(folder, "processes.json"), "utf8"));
  const uidOf = (pid) => Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
  const users = new Set(parts.map(({ pid }) => uidOf(pid)));
  const names = parts.map(({ name }) => name).sort();
  check("database, web and worker are written down", names.join() === "database,web,worker", names.join());
  check("nothing of it runs as root", !users.has(0), [...users].join());
  const owner = statSync(folder).uid;
  check(
    "all of it runs as the owner of the data folder",
    users.size === 1 && users.has(owner),
    `owner ${owner}`,
  );
  if (process.getuid() === 0)
    check("a new data folder of root's was given to the system user postgres", owner === postgresUser().uid);
}

/** A copy of the project's scripts with an `.env`: that is read, and root is told when others may not enter the project. */
export async function checkProjectFolder({ start, exitOf, check }) {
  const project = mkdtempSync(join(tmpdir(), "steady-project-"));
  try {
    cpSync(join(root, "scripts"), join(project, "scripts"), { recursive: true });
    // Of the sources only what the scripts share with the product.
    for (const shared of ["server/db/direct.mjs", "server/platform/key-ring.mjs"])
      cpSync(join(root, shared), join(project, shared));
    cpSync(join(root, "package.json"), join(project, "package.json"));
    symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
    writeFileSync(join(project, ".env"), "DATABASE_URL=postgresql://steady_owner:x@127.0.0.1:1/steady\n");
    const outputOf = async () => {
      const child = start([join(project, "scripts/start.mjs")], { STEADY_DATA: join(project, ".data") });
      return `exit ${await exitOf(child)}\n${child.output}`;
    };
    if (process.getuid?.() === 0) {
      const refusal = await outputOf();
      check(
        "root is told that others may not read the project, and nothing is started",
        refusal.startsWith("exit 1") && refusal.includes("Move the project to a folder that others may read"),
        refusal,
      );
      chmodSync(project, 0o755);
    }
    const unbuilt = await outputOf();
    check("npm start reads .env", unbuilt.includes("using the database of DATABASE_URL"), unbuilt);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}
