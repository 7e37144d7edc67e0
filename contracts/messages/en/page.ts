/** What stands on every page for people without an account. */
export const page = {
  /** The product’s name, where there is no organization’s. */
  product: "Steady",
  language: "Language",
  skip: "Skip to the content",
  /** Names the place where messages appear, to screen readers. */
  notifications: "Notifications",
  /** When the page as a whole could not be drawn. */
  failed: "This page can’t be shown at the moment",
  failedText: "Please try again in a moment. What you had sent before is stored.",
  failedNumber: "Error number",
  tryAgain: "Try again",
} as const;
