/** How an operator's command gets into the database of this installation, whether the product is running or not. */
import { join } from "node:path";
import { directUrl } from "../server/db/direct.mjs";
import { openDatabase } from "./env-of-database.mjs";
import { dataFolder } from "./product.mjs";

/** The owner's way into the database of this installation, which may be running; `stop` ends what was started for this. */
export async function reachDatabase(log) {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = process.env;
  if (DATABASE_URL) return { url: directUrl(DATABASE_URL, DATABASE_DIRECT_URL), stop: async () => {} };
  const { urlOfRunning } = await import("./embedded-postgres.mjs");
  const folder = join(dataFolder(), "postgres");
  const running = urlOfRunning(folder, "owner");
  if (running) return { url: running, stop: async () => {} };
  const database = await openDatabase({ folder, log });
  return { url: database.urls.DATABASE_URL, stop: () => database.stop() };
}
