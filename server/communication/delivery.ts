/** A written message as far as its delivery looks at it. */
export type Deliverable = {
  readonly kind: string;
  /** pending, sending, sent, kept, failed or cancelled. */ readonly state: string;
  readonly attempts: number;
  /** When address, subject and text were deleted. */ readonly emptiedAt: Date | null;
};

/** Limited before they are written, where whoever causes them can be told (server/tenancy/limits.ts). */
const LIMITED_BEFORE: readonly string[] = ["invitation", "password_reset"];

/** Messages that wait, were being handed over when a process ended, or were given up and are to be tried once more. */
const SENDABLE: readonly string[] = ["pending", "sending", "failed"];

/**
 * Whether a message is sent when its turn comes: not twice, not when it was taken back or kept, and not when what was in it was deleted.
 * A null is a message that is not there any more.
 */
export const isToBeSent = (message: Deliverable | null): boolean =>
  message !== null && SENDABLE.includes(message.state) && message.emptiedAt === null;

/** Whether a message counts against what its mailbox gets: once, at its first attempt, unless it was counted when it was asked for. */
export const countsForMailbox = ({ kind, state, attempts }: Deliverable): boolean =>
  state === "pending" && attempts === 0 && !LIMITED_BEFORE.includes(kind);
