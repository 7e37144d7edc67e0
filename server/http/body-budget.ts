import { AppError } from "@/server/platform/errors";
import { singleton } from "@/server/platform/singleton";

const MB = 1_048_576;

/**
 * How much of the memory all bodies under way may hold together, by kind, so that one kind cannot use up another's. What logs unpack to
 * is read in portions (server/monitoring/read-logs.thread.ts); PORTIONS is what those hold.
 */
const LANES = {
  /** JSON and form fields: at most 1 MB each. */
  small: { capBytes: 8 * MB, perSenderBytes: 3 * MB },
  /** Forms with a picture: at most 16 MB each, as telephones make them; most are made smaller before they are sent. */
  pictures: { capBytes: 18 * MB, perSenderBytes: 17 * MB },
  /** Log batches: at most 16 MB each as they travel. */
  logs: { capBytes: 26 * MB, perSenderBytes: 16 * MB },
} as const;
const PORTIONS_BYTES = 12 * MB;

export type LaneName = keyof typeof LANES;

/** All that bodies may hold in this process at one moment, bytes. */
export const BODIES_IN_FLIGHT_MAX =
  Object.values(LANES).reduce((sum, { capBytes }) => sum + capBytes, 0) + PORTIONS_BYTES;

/** How long a body waits unread for room before its sender is asked to come back, ms. */
const WAIT_MAX_MS = 8_000;
/** Bodies that may wait for room in one lane; a connection that waits costs little, but not nothing. */
const WAITING_MAX = 200;

const busy = () =>
  new AppError(
    "UNAVAILABLE",
    "Too much is arriving at once. Nothing was stored; send it again in a moment.",
    { reason: "bodies_in_flight" },
    2_000,
  );

type Waiting = { sender: string; bytes: number; grant: () => void };

/**
 * Room for bodies of one kind. Whoever asks first is served first, except that a sender who holds its own share waits for itself
 * alone; a large body is not overtaken for ever by small ones, because nobody passes the first who only waits for room.
 */
export class BodyLane {
  private usedBytes = 0;
  private readonly bySender = new Map<string, number>();
  private readonly waiting: Waiting[] = [];

  constructor(
    private readonly capBytes: number,
    private readonly perSenderBytes: number,
    private readonly waitMaxMs = WAIT_MAX_MS,
  ) {}

  /** Bytes that are held now. */
  get heldBytes(): number {
    return this.usedBytes;
  }

  /**
   * Holds room for a body before it is read.
   * @param sender whose share it counts against: a source, a key, an address
   * @returns gives the room back; harmless when called twice
   * @throws AppError UNAVAILABLE, with when to come back, when there was no room in time
   */
  async reserve(sender: string, bytes: number): Promise<() => void> {
    if (this.waiting.length > 0 || !this.fits(sender, bytes)) {
      if (this.waiting.length >= WAITING_MAX) throw busy();
      await this.waitForRoom(sender, bytes);
    } else this.take(sender, bytes);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.giveBack(sender, bytes);
    };
  }

  private waitForRoom(sender: string, bytes: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        sender,
        bytes,
        grant: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        reject(busy());
        this.grantWaiting();
      }, this.waitMaxMs);
      this.waiting.push(entry);
      this.grantWaiting();
    });
  }

  private hasShare(sender: string, bytes: number): boolean {
    const reserved = this.bySender.get(sender) ?? 0;
    return reserved === 0 || reserved + bytes <= this.perSenderBytes;
  }

  private fits(sender: string, bytes: number): boolean {
    return this.hasShare(sender, bytes) && (this.usedBytes === 0 || this.usedBytes + bytes <= this.capBytes);
  }

  private take(sender: string, bytes: number): void {
    this.usedBytes += bytes;
    this.bySender.set(sender, (this.bySender.get(sender) ?? 0) + bytes);
  }

  private giveBack(sender: string, bytes: number): void {
    this.usedBytes -= bytes;
    const left = (this.bySender.get(sender) ?? 0) - bytes;
    if (left > 0) this.bySender.set(sender, left);
    else this.bySender.delete(sender);
    this.grantWaiting();
  }

  private grantWaiting(): void {
    for (let offset = 0; offset < this.waiting.length;) {
      const next = this.waiting[offset]!;
      if (!this.hasShare(next.sender, next.bytes)) {
        offset += 1;
        continue;
      }
      if (!this.fits(next.sender, next.bytes)) return;
      this.waiting.splice(offset, 1);
      this.take(next.sender, next.bytes);
      next.grant();
    }
  }
}

/** The lane of one kind of body in this process. */
export const bodyLane = (name: LaneName): BodyLane =>
  singleton(`http.bodies:${name}`, () => new BodyLane(LANES[name].capBytes, LANES[name].perSenderBytes));

/** Bytes that bodies hold now, by kind; for /metrics. */
export function bodiesInFlight(): Readonly<Record<LaneName, number>> {
  return {
    small: bodyLane("small").heldBytes,
    pictures: bodyLane("pictures").heldBytes,
    logs: bodyLane("logs").heldBytes,
  };
}
