import { TRPC_PATH, answerTrpc } from "@/server/api/answer";
import { readBody } from "./read-body";
import { SECURITY_HEADERS } from "./reply";
import type { Route } from "./route";

const MAX_BYTES = 1_048_576;

/** Hands a call to tRPC with its body read under the cap, and its answer out with the headers that every answer carries. */
async function answer(request: Request): Promise<Response> {
  const init: RequestInit = { method: request.method, headers: request.headers, signal: request.signal };
  if (request.method === "POST") init.body = Buffer.from(await readBody(request, { maxBytes: MAX_BYTES }));
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
