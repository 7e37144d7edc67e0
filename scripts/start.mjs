/**
 * `npm start`: the built product in production, until it is told to stop. Reads `.env` when there is one; without DATABASE_URL the
 * database is an embedded one in `.data/postgres`, and the secret is made once beside it. Started as root it goes on as the owner of
 * `.data`. Exit codes: 0 after it was told to stop, another one when it could not be started or kept running.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, stopOnSignal } from "./processes.mjs";
import { dataFolder, startProduct } from "./product.mjs";
import { becomeOwnerOf } from "./unprivileged.mjs";

/** After giving up, what still runs is given so long, ms. */
const LAST_STOP_MS = 4_000;

const log = (line) => console.log(`steady  ${line}`);
// A terminal that was closed, or a full disk under a log file, is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

let product;

async function stop() {
  log("stopping");
  const codes = await product?.stop();
  log("stopped");
  return codes;
}

async function giveUp({ reason, code }) {
  console.error(`steady  giving up: ${reason}`);
  await product?.stop(LAST_STOP_MS);
  process.exit(code || 1);
}

try {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  await becomeOwnerOf([dataFolder()], log);
  log(
    process.env.DATABASE_URL
      ? "using the database of DATABASE_URL"
      : `using the embedded database in ${dataFolder()}`,
  );
  stopOnSignal(stop);
  product = await startProduct({ folder: dataFolder(), log, onGivenUp: (why) => void giveUp(why) });
} catch (error) {
  console.error(`steady  ${error.message}`);
  process.exit(1);
}
