import { cutText } from "@/contracts/cut-text";
import { LRUCache } from "lru-cache";
import type { SourceKind } from "@/contracts/intake";
import { withScope } from "@/server/db/client";
import { findSourceByKey, type SourceDoor } from "@/server/db/doors";
import { decrypt } from "@/server/platform/crypto";
import { AppError } from "@/server/platform/errors";
import { SEALED_COLUMNS } from "@/server/platform/key-ring.mjs";
import type { Scope } from "@/server/platform/scope";
import { singleton } from "@/server/platform/singleton";

/** A source found by its public key, with its secrets still sealed. */
export type KnownSource = SourceDoor;

/**
 * How long a look-up may be believed, ms: a paused source, a rotated secret and a revoked key take hold within this and a tenth of a
 * second.
 */
const BELIEVED_MS = 3_000;

/** How long a sender whose secret cannot be read is asked to wait, ms: somebody has to do something about it. */
const RETRY_UNREADABLE_MS = 60_000;

const makeCache = <T extends object>() =>
  // A coarse clock: by itself the cache starts a timer for every millisecond in which it is asked.
  new LRUCache<string, Promise<T>>({ max: 10_000, ttl: BELIEVED_MS, ttlResolution: 100 });

/** Look-ups of the last seconds, so that a burst costs one; what failed is not kept. */
export function remembered<T extends object>(name: string, key: string, look: () => Promise<T>): Promise<T> {
  const cache = singleton(`intake.cache:${name}`, makeCache<T>);
  const cached = cache.get(key);
  if (cached) return cached;
  const found = look();
  cache.set(key, found);
  found.catch(() => cache.delete(key));
  return found;
}

/** Forgets what is known of a source in this process, after it was changed here. */
export function forgetSource(key: string): void {
  singleton("intake.cache:source", makeCache).delete(key);
}

const KEY = /^[0-9a-z]{20,40}$/;

/**
 * The source of one kind behind a public key, whatever its state but removed.
 * @throws AppError NOT_FOUND, the same for a wrong key, a removed source and a source of another kind.
 */
export async function findSource(key: string, kind: SourceKind): Promise<KnownSource> {
  const { source } = KEY.test(key)
    ? await remembered("source", key, async () => ({ source: await findSourceByKey(key) }))
    : { source: null };
  if (!source || source.kind !== kind || source.state === "removed")
    throw new AppError("NOT_FOUND", "There is no such source. Check the address.");
  return source;
}

/** @throws AppError FORBIDDEN when the source is paused */
export function expectActive(source: KnownSource): void {
  if (source.state !== "active")
    throw new AppError(
      "FORBIDDEN",
      `The source “${source.name}” is paused and accepts nothing until it is resumed.`,
      { reason: "paused" },
    );
}

/** The launch a source belongs to. @throws AppError NOT_FOUND for a built-in source, which has none */
export function launchOf(source: KnownSource): string {
  if (!source.launchId) throw new AppError("NOT_FOUND", "There is no such source. Check the address.");
  return source.launchId;
}

/** Where a source's secret is bound to: a ciphertext moved elsewhere does not decrypt. */
export const secretPlace = SEALED_COLUMNS.source.place;

/** The secrets of a source in the clear. */
export type SourceSecrets = { secrets: string[]; isUnreadable: boolean };

/**
 * The secrets that count at this moment: the current one, and the one before it for as long as both are accepted.
 * @returns isUnreadable: there is one that cannot be opened, so that nobody who signs with it can be told from a stranger. Only when this
 *   is false do no secrets at all mean that none was set.
 */
export function secretsOf(
  source: Pick<KnownSource, "orgId" | "id" | "secret" | "previousSecret" | "previousSecretUntil">,
  nowMs: number,
): SourceSecrets {
  const isPreviousValid = source.previousSecretUntil !== null && source.previousSecretUntil.getTime() > nowMs;
  const opened = [source.secret, isPreviousValid ? source.previousSecret : null]
    .filter((sealed) => sealed !== null)
    .map((sealed) => decrypt(sealed, secretPlace(source.orgId, source.id)));
  return {
    secrets: opened.flatMap((source) => (source.isOpen ? [source.plain] : [])),
    isUnreadable: opened.some((source) => !source.isOpen),
  };
}

/** What a sender is told whose secret we cannot read: to come again, because its delivery may be a good one. */
export const secretUnreadable = (): AppError =>
  new AppError(
    "UNAVAILABLE",
    "This source's secret cannot be read at the moment, so nothing can be accepted. Nothing was stored; send it again later.",
    { reason: "secret_unreadable" },
    RETRY_UNREADABLE_MS,
  );

export type ItemTarget = { sourceId: string; sourceName: string; launchId: string };

/**
 * Where an API key's items for a launch go; without a launch, for the one that went live last. @throws AppError UNPROCESSABLE when there
 * is no such launch, FORBIDDEN when the API source is
 * paused
 */
export function findItemTarget(scope: Scope, launch: string | null): Promise<ItemTarget> {
  return remembered("target", `${scope.orgId}:${launch ?? ""}`, () =>
    withScope(scope, async (tx) => {
      const found = await tx.launch.findFirst({
        where: { orgId: scope.orgId, ...(launch !== null && { OR: [{ slug: launch }, { id: launch }] }) },
        orderBy: [{ liveAt: "desc" }, { id: "desc" }],
        select: { id: true },
      });
      if (!found && launch === null)
        throw new AppError(
          "UNPROCESSABLE",
          "The body cannot be read, and there is no launch to keep it for.",
        );
      if (!found)
        throw new AppError(
          "UNPROCESSABLE",
          `launch: there is no launch “${cutText(launch ?? "", 80)}” in this organization.`,
          { fields: { launch: "There is no such launch." } },
        );
      const source = await tx.source.findFirst({
        where: { orgId: scope.orgId, kind: "api", state: { not: "removed" } },
        orderBy: { id: "asc" },
        select: { id: true, name: true, state: true },
      });
      if (!source)
        throw new AppError("FORBIDDEN", "This organization accepts nothing through its API.", {
          reason: "paused",
        });
      if (source.state !== "active")
        throw new AppError("FORBIDDEN", "The API source is paused and accepts nothing until it is resumed.", {
          reason: "paused",
        });
      return { sourceId: source.id, sourceName: source.name, launchId: found.id };
    }),
  );
}
