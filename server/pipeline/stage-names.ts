/** The stages every item goes through, in order; a stage's version is raised when its answer would change. */
export const STAGES = [
  { name: "normalise", version: 1 },
  { name: "classify", version: 1 },
  { name: "score", version: 1 },
  { name: "group", version: 1 },
  { name: "route", version: 1 },
] as const;
