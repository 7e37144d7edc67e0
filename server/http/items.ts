import { addressOfToken } from "@/server/platform/links";
import { Idempotency, PostedItem } from "@/contracts/intake";
import { findApiCaller } from "@/server/intake/api-callers.commands";
import { acceptItem, acceptUnreadableItem, notesOnTime } from "@/server/intake/deliveries.commands";
import { readFields, type ReadFields } from "@/server/intake/read-fields";
import { noteFailure } from "@/server/intake/source-failures.commands";
import { AppError, asAppError } from "@/server/platform/errors";
import { parseJsonBytes } from "@/server/platform/json";
import { bearerOf } from "./caller";
import { countDelivery } from "./metrics";
import { contentTypeOf, noteReading } from "./arrivals";
import { expectShape } from "./parse-json";
import { readBody } from "./read-body";
import { jsonReply } from "./reply";
import type { Route } from "./route";

/** A report of 20,000 characters, each of them escaped, with its context. */
const MAX_BYTES = 262_144;

/** The key of a request that may be sent twice. @throws AppError UNPROCESSABLE when it is not one */
export function idempotencyKeyOf(request: Request): string | null {
  const header = request.headers.get("idempotency-key");
  return header === null ? null : expectShape(Idempotency, header);
}

/** The secret of an API key. @throws AppError UNAUTHENTICATED when none was sent */
export function expectBearer(request: Request): string {
  const secret = bearerOf(request);
  if (!secret)
    throw new AppError("UNAUTHENTICATED", "Send an API key: Authorization: Bearer stk_…", {
      header: "Authorization",
    });
  return secret;
}

/**
 * An item as it was posted, or null where the body cannot be read as one and is to be kept as it came: whoever holds a key is known, and
 * the words in a broken body are a customer's.
 * @throws AppError UNPROCESSABLE for JSON that is right and no item, which its sender can mend; BAD_REQUEST for an empty body
 */
function readItem(contentType: string, body: Uint8Array): { item: PostedItem | null; how: ReadFields } {
  try {
    const item = expectShape(PostedItem, parseJsonBytes(body));
    return { item, how: { ok: true, fields: {}, repairs: [] } };
  } catch (error) {
    if (asAppError(error)?.code !== "BAD_REQUEST" || body.byteLength === 0) throw error;
  }
  const how = readFields(contentType, body);
  if (!how.ok) return { item: null, how };
  const repaired = PostedItem.safeParse(how.fields);
  return repaired.success
    ? { item: repaired.data, how }
    : { item: null, how: { ok: false, reason: "It was broken, and is no item after it was repaired." } };
}

/** Items from applications: 202 with the reference once the item is committed. */
export const itemsRoute: Route = {
  path: "/api/v1/items",
  access: "API key with items:write",
  methods: {
    POST: async (request, { requestId, room }) => {
      try {
        const scope = await findApiCaller(expectBearer(request), "items:write", requestId);
        const body = await readBody(request, room, {
          maxBytes: MAX_BYTES,
          maxInflatedBytes: MAX_BYTES,
          sender: scope.actor.id,
        });
        const contentType = contentTypeOf(request);
        const read = readItem(contentType, body);
        const delivery = {
          body,
          contentType,
          idempotencyKey: idempotencyKeyOf(request),
          headers: request.headers,
        };
        const { reference, itemId, reportToken, isNew, source, timeProblem } =
          read.item === null
            ? await acceptUnreadableItem(scope, delivery)
            : await acceptItem(scope, read.item, delivery);
        noteReading(source, read.how);
        if (isNew)
          for (const { reason, detail } of notesOnTime({ problem: timeProblem }))
            noteFailure(source, reason, 202, detail);
        countDelivery("api", isNew ? "stored" : "repeated");
        return jsonReply(
          202,
          {
            reference,
            itemId,
            reportUrl: addressOfToken("report", reportToken),
            ...(timeProblem === null ? {} : { notes: [`occurredAt: ${timeProblem}`] }),
            ...(read.how.ok ? {} : { unreadable: `Kept as it came, in quarantine. ${read.how.reason}` }),
          },
          { "x-request-id": requestId },
        );
      } catch (error) {
        countDelivery("api", "refused");
        throw error;
      }
    },
  },
};
