import type { RetentionKind } from "@/contracts/retention";
import type { Scope } from "@/server/platform/scope";
import type { Tx } from "./client";

/**
 * What one batch deleted or emptied; `isMore` when another batch may find more. `position` where the kind has no index over what is still
 * there: the next batch of this run goes on from it, and the next run when this one is through.
 */
export type Expired = {
  readonly rows: number;
  readonly bytes: number;
  readonly isMore: boolean;
  readonly position?: Date;
};

/**
 * Lets go of one kind of rows, in the domain whose tables they are. What is due is the same in all three: the count that is shown before a
 * term is shortened is of what the next run deletes. None of them touches what the pipeline still has to do.
 */
export type Expirer = {
  readonly kind: RetentionKind;
  /** How many rows have reached their term at this cut-off, counted to `atMost`. */
  readonly dueIn: (tx: Tx, scope: Scope, before: Date, atMost: number) => Promise<number>;
  /** Since when the oldest that is kept has been here; null when there is none. */
  readonly oldestIn: (tx: Tx, scope: Scope) => Promise<Date | null>;
  /**
   * Deletes or empties some of what is due; again until it says that there is no more. Doing it twice changes nothing.
   * @param position what the batch before answered with; null for a run's first
   */
  readonly expireIn: (tx: Tx, scope: Scope, before: Date, position: Date | null) => Promise<Expired>;
};

/** Of a statement that answers with one row of counts. */
export type Deleted = { rows: number; bytes: number };

/** What a batch did that took at most `limit` rows. */
export const expiredOf = (deleted: Deleted | undefined, limit: number): Expired => ({
  rows: deleted?.rows ?? 0,
  bytes: deleted?.bytes ?? 0,
  isMore: (deleted?.rows ?? 0) >= limit,
});
