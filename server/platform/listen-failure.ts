/**
 * Exit code of a process that cannot have its port, whose secret is not its database's or whose settings do not go together (EX_CONFIG of
 * sysexits): starting it again changes nothing.
 */
export const EXIT_WRONG_SETTING = 78;

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another process listens there",
  EACCES: "this user may not listen there",
  EADDRNOTAVAIL: "this machine does not have that address",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "there is no such host",
};

/** Why a server cannot listen, in one sentence; null when the error is about something else. */
export function describeListenFailure(error: unknown, host: string, port: number): string | null {
  const { code, syscall } = (error ?? {}) as { code?: string; syscall?: string };
  if (!code || !/^(?:listen|bind|getaddrinfo)$/.test(syscall ?? "")) return null;
  return `cannot listen on ${host} port ${port}: ${REASONS[code] ?? code}`;
}
