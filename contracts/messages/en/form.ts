/** The form that people report with, in its order; its refusals are in `refusals`. */
export const form = {
  title: "Report a problem with {launch}",
  introduction:
    "Your report goes straight to {readers}. You don’t need an account, and you’ll get a reference to follow it up with.",
  /** Who reads it, where nobody has said. */
  readers: "the team that looks after {launch} at {organization}",
  footer: "Reports go to {organization} and to nobody else.",
  question: "What happened?",
  hint: "What you did, what you expected and what you saw instead.",
  /** In the hint's place, when the browser brought back what was typed before. */
  draft: "What you had typed is still here. If you had chosen a picture, please choose it again.",
  email: "Your e-mail",
  emailHint: "We’ll send you the reference.",
  optional: "optional",
  screenshot: "Screenshot",
  screenshotHint: "A photo or screenshot, {size} MB at most.",
  screenshotAgain:
    "A photo or screenshot (JPEG, PNG, WebP, HEIC), {size} MB at most. Please choose it again.",
  /** What the address of the form brought along. */
  passed: {
    title: "Sent along with your report",
    url: "Page",
    version: "Version",
    account: "Account",
    request_id: "Request",
    name: "Name",
  },
  /** A field for machines, which people neither see nor reach. */
  trap: "Leave this empty",
  send: "Send report",
  sendAgain: "Send again",
  paused: "This form isn’t taking reports right now",
  pausedText: "{organization} has paused it. Please contact them another way, or come back later.",
} as const;
