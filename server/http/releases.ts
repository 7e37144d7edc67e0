import { ReleaseInput } from "@/contracts/monitoring";
import { findApiCaller } from "@/server/intake/api-callers.commands";
import { expectActive, findSource } from "@/server/intake/source-lookup.queries";
import { recordRelease } from "@/server/monitoring/releases.commands";
import { sha256 } from "@/server/platform/crypto";
import type { Scope } from "@/server/platform/scope";
import { sourceScope } from "@/server/tenancy/scope.commands";
import { expectBearer, idempotencyKeyOf } from "./items";
import { expectMediaType, expectShape, parseJson } from "./parse-json";
import { readBody } from "./read-body";
import { jsonReply } from "./reply";
import type { Route } from "./route";

const MAX_BYTES = 65_536;

/** Release markers from build pipelines: 201 for a new one, 200 when the same key tells how it ended. */
export const releasesRoute: Route = {
  path: "/api/v1/releases",
  access: "API key with releases:write, or the key of the releases source",
  methods: {
    POST: async (request, { requestId, room }) => {
      const scope = await findSender(expectBearer(request), requestId);
      expectMediaType(request, ["application/json"]);
      const body = await readBody(request, room, { maxBytes: MAX_BYTES, sender: scope.actor.id });
      const input = expectShape(ReleaseInput, parseJson(body));
      const key = idempotencyKeyOf(request);
      const release = await recordRelease(
        scope,
        input,
        key === null ? `sha256:${sha256(body)}` : `idem:${key}`,
      );
      return jsonReply(
        release.isNew ? 201 : 200,
        { id: release.id, isNew: release.isNew },
        { "x-request-id": requestId },
      );
    },
  },
};

async function findSender(bearer: string, requestId: string): Promise<Scope> {
  if (bearer.startsWith("stk_")) return findApiCaller(bearer, "releases:write", requestId);
  const source = await findSource(bearer, "releases");
  expectActive(source);
  return sourceScope(source);
}
