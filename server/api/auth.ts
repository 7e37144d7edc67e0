import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { SignIn } from "@/contracts/account";
import { ERROR_STATUS } from "@/contracts/errors";
import { sessionCookieSecrets } from "@/server/platform/crypto";
import { getEnv } from "@/server/platform/env";
import { AppError, asAppError } from "@/server/platform/errors";
import { decodeUtf8, parseJsonBytes } from "@/server/platform/json";
import { logFailure } from "@/server/platform/outage-log";
import { logRefusal } from "@/server/platform/refusal-log";
import { SESSION_MAX_MS, cookieName, deviceCookie, readCookie } from "@/server/tenancy/session-cookie";
import { openSessionToken, renewCsrfCookie } from "@/server/tenancy/session-tokens.runtime";
import { signIn, signOut } from "@/server/tenancy/sessions.commands";
import { isSecureSite, readSessionById } from "@/server/tenancy/sessions.queries";
import { contextFrom, requestIdOf, type Context } from "./context";

/** CommonJS modules whose default export arrives wrapped or not, depending on who bundles. */
const unwrap = <T>(module: T): T => (module as { default?: T }).default ?? module;
const nextAuth = unwrap(NextAuth);
const credentialsProvider = unwrap(Credentials);

/** What is answered under /api/auth; next-auth has more, and none of it is ours. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  GET: ["csrf", "session"],
  POST: ["callback/credentials", "signout"],
};

/** next-auth for one request; a refusal by our own commands is left in `refusals`, because next-auth keeps only its words. */
function optionsFor(ctx: Context, refusals: unknown[]): NextAuthOptions {
  const isSecure = isSecureSite();
  const cookie = (kind: "session" | "csrf" | "callback") => ({
    name: cookieName(kind, isSecure),
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure },
  });
  return {
    secret: sessionCookieSecrets()[0]!,
    jwt: { decode: async ({ token }) => (token ? ((await openSessionToken(token))?.claims ?? null) : null) },
    useSecureCookies: isSecure,
    cookies: { sessionToken: cookie("session"), csrfToken: cookie("csrf"), callbackUrl: cookie("callback") },
    session: { strategy: "jwt", maxAge: SESSION_MAX_MS / 1000 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      credentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(given) {
          try {
            const parsed = SignIn.safeParse(given);
            if (!parsed.success)
              throw new AppError("UNAUTHENTICATED", "The e-mail address or the password is wrong.");
            const { sessionId, device } = await signIn(parsed.data, ctx);
            ctx.setCookies.push(deviceCookie(device, isSecure));
            return { id: sessionId };
          } catch (error) {
            refusals.push(error);
            return null;
          }
        },
      }),
    ],
    callbacks: {
      // The cookie carries the session's id and nothing else. A throw here clears the cookie.
      async jwt({ token, user }: { token: Record<string, unknown>; user?: { id: string } }) {
        // A user is there at sign-in only, whatever the library's type says.
        if (user) return { sid: user.id };
        const { sid } = token;
        if (typeof sid !== "string" || !(await readSessionById(sid)))
          throw new Error("this session has ended");
        return { sid };
      },
      async session({ session, token }) {
        const live = await readSessionById(String(token["sid"]));
        return { ...session, user: live ? { name: live.name, email: live.email } : {} };
      },
      redirect: ({ baseUrl }) => baseUrl,
    },
    logger: {
      error: (code, details) =>
        logFailure("next-auth", "error" in details ? details.error : details, { fields: { code } }),
      warn: () => {},
      debug: () => {},
    },
  };
}

/**
 * Answers one request under /api/auth: the anti-forgery token, the session, signing in and out. Where to go afterwards is the page's
 * business; addresses in the request are never looked at, so that none can lead away from this site. Never throws.
 * @param sent the body of a POST, read within its limit
 */
export async function answerAuth(request: Request, sent: Uint8Array | null): Promise<Response> {
  try {
    return await answer(request, sent);
  } catch (error) {
    const refusal = asAppError(error);
    if (!refusal) logFailure("authentication failed to answer", error, { level: "error" });
    // A wrong password has a line of its own (`noteSignInFailure`).
    else if (refusal.code === "FORBIDDEN")
      logRefusal(refusal, { requestId: requestIdOf(request.headers), route: "/api/auth/*" });
    return refuse(
      refusal ?? new AppError("INTERNAL", "Something went wrong on our side. Try again in a moment."),
    );
  }
}

async function answer(request: Request, sent: Uint8Array | null): Promise<Response> {
  const { pathname } = new URL(request.url);
  const action = pathname.replace(/^\/api\/auth\//, "").replace(/\/$/, "");
  const [here, elsewhere] =
    request.method === "POST" ? (["POST", "GET"] as const) : (["GET", "POST"] as const);
  if (!ACTIONS[here]!.includes(action))
    throw ACTIONS[elsewhere]!.includes(action)
      ? new AppError("METHOD_NOT_ALLOWED", `Use ${elsewhere} here.`)
      : new AppError("NOT_FOUND", "There is nothing at this address.");
  const ctx = contextFrom(request.headers);
  let body: Record<string, string> | undefined;
  if (here === "POST") {
    if (!ctx.isSameOrigin)
      throw new AppError("FORBIDDEN", "This request did not come from a page of this site.", {
        reason: "origin",
      });
    body = readForm(request.headers.get("content-type") ?? "", sent ?? new Uint8Array());
  }
  // While the database is out of reach nobody is signed out: next-auth would clear the cookie of a session it cannot read.
  if (action === "session") await ctx.session();
  if (action === "signout") {
    // Before the cookie goes: a sign-out that cannot end the session must not look as if it had.
    const session = await ctx.session();
    if (session) await signOut(session, ctx.requestId);
  }
  const refusals: unknown[] = [];
  const answered = await callNextAuth(request, action, body, optionsFor(ctx, refusals));
  if (refusals.length > 0) throw refusals[0];
  for (const line of ctx.setCookies) answered.headers.append("set-cookie", line);
  return answered;
}

/** A form or JSON body of a few short fields. */
function readForm(type: string, sent: Uint8Array): Record<string, string> {
  if (type.includes("application/x-www-form-urlencoded"))
    return pickFields(Object.fromEntries(new URLSearchParams(decodeUtf8(sent))));
  if (!type.includes("application/json"))
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", "Send JSON or a form.");
  return pickFields(parseJsonBytes(sent));
}

function pickFields(given: unknown): Record<string, string> {
  const fields = typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
  return Object.fromEntries(
    ["email", "password", "csrfToken"].flatMap((name) =>
      typeof fields[name] === "string" && !fields[name].includes("\0") ? [[name, fields[name]]] : [],
    ),
  );
}

/**
 * Runs next-auth's handler for Node on a fetch request, so that the same code answers under any server and what reaches next-auth is
 * chosen here: no query, no callback cookie, no forwarded host.
 */
async function callNextAuth(
  request: Request,
  action: string,
  body: Record<string, string> | undefined,
  options: NextAuthOptions,
): Promise<Response> {
  const sessionCookie = cookieName("session", isSecureSite());
  const csrfCookie = cookieName("csrf", isSecureSite());
  const sent = request.headers.get("cookie");
  const [held, csrf] = [readCookie(sent, sessionCookie), readCookie(sent, csrfCookie)];
  const cookies = {
    ...(held !== undefined && { [sessionCookie]: held }),
    ...(csrf !== undefined && { [csrfCookie]: renewCsrfCookie(csrf) }),
  };
  const headers = new Headers({ "cache-control": "no-store" });
  const out: { status: number; body: string | null } = { status: 200, body: null };
  const response = {
    status: (code: number) => ((out.status = code), response),
    getHeader: (name: string) =>
      name.toLowerCase() === "set-cookie" ? headers.getSetCookie() : (headers.get(name) ?? undefined),
    setHeader: (name: string, value: string | string[]) => {
      headers.delete(name);
      for (const part of [value].flat()) headers.append(name, part);
      return response;
    },
    json: (value: unknown) => ((out.body = JSON.stringify(value)), response),
    send: (value: unknown) => (
      (out.body = typeof value === "string" ? value : JSON.stringify(value ?? {})),
      response
    ),
    end: () => response,
  };
  const incoming = {
    method: request.method,
    query: { nextauth: action.split("/") },
    cookies,
    headers: { host: new URL(getEnv().PUBLIC_URL).host },
    body: body && { ...body, json: "true" },
  };
  await nextAuth(incoming as unknown as NextApiRequest, response as unknown as NextApiResponse, options);
  // next-auth says 200 with an address in it for everything a form may end in; without a session the credentials were not taken.
  if (
    action === "callback/credentials" &&
    out.status === 200 &&
    !headers.getSetCookie().some((c) => c.startsWith(`${sessionCookie}=`))
  )
    throw new AppError("FORBIDDEN", "The sign-in page is out of date. Reload it and try again.", {
      reason: "csrf",
    });
  headers.delete("location");
  headers.set("content-type", "application/json");
  return new Response(action === "csrf" || action === "session" ? out.body : "{}", {
    status: out.status,
    headers,
  });
}

function refuse(refusal: AppError): Response {
  const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
  if (refusal.retryAfterMs) headers.set("retry-after", String(Math.ceil(refusal.retryAfterMs / 1000)));
  const body = {
    code: refusal.code,
    message: refusal.message,
    details: refusal.details,
    retryAfterMs: refusal.retryAfterMs ?? null,
  };
  return new Response(JSON.stringify(body), { status: ERROR_STATUS[refusal.code], headers });
}
