/** `npm run restore` starts this on what it has restored: organizations' ids come in, one a line, and a `DataCheck` goes out as JSON. */
import { text } from "node:stream/consumers";
import { closeDatabase } from "@/server/db/client";
import { checkData } from "@/server/pipeline/data-check";

const ids = (await text(process.stdin)).split("\n").filter(Boolean);
const check = await checkData(ids);
await closeDatabase();
process.stdout.write(`${JSON.stringify(check)}\n`);
