/**
 * The queues and what each may give to whom. A queue is a lane: what is slow in one holds nobody up in another, and within one no
 * organization has more out than its share, however much it has waiting.
 */
export type Lane = {
  /** Jobs that one worker process carries out at once. */
  readonly slots: number;
  /** Jobs of one organization and topic that are out at once, over all worker processes; fewer than there are slots. */
  readonly jobsPerOrg: number;
  /** Rows of a topic that are out at once where many organizations have some waiting; they share it. */
  readonly rowsOut: number;
  /** So long after a canary was sent nothing may have been carried out before the lane counts as stuck, ms: longer than its longest job. */
  readonly wedgedAfterMs: number;
  /** The role, as QUEUES names it, that serves this queue. */
  readonly role: "triage" | "mail" | "upkeep";
};

const LANE_NAMES = ["triage", "model", "mail", "security", "upkeep", "retention"] as const;
export type QueueName = (typeof LANE_NAMES)[number];

/** The queues; each has consumers of its own, and a worker process can be told which to serve. */
export const QUEUE_NAMES: readonly QueueName[] = LANE_NAMES;

export const LANES: Readonly<Record<QueueName, Lane>> = {
  // Bound by the processor: more slots than cores would only make everybody's job longer, fewer than three leave no room beside one
  // organization.
  triage: { slots: 4, jobsPerOrg: 2, rowsOut: 400, wedgedAfterMs: 120_000, role: "triage" },
  // Waits for models outside, up to a minute and a half a job; a slot costs a few sockets, and a dozen organizations whose models hang
  // leave half.
  model: { slots: 32, jobsPerOrg: 2, rowsOut: 2_560, wedgedAfterMs: 600_000, role: "triage" },
  // A mail server may take half a minute for every word of a conversation and be well all the same.
  mail: { slots: 4, jobsPerOrg: 2, rowsOut: 200, wedgedAfterMs: 900_000, role: "mail" },
  // Somebody sits in front of a sign-in page and waits for these.
  security: { slots: 4, jobsPerOrg: 2, rowsOut: 80, wedgedAfterMs: 600_000, role: "mail" },
  upkeep: { slots: 1, jobsPerOrg: 1, rowsOut: 100, wedgedAfterMs: 120_000, role: "upkeep" },
  // Deletes for many seconds at a time; what upkeep does every three must not wait for it.
  retention: { slots: 1, jobsPerOrg: 1, rowsOut: 20, wedgedAfterMs: 300_000, role: "upkeep" },
};

/** Rows that an organization may have out of a topic at least, where so many wait that an equal share would be less. */
export const SHARE_MIN = 20;
