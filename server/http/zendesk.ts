import { acceptZendesk, readTakenBack, verifyZendesk } from "@/server/intake/deliveries.commands";
import { noteFailure } from "@/server/intake/source-failures.commands";
import { findSource, type KnownSource } from "@/server/intake/source-lookup.queries";
import { followWithdrawal } from "@/server/pipeline/withdraw.commands";
import { findTicketReport, isWithdrawn } from "@/server/feedback/entries.queries";
import { sourceScope } from "@/server/tenancy/scope.commands";
import { readFields } from "@/server/intake/read-fields";
import { AppError } from "@/server/platform/errors";
import { countDelivery } from "./metrics";
import { contentTypeOf, noteReading } from "./arrivals";
import { readBody } from "./read-body";
import { jsonReply } from "./reply";
import type { Route } from "./route";
import { forSource } from "./sources";

/** Zendesk's own limit for a trigger's body. */
const MAX_BYTES = 262_144;

/**
 * Webhooks of both kinds. Verified over the bytes as they came, before anything looks inside them; what is signed is kept, also when it
 * cannot be read.
 */
export const zendeskRoute: Route = {
  path: "/api/v1/webhooks/zendesk/:key",
  access: "source key and signature",
  methods: {
    // Some senders knock before they deliver; the answer tells nothing but that the address exists.
    GET: async (_request, { params }) => {
      await findSource(params["key"] ?? "", "zendesk");
      return jsonReply(200, { status: "ok" });
    },
    POST: (request, { params, requestId, room }) =>
      forSource(params["key"] ?? "", "zendesk", requestId, async (source) => {
        const body = await readBody(request, room, { maxBytes: MAX_BYTES, sender: source.id });
        verifyZendesk(source, request.headers, body);
        if (body.byteLength === 0) throw new AppError("BAD_REQUEST", "The body is empty.");
        const contentType = contentTypeOf(request);
        noteReading(source, readFields(contentType, body));
        const taken = await takeBack(source, contentType, body);
        if (taken) {
          countDelivery("zendesk", "ignored");
          return jsonReply(200, taken, { "x-request-id": requestId });
        }
        const outcome = await acceptZendesk(source, contentType, body, request.headers);
        if (outcome.isIgnored) {
          countDelivery("zendesk", "ignored");
          noteFailure(source, "ignored_event", 200, outcome.reason);
          return jsonReply(200, { ignored: outcome.reason }, { "x-request-id": requestId });
        }
        countDelivery("zendesk", outcome.isNew ? "stored" : "repeated");
        for (const { reason, detail } of outcome.asWhat) noteFailure(source, reason, 202, detail);
        // A ticket is one report: its later deliveries are told the reference of the first.
        const report =
          outcome.ticketId === null
            ? null
            : await findTicketReport(sourceScope(source), {
                sourceId: source.id,
                ticketId: outcome.ticketId,
              });
        return jsonReply(
          202,
          { reference: outcome.reference, itemId: outcome.itemId, ...report },
          { "x-request-id": requestId },
        );
      }),
  },
};

/**
 * Follows a delivery that takes something back, and passes over what is said in a ticket whose report was withdrawn or erased: none of it
 * is
 * stored. Null for every other delivery.
 */
async function takeBack(
  source: KnownSource,
  contentType: string,
  body: Uint8Array,
): Promise<Record<string, unknown> | null> {
  const scope = sourceScope(source);
  const { withdrawal, ticketId } = readTakenBack(source, contentType, body);
  if (withdrawal) {
    const followed = await followWithdrawal(scope, source.id, withdrawal);
    const outcome = followed.isKnown ? "followed" : "nothing of this ticket is here";
    noteFailure(source, "withdrawal", 200, `${withdrawal.kind}: ${outcome}`);
    return { withdrawal: withdrawal.kind, ...followed };
  }
  if (ticketId === null || !(await isWithdrawn(scope, { sourceId: source.id, ticketId }))) return null;
  noteFailure(source, "withdrawn_ticket", 200, "Comments of tickets that were deleted or erased.");
  return { ignored: "This ticket's report was withdrawn." };
}
