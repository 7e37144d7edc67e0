/** The product over HTTP as a browser of ours speaks it: signing in and typed calls. For the demo's player and the browser tests. */
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "@/server/api/root";

export type Caller = TRPCClient<AppRouter>;

/** Keeps what a site sets, as `name=value` pairs. */
class Cookies {
  private readonly held = new Map<string, string>();

  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(";")[0] ?? "";
      const at = pair.indexOf("=");
      this.held.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
    }
  }

  toString(): string {
    return [...this.held].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

/**
 * Typed calls to the product.
 * @param url the address the product is reached by, its PUBLIC_URL
 * @param who the session's cookie and the organization's short name, where there are any
 */
export function createCaller(url: string, who: { cookie?: string; organization?: string } = {}): Caller {
  const headers = {
    origin: url,
    ...(who.cookie && { cookie: who.cookie }),
    ...(who.organization && { "x-steady-org": who.organization }),
  };
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/api/trpc`, transformer: superjson, headers })],
  });
}

/**
 * Signs a person in.
 * @returns the Cookie header of the session
 * @throws Error with what the product answered
 */
export async function signInOverHttp(
  url: string,
  person: { email: string; password: string },
): Promise<string> {
  const cookies = new Cookies();
  const csrf = await fetch(`${url}/api/auth/csrf`, { headers: { origin: url } });
  cookies.take(csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, cookie: String(cookies) },
    body: JSON.stringify({ ...person, csrfToken }),
    redirect: "manual",
  });
  if (!answer.ok)
    throw new Error(`signing in as ${person.email}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  cookies.take(answer);
  return String(cookies);
}
