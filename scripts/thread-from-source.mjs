/**
 * Runs a thread of `server/platform/threads.ts` from its TypeScript source. A thread does not inherit the loader of the process that
 * started it and takes none by `--import` either: it has to register its own before the source is loaded.
 */
import { pathToFileURL } from "node:url";
import { workerData } from "piscina";
import { register } from "tsx/esm/api";

register();
const source = await import(pathToFileURL(workerData.source).href);
export default source.default;
