import { createHash } from "node:crypto";

/** What the first block of an organization's chain follows. */
export const GENESIS = "0".repeat(64);

/** What the fingerprints of a block cover: 1, what its events say; 2, their place in the trail as well. New blocks are of form 2. */
export type BlockForm = 1 | 2;

/** One sealed event: its id, its place in the trail, and the SHA-256 of what its block covers. */
export type Fingerprint = { id: string; place: bigint; hash: string };

/** The hash of a block: over its number, the block before it and its events in the order in which it names them. */
export function blockHash(
  seq: number,
  previousHash: string,
  events: readonly Pick<Fingerprint, "id" | "hash">[],
): string {
  const digest = createHash("sha256").update(`${seq}\n${previousHash}\n`);
  for (const { id, hash } of events) digest.update(`${id} ${hash}\n`);
  return digest.digest("hex");
}

export type Block = {
  seq: number;
  form: number;
  previousHash: string;
  hash: string;
  rowCount: number;
  eventIds: readonly string[];
};

/** The block that came before: its number, its hash, and the place of its last event. */
export type BlockBefore = { seq: number; hash: string; place: bigint };

/** How a chain was found to be broken. */
export type SealFault = {
  seq: number | null;
  reason:
    | "block_missing"
    | "block_changed"
    | "event_missing"
    | "event_changed"
    | "event_moved"
    | "chain_cut"
    | "event_unsealed";
  eventId?: string;
};

/**
 * Checks one block against the one before it and the events as they are now.
 * @param events the block's events that still exist, in the order in which it names them
 */
export function checkBlock(
  block: Block,
  before: BlockBefore,
  events: readonly Fingerprint[],
): SealFault | null {
  if (block.seq !== before.seq + 1) return { seq: before.seq + 1, reason: "block_missing" };
  if (block.previousHash !== before.hash || block.rowCount !== block.eventIds.length)
    return { seq: block.seq, reason: "block_changed" };
  const there = new Set(events.map((e) => e.id));
  const missing = block.eventIds.find((id) => !there.has(id));
  if (missing !== undefined) return { seq: block.seq, reason: "event_missing", eventId: missing };
  if (blockHash(block.seq, block.previousHash, events) !== block.hash)
    return { seq: block.seq, reason: "event_changed" };
  const moved = block.form === 1 ? findMoved(before.place, events) : undefined;
  return moved === undefined ? null : { seq: block.seq, reason: "event_moved", eventId: moved };
}

/** Events of blocks whose hashes do not cover places were placed in the order of their blocks: the first that is not where it was. */
function findMoved(after: bigint, events: readonly Fingerprint[]): string | undefined {
  return events.find((event, index) => event.place <= (events[index - 1]?.place ?? after))?.id;
}
