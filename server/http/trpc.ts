import { TRPC_PATH, answerTrpc, knownProcedures, refuseTrpc } from "@/server/api/answer";
import { AppError, asAppError } from "@/server/platform/errors";
import { sha256 } from "@/server/platform/crypto";
import { exceedsJsonLimits } from "@/server/platform/json";
import { noteRequest } from "@/server/platform/request-facts";
import { callerOf } from "./caller";
import { whileFew } from "./calls-in-progress";
import { compressAnswer } from "./compress-answer";
import { readBody } from "./read-body";
import { cookieName, readCookie } from "@/server/tenancy/session-cookie";
import { SECURITY_HEADERS } from "./reply";
import type { Route, RouteContext } from "./route";

const MAX_BYTES = 1_048_576;

/** Who calls, before it is known whether they may: what carries the session, else where it comes from. */
function senderOf(request: Request): string {
  const sent = request.headers.get("cookie");
  const session =
    readCookie(sent, cookieName("session", true)) ?? readCookie(sent, cookieName("session", false));
  return sha256(session ?? callerOf(request).network);
}

/** How many calls a request is: a batch names them all, with commas between. */
const callsOf = (request: Request): number => new URL(request.url).pathname.split(",").length;

async function answer(request: Request, context: RouteContext): Promise<Response> {
  const calls = callsOf(request);
  noteRequest(context.requestId, { calls: knownProcedures(new URL(request.url).pathname) });
  try {
    return await whileFew(senderOf(request), calls, () => handOver(request, context));
  } catch (error) {
    const refusal = asAppError(error);
    if (refusal?.code !== "RATE_LIMITED") throw error;
    // Whoever speaks tRPC is refused in its form, so that a screen knows to wait and ask again.
    const refused = refuseTrpc(refusal, new URL(request.url).searchParams.has("batch") ? calls : null);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) refused.headers.set(name, value);
    return refused;
  }
}

/** Hands a call to tRPC with its body read under the cap, and its answer out with the headers that every answer carries. */
async function handOver(request: Request, { room }: RouteContext): Promise<Response> {
  const init: RequestInit = { method: request.method, headers: request.headers, signal: request.signal };
  if (request.method === "POST") {
    const body = await readBody(request, room, { maxBytes: MAX_BYTES, sender: callerOf(request).network });
    const excess = exceedsJsonLimits(body);
    if (excess)
      throw new AppError("UNPROCESSABLE", "The input is nested too deeply or holds too many values.", {
        reason: `json_${excess}`,
      });
    init.body = Buffer.from(body);
  }
  const answered = await answerTrpc(request.method === "POST" ? new Request(request.url, init) : request);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) answered.headers.set(name, value);
  return compressAnswer(request, answered);
}

/** The product's own procedures; each states its permission (server/api/trpc.ts). */
export const trpcRoute: Route = {
  path: `${TRPC_PATH}/*`,
  access: "as each procedure states",
  methods: { GET: answer, POST: answer },
};
