import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import { AppError } from "@/server/platform/errors";
import { faultPoint, isGuardOff } from "@/server/platform/fault";
import { newId, newReference } from "@/server/platform/ids";
import { singleton } from "@/server/platform/singleton";
import { binaryArray } from "./binary-array";
import { entrancePool } from "./client";
import { errorCodes, isTransient, readOutage, translateDbError } from "./db-errors";

/** One delivery as it arrived, after its signature was checked. */
export type Arrival = {
  orgId: string;
  sourceId: string;
  launchId: string;
  /** The sender's id of this delivery, or a hash of the body: the same pair of source and delivery is stored once. */
  deliveryId: string;
  contentType: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** SHA-256 of the body, hex. */
  bodyHash: string;
  occurredAt: Date;
  /** The pages of a picture that came along, in order. */
  attachments?: readonly {
    contentType: string;
    width: number;
    height: number;
    hash: string;
    bytes: Uint8Array;
  }[];
};

/** What the sender is told; `isNew` is false when the same delivery was stored before, and then everything is as it was told then. */
export type Receipt = {
  rawEventId: string;
  reference: string;
  itemId: string;
  isNew: boolean;
  bodyHash: string;
};

/** The outbox topic that the pipeline listens to. */
export const RECEIVED_TOPIC = "pipeline.run";

type Waiting = { arrival: Arrival; resolve: (receipt: Receipt) => void; reject: (error: unknown) => void };
type Lane = { waiting: Waiting[]; inFlight: number; isPlanned: boolean };

/** More than this in one call brings nothing and makes a failed batch dear. */
const BATCH_MAX = 100;
/**
 * A call and its commit cost what five rows cost; fewer than this wait while another call is under way, and go together when it is back.
 */
const BATCH_WORTHWHILE = 16;
const IN_FLIGHT_MAX = 2;
/** Requests that wait for one organization beyond this are sent away rather than kept in memory. */
const WAITING_MAX = 5_000;

const lanes = () => singleton("receive.lanes", () => new Map<string, Lane>());

/**
 * Stores a delivery and its outbox row, and answers after the commit. Requests that wait for the same organization share a call, so
 * that a burst costs one commit instead of one each; where nothing is under way, nothing waits for company.
 * @throws AppError UNAVAILABLE when the database is out of reach or too much is waiting; nothing is stored then.
 */
export function receive(arrival: Arrival): Promise<Receipt> {
  if (arrival.attachments && arrival.attachments.length > 0) return storeWithAttachments(arrival);
  const all = lanes();
  let lane = all.get(arrival.orgId);
  if (!lane) all.set(arrival.orgId, (lane = { waiting: [], inFlight: 0, isPlanned: false }));
  if (lane.waiting.length >= WAITING_MAX)
    return Promise.reject(
      new AppError(
        "UNAVAILABLE",
        "Too many reports are arriving at once. Nothing was stored; send it again.",
        {},
        2_000,
      ),
    );
  const current = lane;
  return new Promise((resolve, reject) => {
    current.waiting.push({ arrival, resolve, reject });
    plan(arrival.orgId, current);
  });
}

/** Sends what waits once everything that the sockets hold by now has been read: the first of a burst would otherwise go alone. */
function plan(orgId: string, lane: Lane): void {
  if (lane.isPlanned || lane.inFlight >= IN_FLIGHT_MAX) return;
  lane.isPlanned = true;
  setImmediate(() => {
    lane.isPlanned = false;
    pump(orgId, lane);
  });
}

/** Shares what waits between the calls that are free, so that answers come back while others are still being written. */
function pump(orgId: string, lane: Lane): void {
  while (lane.inFlight < IN_FLIGHT_MAX && lane.waiting.length > 0) {
    if (lane.inFlight > 0 && lane.waiting.length < BATCH_WORTHWHILE) return;
    const share = Math.ceil(lane.waiting.length / (IN_FLIGHT_MAX - lane.inFlight));
    const batch = lane.waiting.splice(0, Math.min(BATCH_MAX, Math.max(BATCH_WORTHWHILE, share)));
    lane.inFlight += 1;
    void storeBatch(orgId, batch).finally(() => {
      lane.inFlight -= 1;
      if (lane.waiting.length > 0) plan(orgId, lane);
      else if (lane.inFlight === 0 && lanes().get(orgId) === lane) lanes().delete(orgId);
    });
  }
}

/** A database that restarts or is short of connections is asked this often, with growing pauses, before senders are told to come back. */
const TRIES = 3;

async function storeBatch(orgId: string, batch: Waiting[], attempt = 1): Promise<void> {
  const refuse = (error: unknown) => {
    for (const w of batch) w.reject(translateDbError(error));
  };
  try {
    // The same delivery twice in one statement would store neither answer; later ones go alone, after the first.
    const seen = new Set<string>();
    const first = batch.filter(({ arrival }) => {
      const key = `${arrival.sourceId}\0${arrival.deliveryId}`;
      return !seen.has(key) && seen.add(key);
    });
    const rest = batch.filter((w) => !first.includes(w));
    const receipts = await store(
      orgId,
      first.map((w) => w.arrival),
    );
    first.forEach((w, index) => w.resolve(receipts[index]!));
    for (const w of rest) await storeAlone(orgId, w);
  } catch (error) {
    // What the whole database cannot do is not tried for each report in turn: the last of a hundred would wait for minutes.
    const outage = readOutage(error);
    if (outage === "no_room" || (outage && attempt >= TRIES)) return refuse(error);
    if (outage) {
      await sleep(attempt * 100);
      return storeBatch(orgId, batch, attempt + 1);
    }
    if (batch.length === 1 && !isTransient(error) && !isTaken(error)) return refuse(error);
    for (const w of batch) await storeAlone(orgId, w);
  }
}

/** One by one, so that a row that cannot be stored does not take others down; a reference that was taken by chance is drawn again. */
async function storeAlone(orgId: string, { arrival, resolve, reject }: Waiting): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return resolve((await store(orgId, [arrival]))[0]!);
    } catch (error) {
      if (attempt >= TRIES || readOutage(error) === "no_room" || !(isTransient(error) || isTaken(error)))
        return reject(translateDbError(error));
      await sleep(attempt * 100);
    }
  }
}

const isTaken = (error: unknown): boolean => errorCodes(error).includes("23505");

const RECEIVE = `
    select
      ord::int,
      reference,
      item_id,
      body_hash,
      is_new
    from receive_raw_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  `;

type StoredRow = { ord: number; reference: string; item_id: string; body_hash: string; is_new: boolean };

async function store(orgId: string, arrivals: readonly Arrival[], client?: PoolClient): Promise<Receipt[]> {
  if (WITH_FAULTS) faultPoint("receive.before");
  const fresh = arrivals.map((a) => ({
    id: newId("rawEvent"),
    itemId: newId("item"),
    outboxId: newId("outbox"),
    reference: newReference(),
    deliveryId: WITH_FAULTS && isGuardOff("dedupe") ? newId("request") : a.deliveryId,
  }));
  const texts = (of: (arrival: Arrival, at: number) => string) => binaryArray("text", arrivals.map(of));
  const values = [
    orgId,
    texts((_, at) => fresh[at]!.id),
    texts((a) => a.sourceId),
    texts((a) => a.launchId),
    texts((_, at) => fresh[at]!.deliveryId),
    texts((a) => a.contentType),
    texts((a) => JSON.stringify(a.headers)),
    binaryArray(
      "bytea",
      arrivals.map((a) => a.body),
    ),
    texts((a) => a.bodyHash),
    texts((_, at) => fresh[at]!.reference),
    texts((_, at) => fresh[at]!.itemId),
    arrivals.map((a) => a.occurredAt.toISOString()),
    texts((_, at) => fresh[at]!.outboxId),
    RECEIVED_TOPIC,
  ];
  const { rows } = await (client ?? entrancePool()).query<StoredRow>({
    name: "receive",
    text: RECEIVE,
    values,
  });
  if (WITH_FAULTS) faultPoint("receive.after");
  const missing = rows.filter((r) => !r.is_new).map((r) => r.ord - 1);
  const known = missing.length
    ? await findEarlier(
        orgId,
        missing.map((at) => arrivals[at]!),
        client,
      )
    : [];
  const receipts = new Array<Receipt>(arrivals.length);
  for (const r of rows)
    if (r.is_new)
      receipts[r.ord - 1] = {
        rawEventId: fresh[r.ord - 1]!.id,
        reference: r.reference,
        itemId: r.item_id,
        isNew: true,
        bodyHash: r.body_hash,
      };
  missing.forEach((at, i) => (receipts[at] = known[i]!));
  return receipts;
}

/** What was answered when these deliveries came first. */
async function findEarlier(
  orgId: string,
  arrivals: readonly Arrival[],
  given?: PoolClient,
): Promise<Receipt[]> {
  const client = given ?? (await entrancePool().connect());
  try {
    if (!given) await client.query("begin read only");
    await client.query("select set_config('app.org_id', $1, true)", [orgId]);
    const { rows } = await client.query<{
      at: number;
      id: string;
      reference: string;
      item_id: string;
      body_hash: string;
    }>(
      `
        select
          k.at::int,
          r.id,
          r.reference,
          r.item_id,
          r.body_hash
        from
          unnest($2::text[], $3::text[]) with ordinality as k(source_id, delivery_id, at)
          join raw_event r on r.org_id = $1
          and r.source_id = k.source_id
          and r.delivery_id = k.delivery_id
      `,
      [orgId, arrivals.map((a) => a.sourceId), arrivals.map((a) => a.deliveryId)],
    );
    if (!given) await client.query("commit");
    const byPosition = new Map(
      rows.map((r) => [
        r.at - 1,
        { rawEventId: r.id, reference: r.reference, itemId: r.item_id, isNew: false, bodyHash: r.body_hash },
      ]),
    );
    return arrivals.map((_, index) => {
      const receipt = byPosition.get(index);
      if (!receipt)
        throw new AppError(
          "UNAVAILABLE",
          "The first delivery of this report is still being stored. Send it again.",
          {},
          500,
        );
      return receipt;
    });
  } finally {
    if (!given) client.release();
  }
}

/** A report with a screenshot: its pages, the raw event and the outbox row in one transaction of their own. */
async function storeWithAttachments(arrival: Arrival): Promise<Receipt> {
  let client: PoolClient | undefined;
  let broken: Error | undefined;
  try {
    client = await entrancePool().connect();
    await client.query("begin");
    const [receipt] = await store(arrival.orgId, [arrival], client);
    for (const [page, picture] of receipt!.isNew ? arrival.attachments!.entries() : [])
      await client.query(
        `
          insert into
            attachment (org_id, id, item_id, content_type, width, height, hash, bytes, page)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        `,
        [
          arrival.orgId,
          newId("attachment"),
          receipt!.itemId,
          picture.contentType,
          picture.width,
          picture.height,
          picture.hash,
          Buffer.from(picture.bytes),
          page,
        ],
      );
    await client.query("commit");
    return receipt!;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw translateDbError(error);
  } finally {
    // A connection whose transaction failed half-way is closed, not reused.
    client?.release(broken);
  }
}
