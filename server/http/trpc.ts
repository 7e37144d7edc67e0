import { TRPC_PATH, answerTrpc } from "@/server/api/answer";
import { AppError } from "@/server/platform/errors";
import { exceedsJsonLimits } from "@/server/platform/json";
import { callerAddress } from "./caller";
import { readBody } from "./read-body";
import { SECURITY_HEADERS } from "./reply";
import type { Route, RouteContext } from "./route";

const MAX_BYTES = 1_048_576;

/** Hands a call to tRPC with its body read under the cap, and its answer out with the headers that every answer carries. */
async function answer(request: Request, { room }: RouteContext): Promise<Response> {
  const init: RequestInit = { method: request.method, headers: request.headers, signal: request.signal };
  if (request.method === "POST") {
    const body = await readBody(request, room, { maxBytes: MAX_BYTES, sender: callerAddress(request) });
    const excess = exceedsJsonLimits(body);
    if (excess)
      throw new AppError("UNPROCESSABLE", "The input is nested too deeply or holds too many values.", {
        reason: `json_${excess}`,
      });
    init.body = Buffer.from(body);
  }
  const answered = await answerTrpc(request.method === "POST" ? new Request(request.url, init) : request);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) answered.headers.set(name, value);
  return answered;
}

/** The product's own procedures; each states its permission (server/api/trpc.ts). */
export const trpcRoute: Route = {
  path: `${TRPC_PATH}/*`,
  access: "as each procedure states",
  methods: { GET: answer, POST: answer },
};
