/** How often people may try what could be guessed or abused, per window: all of it data, and what is decided from it. */

/** Failures from one network at one account shut out that network, for that account. */
export const SIGN_IN_PER_ACCOUNT_AND_NETWORK = {
  name: "sign-in-account-network",
  points: 20,
  windowSeconds: 15 * 60,
  message:
    "Too many attempts to sign in to this account from your network. Wait a while, or reset the password.",
} as const;
/** Failures at any accounts. */
export const SIGN_IN_PER_NETWORK = {
  name: "sign-in-network",
  points: 100,
  windowSeconds: 3600,
  message: "Too many attempts to sign in from your network. Try again later, or reset the password.",
} as const;
/** A browser that somebody signed in from has its own tries, which nobody else can use up; beyond them it is like any other. */
export const SIGN_IN_PER_DEVICE = {
  name: "sign-in-device",
  points: 20,
  windowSeconds: 15 * 60,
  message: "Too many attempts to sign in. Wait a while, or reset the password.",
} as const;
/** The failures at one account from everywhere are counted, and refuse nothing: `accountDelayMs` makes them slow. */
export const SIGN_IN_FAILURES = {
  name: "sign-in-failures",
  points: 1_000_000,
  windowSeconds: 15 * 60,
  message:
    "Many attempts are being made to sign in to this account. Try again in a moment, or reset the password.",
} as const;

const FAILURES_AT_FULL_SPEED = 20;
const DELAY_FIRST_MS = 500;
const DELAY_MAX_MS = 8_000;
/** How many tries at one account may wait at the same time, in one process. */
export const SIGN_INS_WAITING_PER_ACCOUNT = 2;
/** And at all accounts together. */
export const SIGN_INS_WAITING = 200;

/**
 * How long a try at an account waits before the password is looked at, ms, by how many failed from everywhere in the last 15 minutes: at
 * first not at all, then twice as long with every five further ones. With the places there are to wait, guesses from however many networks
 * come to at most 20 at full speed and 2 in 8 seconds in the end, 260 in 15 minutes for each web process.
 */
export function accountDelayMs(failures: number): number {
  if (failures < FAILURES_AT_FULL_SPEED) return 0;
  const doublings = Math.floor((failures - FAILURES_AT_FULL_SPEED) / 5);
  return Math.min(DELAY_MAX_MS, DELAY_FIRST_MS * 2 ** Math.min(doublings, 10));
}

/** Whoever is signed in and asked for the present password: strangers have no part in it. */
export const PASSWORD_PER_SESSION = {
  name: "password-session",
  points: 20,
  windowSeconds: 15 * 60,
  message: "Too many attempts to change the password. Wait a while.",
} as const;
/** Whoever holds a link that works: a reset, an invitation. Links that do not work count for the network. */
export const PASSWORD_PER_LINK = {
  name: "password-link",
  points: 20,
  windowSeconds: 15 * 60,
  message: "Too many attempts to set a password. Wait a while.",
} as const;
export const SIGN_UP_PER_NETWORK = {
  name: "sign-up-network",
  points: 30,
  windowSeconds: 3600,
  message: "Too many accounts were made from your network. Try again later.",
} as const;
/** Mails to one person that let them set a new password. */
export const RESET_PER_ACCOUNT = {
  name: "reset-account",
  points: 5,
  windowSeconds: 3600,
  message: "Too many requests.",
} as const;
export const RESET_PER_ACCOUNT_AND_DAY = {
  name: "reset-account-day",
  points: 20,
  windowSeconds: 86_400,
  message: "Too many requests.",
} as const;
/**
 * One an hour goes out even then. A link works for an hour, so that whoever else asks for links, and however often, the person always has
 * one that works.
 */
export const RESET_AT_LEAST = {
  name: "reset-account-least",
  points: 1,
  windowSeconds: 3600,
  message: "Too many requests.",
} as const;
export const RESET_PER_NETWORK = {
  name: "reset-network",
  points: 30,
  windowSeconds: 3600,
  message: "Too many passwords were reset from your network. Try again later.",
} as const;
export const INVITE_PER_MEMBER = {
  name: "invite-member",
  points: 60,
  windowSeconds: 3600,
  message: "You have invited many people within an hour. Try again later.",
} as const;
const INVITED_OFTEN =
  "This address has been sent several invitations lately. Wait a while before you send another.";
/** Invitations to one mailbox: from one organization, and from all, of which a stranger may have founded some. */
export const INVITATIONS_PER_MAILBOX = {
  ofOrganization: { name: "invite-org-mailbox", points: 4, windowSeconds: 3600, message: INVITED_OFTEN },
  ofOrganizationAndDay: {
    name: "invite-org-mailbox-day",
    points: 8,
    windowSeconds: 86_400,
    message: INVITED_OFTEN,
  },
  all: { name: "invite-mailbox", points: 8, windowSeconds: 3600, message: INVITED_OFTEN },
  allAndDay: { name: "invite-mailbox-day", points: 24, windowSeconds: 86_400, message: INVITED_OFTEN },
} as const;

/** Counted, for what is written into the trail of failed sign-ins and lock-outs. */
export const FAILURES_IN_TRAIL = {
  name: "trail-failures",
  points: 1_000_000,
  windowSeconds: 3600,
  message: "",
} as const;
export const LOCKS_IN_TRAIL = {
  name: "trail-locks",
  points: 1_000_000,
  windowSeconds: 3600,
  message: "",
} as const;

/** A member, or a key, that was refused the same thing again within an hour is not told of again. */
export const REFUSALS_IN_TRAIL = {
  name: "trail-refusals",
  points: 1_000_000,
  windowSeconds: 3600,
  message: "",
} as const;

/** Whether the trail records the n-th failure within an hour: of the first, and then of ever fewer. */
export const isRecorded = (failures: number): boolean =>
  [1, 20, 100, 1_000, 10_000, 100_000].includes(failures);
