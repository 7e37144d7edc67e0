/**
 * `npm start`: the built product in production, until it is told to stop. Reads `.env` when there is one; without DATABASE_URL the
 * database is an embedded one in `.data/postgres`, and the secret is made once beside it.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, stopOnSignal } from "./processes.mjs";
import { dataFolder, startProduct } from "./product.mjs";

const log = (line) => console.log(`steady  ${line}`);
let product;

async function stop() {
  log("stopping");
  const codes = await product?.stop();
  log("stopped");
  return codes;
}

try {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  log(
    process.env.DATABASE_URL
      ? "using the database of DATABASE_URL"
      : `using the embedded database in ${dataFolder()}`,
  );
  stopOnSignal(stop);
  product = await startProduct({
    folder: dataFolder(),
    log,
    onGivenUp: (code) => void stop().then(() => process.exit(code || 1)),
  });
} catch (error) {
  console.error(`steady  ${error.message}`);
  process.exit(1);
}
