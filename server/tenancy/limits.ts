/** How often people may try what could be guessed or abused, per window. */

export const SIGN_IN_PER_ACCOUNT = {
  name: "sign-in-account",
  points: 20,
  windowSeconds: 15 * 60,
  message: "Too many attempts to sign in to this account. Wait a while, or reset the password.",
} as const;
export const SIGN_IN_PER_ADDRESS = {
  name: "sign-in-address",
  points: 100,
  windowSeconds: 3600,
  message: "Too many attempts to sign in from your network. Try again later.",
} as const;
export const SIGN_UP_PER_ADDRESS = {
  name: "sign-up-address",
  points: 30,
  windowSeconds: 3600,
  message: "Too many accounts were made from your network. Try again later.",
} as const;
export const RESET_PER_ACCOUNT = {
  name: "reset-account",
  points: 5,
  windowSeconds: 3600,
  message: "Too many requests.",
} as const;
export const RESET_PER_ADDRESS = {
  name: "reset-address",
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
