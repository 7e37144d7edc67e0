import { ErrorCode } from "@/contracts/errors";

/** Why somebody could not be signed in or out, in words for them. */
export type SessionProblem = { code: ErrorCode | null; message: string };

const UNREACHABLE: SessionProblem = {
  code: null,
  message: "The server could not be reached. Check the connection and try again.",
};

/** Posts to next-auth with its anti-forgery token; null when it was done. */
async function post(path: string, fields: Record<string, string>): Promise<SessionProblem | null> {
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf", { cache: "no-store" })).json()) as {
      csrfToken: string;
    };
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...fields, csrfToken }),
    });
    if (answer.ok) return null;
    const refusal = (await answer.json()) as { code?: unknown; message?: unknown };
    return {
      code: ErrorCode.safeParse(refusal.code).data ?? null,
      message: typeof refusal.message === "string" ? refusal.message : UNREACHABLE.message,
    };
  } catch {
    return UNREACHABLE;
  }
}

/** Starts a session; null when the person is signed in. */
export function requestSignIn(email: string, password: string): Promise<SessionProblem | null> {
  return post("/api/auth/callback/credentials", { email, password });
}

/** Ends the session and leaves for the sign-in page; answers only when it could not. */
export async function requestSignOut(): Promise<SessionProblem | null> {
  const problem = await post("/api/auth/signout", {});
  if (!problem) window.location.assign("/sign-in");
  return problem;
}
