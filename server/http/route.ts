import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, Hono } from "hono";
import { AppError } from "@/server/platform/errors";
import { requestIdOf } from "@/server/api/context";
import { logRefusal } from "@/server/platform/refusal-log";
import { noteRequest } from "@/server/platform/request-facts";
import { countAnswer } from "./metrics";
import type { BodyReservation } from "./read-body";
import { Reply, refusalReply } from "./reply";

export type RouteContext = {
  /** Names this request in its answer, in the log and in the audit trail. */
  requestId: string;
  params: Readonly<Record<string, string>>;
  /** What the bodies of this request hold until it is answered; `readBody` notes it here. */
  room: BodyReservation;
};
export type Answer = Response | Reply;
export type RouteHandler = (request: Request, context: RouteContext) => Promise<Answer> | Answer;
export type Method = "GET" | "POST";

/** A public address, what it does for each method, and who may call it; the last is what the authorization matrix is written from. */
export type Route = {
  path: string;
  /** In one phrase: who is let in. */
  access: string;
  methods: Partial<Record<Method, RouteHandler>>;
};

/** The app as it runs on a server, and without one (`sendTestEvent`, tests), where there is no connection to write to. */
export type HttpApp = Hono<{ Bindings: Partial<HttpBindings> }>;

/** Answers in the way that is there: on the connection, or as a Response. */
export function sendReply(c: Context<{ Bindings: Partial<HttpBindings> }>, answer: Answer): Response {
  if (!(answer instanceof Reply)) return answer;
  const outgoing = (c.env as Partial<HttpBindings> | undefined)?.outgoing;
  if (!outgoing) return answer.toResponse();
  answer.sendOn(outgoing);
  return RESPONSE_ALREADY_SENT;
}

/** Puts routes on an app: refusals become answers, answers are counted, and other methods are told which ones there are. */
export function mountRoutes(app: HttpApp, routes: readonly Route[]): void {
  for (const { path, methods } of routes) {
    const allowed = Object.keys(methods)
      .flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]))
      .join(", ");
    for (const [method, handler] of Object.entries(methods)) {
      app.on(method, path, async (c) => {
        const started = performance.now();
        const requestId = requestIdOf(c.req.raw.headers);
        noteRequest(requestId, { route: path });
        const room: BodyReservation = { release: [] };
        let answer: Answer;
        try {
          answer = await handler(c.req.raw, { requestId, params: c.req.param(), room });
        } catch (error) {
          logRefusal(error, { requestId, route: path });
          answer = refusalReply(error, requestId);
        } finally {
          for (const release of room.release) release();
        }
        countAnswer(method, path, answer.status, performance.now() - started);
        return sendReply(c, answer);
      });
    }
    app.all(path, (c) =>
      sendReply(
        c,
        refusalReply(
          new AppError("METHOD_NOT_ALLOWED", `${c.req.method} is not possible here; ${allowed} is.`, {
            allowed,
          }),
          requestIdOf(c.req.raw.headers),
          { allow: allowed },
        ),
      ),
    );
  }
}
