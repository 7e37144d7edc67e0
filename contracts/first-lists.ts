/**
 * What lists ask for first. A page is read on the server and taken over in the browser by what was asked for, so both take it from here:
 * an input that differs in anything is asked for twice.
 */
import type { MessageState } from "./communication";
import type { WaitingList } from "./responses";

/** The members of an organization that a search finds; all of them without one. */
export const membersInput = (search = "") => ({ limit: 50, search });
export const INVITATIONS_INPUT = { limit: 20 };
export const AUDIT_INPUT = { limit: 50 };
export const MODEL_CALLS_INPUT = { limit: 25 };
export const FAILED_JOBS_INPUT = { limit: 50 };
export const RECEIPTS_INPUT = { limit: 30 };
export const RETENTION_RUNS_INPUT = { limit: 10 };
/** Outgoing mails in one state, or in any. */
export const mailsInput = (state: MessageState | null) => ({ state, limit: 30 });
/** The releases of a launch, newest first. */
export const releasesInput = (launchId: string) => ({ launchId, limit: 50 });
/** The releases that a burn-down marks: those since the launch went live. */
export const burnDownReleasesInput = (launch: { id: string; liveAt: Date }) => ({
  ...releasesInput(launch.id),
  since: launch.liveAt,
});
/** Reports without an answer, of a component or of all. */
export const waitingInput = (of: { launchId: string; componentId: string | null; list: WaitingList }) => ({
  launchId: of.launchId,
  componentId: of.componentId,
  list: of.list,
  limit: 50,
});
