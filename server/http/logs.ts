import { ingestBatch } from "@/server/monitoring/logs.commands";
import { expectActive, launchOf } from "@/server/intake/source-lookup.queries";
import { verifyLogSender } from "@/server/intake/deliveries.commands";
import { now } from "@/server/platform/clock";
import { idempotencyKeyOf } from "./items";
import { countDelivery } from "./metrics";
import { expectMediaType } from "./parse-json";
import { allowedInflation, readPacked } from "./read-body";
import { jsonReply } from "./reply";
import type { Route } from "./route";
import { forSource } from "./sources";

const MAX_BYTES = 16 * 1_048_576;
const MAX_INFLATED_BYTES = 48 * 1_048_576;
const ACCEPTED = [
  "application/json",
  "application/x-ndjson",
  "application/ndjson",
  "application/jsonlines",
  "text/plain",
];

/** Gateway logs, one object, an array or one object per line, gzip too: 202 with what was stored and what was not, and why. */
export const logsRoute: Route = {
  path: "/api/v1/logs/:key",
  access: "source key, and its secret where one is set",
  methods: {
    POST: (request, { params, requestId, room }) =>
      forSource(params["key"] ?? "", "gateway_logs", requestId, async (source) => {
        verifyLogSender(source, request.headers);
        expectActive(source);
        expectMediaType(request, ACCEPTED);
        const key = idempotencyKeyOf(request);
        const { bytes, isGzip } = await readPacked(request, room, {
          maxBytes: MAX_BYTES,
          maxInflatedBytes: MAX_INFLATED_BYTES,
          sender: source.id,
          lane: "logs",
        });
        const receipt = await ingestBatch(
          { orgId: source.orgId, sourceId: source.id, launchId: launchOf(source) },
          {
            body: bytes,
            maxInflatedBytes: isGzip ? allowedInflation(bytes.byteLength, MAX_INFLATED_BYTES) : null,
            batchId: key === null ? null : `idem:${key}`,
          },
          now(),
        );
        countDelivery("gateway_logs", receipt.isDuplicate ? "repeated" : "stored");
        return jsonReply(202, receipt, { "x-request-id": requestId });
      }),
  },
};
