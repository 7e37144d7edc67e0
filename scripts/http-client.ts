/** The product over HTTP as a browser of ours speaks it: signing in and typed calls. For the demo's player and the browser tests. */
import { createTRPCClient, httpLink, TRPCClientError, type TRPCClient } from "@trpc/client";
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

/** The status that a failed call was answered with; 0 when there was no answer. */
export function statusOf(error: unknown): number {
  return error instanceof TRPCClientError ? ((error as TRPCClientError<AppRouter>).data?.httpStatus ?? 0) : 0;
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

/** A session's Cookie header as a browser of Playwright's takes it. */
export function cookiesOf(cookieHeader: string, url: string) {
  return cookieHeader.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return {
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
      url,
      httpOnly: true,
      sameSite: "Lax" as const,
    };
  });
}
