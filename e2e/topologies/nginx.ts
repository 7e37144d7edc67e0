/** An nginx with the README's configuration in front of several webs. */
import { spawn } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/scripts/embedded-postgres.mjs";
import { putInCharge } from "@/scripts/guard.mjs";
import { postgresUser } from "@/scripts/postgres-cluster.mjs";
import { findNginx } from "@/scripts/servers-around.mjs";
import { untilUp } from "@/bench/stack";
import { blockAfter } from "./readme";

/** Where the README's configuration sends requests; here it stands for several webs. */
const README_WEB = "http://127.0.0.1:3000";

/**
 * Starts it; what the README leaves to the operator is the server around its two locations, and the list of webs.
 * @param webs ports of the webs
 * @param port where it listens
 * @throws Error where this machine has no nginx, or it does not start
 */
export async function startNginx(webs: readonly number[], port: number): Promise<{ stop(): Promise<void> }> {
  const binary = findNginx();
  if (!binary) throw new Error("There is no nginx on this machine.");
  const folder = mkdtempSync(join(tmpdir(), "steady-nginx-"));
  const locations = blockAfter("**Reverse proxy.**", "nginx");
  const sent = locations.split(README_WEB).length - 1;
  if (sent !== locations.split("location ").length - 1)
    throw new Error(`Not every location of the README's nginx block leads to ${README_WEB}.`);
  const probe = await freePort();
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (what) => `${what}_temp_path ${join(folder, what)};`,
  );
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; worker_processes 1; pid ${join(folder, "pid")}; error_log stderr warn;
     events {}
     http {
       access_log off; ${temporary.join(" ")}
       upstream steady { ${webs.map((web) => `server 127.0.0.1:${web};`).join(" ")} }
       server { listen 127.0.0.1:${probe}; return 200; }
       server {
         listen 127.0.0.1:${port};
         ${locations.replaceAll(README_WEB, "http://steady")}
       }
     }`,
  );
  const user = process.getuid?.() === 0 ? postgresUser() : null;
  chmodSync(folder, 0o755);
  if (user) chownSync(folder, user.uid, user.gid);
  const child = spawn(binary, ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"], {
    ...user,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
  const exited = new Promise((done) => child.once("exit", done));
  putInCharge(child, { name: "nginx" });
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilUp(`http://127.0.0.1:${probe}/`, 10_000);
  } catch (error) {
    await stop();
    throw new Error(`${(error as Error).message}\n${output}`);
  }
  return { stop };
}
