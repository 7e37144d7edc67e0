import { makeReader, OPERATIONS } from "./report-reader";

/** What a thread of `readers.ts` runs. */
export default makeReader(OPERATIONS);
