/** What can be set by hand of an issue's place. */
export type PriorityField = "impact" | "effort";

/** The keys that set them, on the board as in the inbox. */
export const PRIORITY_KEYS: Readonly<Record<PriorityField, string>> = { impact: "i", effort: "o" };
