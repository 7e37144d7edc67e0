import { createHash } from "node:crypto";

/** What the first block of an organization's chain follows. */
export const GENESIS = "0".repeat(64);

/** One sealed event: its id, and the SHA-256 of everything it says. */
export type Fingerprint = { id: string; hash: string };

/** The hash of a block: over its number, the block before it and its events in the order of their ids. */
export function blockHash(seq: number, previousHash: string, events: readonly Fingerprint[]): string {
  const digest = createHash("sha256").update(`${seq}\n${previousHash}\n`);
  for (const { id, hash } of events) digest.update(`${id} ${hash}\n`);
  return digest.digest("hex");
}

export type Block = {
  seq: number;
  previousHash: string;
  hash: string;
  rowCount: number;
  eventIds: readonly string[];
};

/** How a chain was found to be broken. */
export type SealFault = {
  seq: number | null;
  reason:
    "block_missing" | "block_changed" | "event_missing" | "event_changed" | "chain_cut" | "event_unsealed";
  eventId?: string;
};

/**
 * Checks one block against the one before it and the events as they are now.
 * @param events the block's events that still exist, in the order of their ids
 */
export function checkBlock(
  block: Block,
  before: { seq: number; hash: string },
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
  return null;
}
