import { noteFailure } from "@/server/intake/source-failures.commands";
import { findSource, type KnownSource } from "@/server/intake/source-lookup.queries";
import type { SourceKind } from "@/contracts/intake";
import { noteRequest } from "@/server/platform/request-facts";
import { countDelivery } from "./metrics";
import { refusalOf } from "./reply";

/**
 * Runs what a source's address does, and counts what it refuses on the source's settings page. An unknown key is nobody's failure.
 */
export async function forSource<T>(
  key: string,
  kind: SourceKind,
  requestId: string,
  act: (source: KnownSource) => Promise<T>,
): Promise<T> {
  const source = await findSource(key, kind);
  noteRequest(requestId, { orgId: source.orgId, actor: source.id });
  try {
    return await act(source);
  } catch (error) {
    const refusal = refusalOf(error, requestId);
    countDelivery(kind, "refused");
    noteFailure(source, reasonOf(refusal), refusal.status, refusal.message);
    throw refusal;
  }
}

const reasonOf = (refusal: { code: string; details: Readonly<Record<string, unknown>> }): string =>
  typeof refusal.details["reason"] === "string" ? refusal.details["reason"] : refusal.code.toLowerCase();
