import superjson from "superjson";
import { answerTrpc } from "@/server/api/answer";
import { answerAuth } from "@/server/api/auth";
import { PEER_HEADER } from "@/server/api/caller";
import { setPassword } from "./accounts";

const SITE = "http://localhost:3000";

/** What a call came back with: the value, or the refusal and its status. */
export type Answered = {
  status: number;
  value?: unknown;
  code?: string | undefined;
  message?: string;
  refusal?: { code: string; message: string; details: Record<string, unknown>; retryAfterMs: number | null };
  headers: Headers;
};

type Sent = { method?: string; body?: string; headers?: Record<string, string> };

/** A browser with its cookies, in front of authentication and procedures as the servers mount them. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  /** @param sends headers that whatever stands in between adds to each request */
  constructor(
    readonly address = "203.0.113.7",
    private readonly sends: Readonly<Record<string, string>> = {},
  ) {}

  private request(path: string, init: Sent = {}): Request {
    const headers: Record<string, string> = {
      origin: SITE,
      host: "localhost:3000",
      "sec-fetch-site": "same-origin",
      "user-agent": "Test Browser",
      [PEER_HEADER]: this.address,
      ...this.sends,
      ...init.headers,
    };
    if (this.cookies.size > 0 && !("cookie" in headers))
      headers["cookie"] = [...this.cookies].map(([k, v]) => `${k}=${v}`).join("; ");
    // "" takes a header away.
    return new Request(`${SITE}${path}`, {
      ...init,
      headers: Object.entries(headers).filter(([, value]) => value !== ""),
    });
  }

  private keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const value = pair.slice(at + 1);
      if (value === "" || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line))
        this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), value);
    }
    return response;
  }

  /** A request under /api/auth, its cookies kept. */
  async auth(path: string, init: Sent = {}): Promise<Response> {
    const request = this.request(path, init);
    const body = request.method === "POST" ? new Uint8Array(await request.arrayBuffer()) : null;
    return this.keep(await answerAuth(request, body));
  }

  async signIn(email: string, password: string): Promise<Response> {
    const { csrfToken } = (await (await this.auth("/api/auth/csrf")).json()) as { csrfToken: string };
    return this.auth("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ csrfToken, email, password }),
    });
  }

  async signOut(): Promise<Response> {
    const { csrfToken } = (await (await this.auth("/api/auth/csrf")).json()) as { csrfToken: string };
    return this.auth("/api/auth/signout", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ csrfToken }),
    });
  }

  /** Calls one procedure in the name of an organization (or none). */
  async call(
    type: "query" | "mutation",
    path: string,
    input?: unknown,
    org?: string,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const sent = JSON.stringify(superjson.serialize(input));
    const named = { ...(org ? { "x-steady-org": org } : {}), ...headers };
    const request =
      type === "query"
        ? this.request(`/api/trpc/${path}?input=${encodeURIComponent(sent)}`, { headers: named })
        : this.request(`/api/trpc/${path}`, {
            method: "POST",
            body: sent,
            headers: { "content-type": "application/json", ...named },
          });
    return readAnswer(this.keep(await answerTrpc(request)));
  }

  query = (path: string, input?: unknown, org?: string) => this.call("query", path, input, org);
  mutate = (path: string, input?: unknown, org?: string) => this.call("mutation", path, input, org);
}

async function readAnswer(response: Response): Promise<Answered> {
  const body = (await response.json()) as {
    result?: { data: Parameters<typeof superjson.deserialize>[0] };
    error?: { json: { message: string; data: { refusal: NonNullable<Answered["refusal"]> } } };
  };
  if (body.result)
    return {
      status: response.status,
      value: superjson.deserialize(body.result.data),
      headers: response.headers,
    };
  const refusal = body.error!.json.data.refusal;
  return {
    status: response.status,
    code: refusal.code,
    message: body.error!.json.message,
    refusal,
    headers: response.headers,
  };
}

export const PASSWORD = "a long enough passphrase";

/** Gives an account the tests' password and signs a new browser in to it. */
export async function signedIn(
  person: { accountId: string; email: string },
  address?: string,
): Promise<Visitor> {
  await setPassword(person.accountId, PASSWORD);
  const visitor = new Visitor(address);
  const answer = await visitor.signIn(person.email, PASSWORD);
  if (answer.status !== 200) throw new Error(`could not sign in: ${answer.status} ${await answer.text()}`);
  return visitor;
}
