import type { QueueName } from "./lanes";

/** A kind of work that the outbox carries: what it is called, where it runs, and how patiently it is tried. */
export type JobDefinition = {
  /** `<domain>.<verb>`; also the outbox topic. */
  readonly topic: string;
  readonly queue: QueueName;
  /** How many outbox rows of one organization travel in one job; the handler takes them as one set. */
  readonly batch: number;
  /** After this many failures a row is dead: listed, readable, replayable. */
  readonly attempts: number;
  /** The first wait after a failure, ms; doubles each time, at most ten minutes. */
  readonly backoffMs: number;
};

/** Names a job. Its handler lives in workers/handlers; a definition without one does not compile there. */
export function defineJob<const D extends JobDefinition>(definition: D): D {
  return definition;
}
