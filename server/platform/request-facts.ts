import { singleton } from "./singleton";

/** What is found out about a request while it is answered, for its line in the access log. */
export type RequestFacts = {
  /** The pattern of its address, without what was filled in. */
  route?: string;
  /** Names of the procedures it calls. */
  calls?: string;
  /** Whose it is: ids, never names. */
  orgId?: string;
  actor?: string;
};

const open = () => singleton("request-facts", () => new Map<string, RequestFacts>());

/** Begins to keep what is noted of a request. */
export function beginRequest(requestId: string): void {
  open().set(requestId, {});
}

/** Notes what was found out; of a request that nobody keeps a line for, nothing. */
export function noteRequest(requestId: string | null, facts: RequestFacts): void {
  const known = requestId === null ? undefined : open().get(requestId);
  if (known) Object.assign(known, facts);
}

/** What was noted; nothing is kept afterwards. */
export function endRequest(requestId: string): RequestFacts {
  const known = open().get(requestId) ?? {};
  open().delete(requestId);
  return known;
}
