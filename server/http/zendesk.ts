import { acceptZendesk, verifyZendesk } from "@/server/intake/deliveries.commands";
import { noteFailure } from "@/server/intake/source-failures.commands";
import { findSource } from "@/server/intake/source-lookup.queries";
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
        const outcome = await acceptZendesk(source, contentType, body, request.headers);
        if (outcome.isIgnored) {
          countDelivery("zendesk", "ignored");
          noteFailure(source, "ignored_event", 200, outcome.reason);
          return jsonReply(200, { ignored: outcome.reason }, { "x-request-id": requestId });
        }
        countDelivery("zendesk", outcome.isNew ? "stored" : "repeated");
        return jsonReply(
          202,
          { reference: outcome.reference, itemId: outcome.itemId },
          { "x-request-id": requestId },
        );
      }),
  },
};
