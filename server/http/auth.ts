import { answerAuth } from "@/server/api/auth";
import { callerOf } from "./caller";
import { readBody } from "./read-body";
import { SECURITY_HEADERS } from "./reply";
import type { Route, RouteContext } from "./route";

/** A few short fields. */
const MAX_BYTES = 16_384;

/** Hands a request to next-auth with its body read under the cap, and its answer out with the headers that every answer carries. */
async function answer(request: Request, { room }: RouteContext): Promise<Response> {
  const body =
    request.method === "POST"
      ? await readBody(request, room, { maxBytes: MAX_BYTES, sender: callerOf(request).network })
      : null;
  const answered = await answerAuth(request, body);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) answered.headers.set(name, value);
  return answered;
}

/** Signing in and out. */
export const authRoute: Route = {
  path: "/api/auth/*",
  access: "anyone, to sign in and out; changes only from this site's own pages",
  methods: { GET: answer, POST: answer },
};
