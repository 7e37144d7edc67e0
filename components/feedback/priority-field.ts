/** What can be set by hand of an issue's place. */
export type PriorityField = "impact" | "effort";
