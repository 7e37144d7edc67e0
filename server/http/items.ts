import { addressOfToken } from "@/server/platform/links";
import { Idempotency, PostedItem } from "@/contracts/intake";
import { findApiCaller } from "@/server/intake/api-callers.commands";
import { acceptItem } from "@/server/intake/deliveries.commands";
import { AppError } from "@/server/platform/errors";
import { bearerOf } from "./caller";
import { countDelivery } from "./metrics";
import { expectMediaType, expectShape, parseJson } from "./parse-json";
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

/** Items from applications: 202 with the reference once the item is committed. */
export const itemsRoute: Route = {
  path: "/api/v1/items",
  access: "API key with items:write",
  methods: {
    POST: async (request, { requestId, room }) => {
      try {
        const scope = await findApiCaller(expectBearer(request), "items:write", requestId);
        expectMediaType(request, ["application/json"]);
        const body = await readBody(request, room, {
          maxBytes: MAX_BYTES,
          maxInflatedBytes: MAX_BYTES,
          sender: scope.actor.id,
        });
        const item = expectShape(PostedItem, parseJson(body));
        const { reference, itemId, reportToken, isNew } = await acceptItem(
          scope,
          item,
          body,
          idempotencyKeyOf(request),
          request.headers,
        );
        countDelivery("api", isNew ? "stored" : "repeated");
        return jsonReply(
          202,
          { reference, itemId, reportUrl: addressOfToken("report", reportToken) },
          { "x-request-id": requestId },
        );
      } catch (error) {
        countDelivery("api", "refused");
        throw error;
      }
    },
  },
};
