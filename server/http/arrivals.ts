import { cutText } from "@/contracts/cut-text";
import { REPAIR_WORDS } from "@/server/intake/salvage";
import { noteFailure } from "@/server/intake/source-failures.commands";
import type { ReadFields } from "@/server/intake/read-fields";

const CONTENT_TYPE_MAX = 200;

/** A Content-Type as it is kept beside a body; it says how the body is to be read, and is believed only as far as it fits. */
export const contentTypeOf = (request: Request): string =>
  cutText((request.headers.get("content-type") ?? "").replace(/[^\x20-\x7e]/g, ""), CONTENT_TYPE_MAX);

/**
 * Tells a source's settings page of what a proven sender sent and had to be repaired or could not be read, so that somebody mends the
 * sender. Nothing is lost meanwhile.
 */
export function noteReading(source: Parameters<typeof noteFailure>[0], read: ReadFields): void {
  if (!read.ok)
    noteFailure(
      source,
      "unreadable",
      202,
      `Kept as it came, in quarantine. ${read.reason} See how to escape in the steps above.`,
    );
  else if (read.repairs.length > 0)
    noteFailure(
      source,
      "repaired",
      202,
      `Read after it was repaired: ${read.repairs.map((repair) => REPAIR_WORDS[repair]).join("; ")}.`,
    );
}
