import { FormConfig, withSavedWords } from "@/contracts/form-words";
import {
  BUILT_IN_SOURCES,
  HelpdeskConfig,
  type ChangeSource,
  type CreateSource,
  type SourceKind,
} from "@/contracts/intake";
import { LANGUAGES } from "@/contracts/languages";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { json, type Tx } from "@/server/db/sql";
import { publishIn } from "@/server/live/publish";
import { decrypt, encrypt } from "@/server/platform/crypto";
import { AppError } from "@/server/platform/errors";
import { newId, newPublicKey, newSecret } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { forgetSource, secretPlace } from "./source-lookup.queries";

/** How long the secret before this one is still accepted, hours: time enough to change it at the sender. */
export const SECRET_OVERLAP_HOURS = 24;
const SOURCES_MAX = 200;

/** Kinds that cannot be without a secret; a log feed may be given one. */
const SIGNED: readonly SourceKind[] = ["zendesk"];
const MAY_HAVE_SECRET: readonly SourceKind[] = ["zendesk", "gateway_logs"];

const BUILT_IN_NAMES: Readonly<Record<(typeof BUILT_IN_SOURCES)[number], string>> = {
  agent: "Logged by the team",
  api: "API",
  releases: "Releases",
};

/** Gives a new organization the sources that every organization has, in the transaction that makes it. */
export async function createBuiltInSourcesIn(tx: Tx, scope: Scope): Promise<void> {
  await tx.source.createMany({
    data: BUILT_IN_SOURCES.map((kind) => ({
      orgId: scope.orgId,
      id: newId("source"),
      kind,
      name: BUILT_IN_NAMES[kind],
      key: newPublicKey(),
    })),
  });
}

/** What is shown once, and only now. */
export type NewSource = { id: string; key: string; secret: string | null };

/**
 * Opens a way in for a launch.
 * @throws AppError NOT_FOUND when there is no such launch here, CONFLICT beyond 200 sources.
 */
export async function createSource(scope: Scope, input: CreateSource): Promise<NewSource> {
  const [id, key] = [newId("source"), newPublicKey()];
  const secret = SIGNED.includes(input.kind) ? newSecret("whs") : null;
  const config = input.kind === "form" ? FormConfig.parse(input.config ?? {}) : {};
  await withScope(scope, async (tx) => {
    const launch = await tx.launch.findFirst({
      where: { orgId: scope.orgId, id: input.launchId },
      select: { id: true },
    });
    if (!launch) throw new AppError("NOT_FOUND", "There is no such launch here.");
    if ((await tx.source.count({ where: { orgId: scope.orgId, state: { not: "removed" } } })) >= SOURCES_MAX)
      throw new AppError(
        "CONFLICT",
        `There are ${SOURCES_MAX} sources already. Remove those that nobody uses.`,
      );
    await tx.source.create({
      data: {
        orgId: scope.orgId,
        id,
        launchId: input.launchId,
        kind: input.kind,
        name: input.name,
        key,
        secret: secret === null ? null : encrypt(secret, secretPlace(scope.orgId, id)),
        config: json(config),
      },
    });
    await noteIn(tx, scope, "source.created", id, input.launchId, { kind: input.kind, name: input.name });
  });
  return { id, key, secret };
}

/**
 * Renames, pauses, resumes or words a source anew.
 * @throws AppError NOT_FOUND; CONFLICT with the current row when somebody else changed it since.
 */
export async function changeSource(scope: Scope, input: ChangeSource): Promise<{ version: number }> {
  const { source, version } = await withScope(scope, async (tx) => {
    const source = await findIn(tx, scope, input.id);
    const change = configChange(source, input);
    const { count } = await tx.source.updateMany({
      where: { orgId: scope.orgId, id: input.id, version: input.version, state: { not: "removed" } },
      data: {
        ...(input.name !== undefined && { name: input.name }),
        ...(input.state !== undefined && { state: input.state }),
        ...(change && { config: json(change.config) }),
        version: { increment: 1 },
      },
    });
    if (count === 0)
      throw new AppError("CONFLICT", "Somebody changed this source while you were editing it.", {
        current: { name: source.name, state: source.state, version: source.version },
      });
    await noteIn(
      tx,
      scope,
      input.state === "paused"
        ? "source.paused"
        : input.state === "active" && source.state === "paused"
          ? "source.resumed"
          : "source.changed",
      source.id,
      source.launchId,
      {
        before: { name: source.name, state: source.state, config: change?.before },
        after: {
          name: input.name ?? source.name,
          state: input.state ?? source.state,
          config: change?.after,
        },
      },
    );
    return { source, version: input.version + 1 };
  });
  forgetSource(source.key);
  return { version };
}

/** A configuration as it becomes, and what the log keeps of it before and after. */
type ConfigChange = { config: FormConfig | HelpdeskConfig; before: object; after: object };

/** What is changed of the configuration; undefined when nothing is that this kind of source has. */
function configChange(
  { kind, config }: { kind: string; config: unknown },
  { texts, acknowledges }: ChangeSource,
): ConfigChange | undefined {
  if (kind === "form" && texts !== undefined) {
    const before = FormConfig.parse(config);
    const after = withSavedWords(before, texts);
    const edited = LANGUAGES.filter((language) => texts[language] !== undefined);
    // The words of other languages would only fill a log that is never emptied.
    const recorded = (own: FormConfig["texts"]) => ({
      texts: Object.fromEntries(edited.map((language) => [language, own[language] ?? {}])),
    });
    return { config: after, before: recorded(before.texts), after: recorded(after.texts) };
  }
  if (kind === "zendesk" && acknowledges !== undefined) {
    const before = HelpdeskConfig.catch({ acknowledges: false }).parse(config);
    const after = HelpdeskConfig.parse({ acknowledges });
    return { config: after, before, after };
  }
  return undefined;
}

/**
 * Closes a way in for good: its address answers as if it had never been; what came through it stays.
 * @throws AppError NOT_FOUND; CONFLICT for a built-in source
 */
export async function removeSource(scope: Scope, id: string): Promise<void> {
  const source = await withScope(scope, async (tx) => {
    const source = await findIn(tx, scope, id);
    if ((BUILT_IN_SOURCES as readonly string[]).includes(source.kind))
      throw new AppError(
        "CONFLICT",
        "This source belongs to every organization. It can be paused, not removed.",
      );
    await tx.source.updateMany({
      where: { orgId: scope.orgId, id },
      data: {
        state: "removed",
        secret: null,
        previousSecret: null,
        previousSecretUntil: null,
        version: { increment: 1 },
      },
    });
    await noteIn(tx, scope, "source.removed", id, source.launchId, { kind: source.kind, name: source.name });
    return source;
  });
  forgetSource(source.key);
}

export type RotatedSecret = {
  /** Null when the secret was brought along: who pasted it has it. */
  secret: string | null;
  /** Until when the secret before this one is accepted; null when there was none. */
  previousUntil: Date | null;
};

/**
 * Gives a source a new secret, made here or brought from the sender (Zendesk makes its own); the one before it is accepted for another
 * 24 hours.
 * @throws AppError NOT_FOUND; CONFLICT for sources that have no secret
 */
export async function rotateSecret(
  scope: Scope,
  input: { id: string; secret?: string | undefined },
): Promise<RotatedSecret> {
  const secret = input.secret ?? newSecret("whs");
  const { source, previousUntil } = await withScope(scope, async (tx) => {
    const source = await findIn(tx, scope, input.id);
    if (!(MAY_HAVE_SECRET as readonly string[]).includes(source.kind))
      throw new AppError("CONFLICT", "A source of this kind has no secret.");
    // The old ciphertext moves to the column beside it: both are bound to the source, not to the column. Time is the machine's own, as
    // for signatures.
    // One that cannot be read any more accepts nobody.
    const isKept =
      source.secret !== null && decrypt(source.secret, secretPlace(scope.orgId, source.id)).isOpen;
    const previousUntil = isKept ? new Date(Date.now() + SECRET_OVERLAP_HOURS * 3_600_000) : null;
    await tx.source.updateMany({
      where: { orgId: scope.orgId, id: source.id },
      data: {
        secret: encrypt(secret, secretPlace(scope.orgId, source.id)),
        previousSecret: isKept ? source.secret : null,
        previousSecretUntil: previousUntil,
        version: { increment: 1 },
      },
    });
    await noteIn(tx, scope, "source.secret_rotated", source.id, source.launchId, {
      isBrought: input.secret !== undefined,
      previousUntil: previousUntil?.toISOString() ?? null,
    });
    return { source, previousUntil };
  });
  forgetSource(source.key);
  return { secret: input.secret === undefined ? secret : null, previousUntil };
}

async function findIn(tx: Tx, scope: Scope, id: string) {
  const source = await tx.source.findFirst({ where: { orgId: scope.orgId, id, state: { not: "removed" } } });
  if (!source) throw new AppError("NOT_FOUND", "There is no such source here.");
  return source;
}

async function noteIn(
  tx: Tx,
  scope: Scope,
  verb: string,
  id: string,
  launchId: string | null,
  data: Record<string, unknown>,
): Promise<void> {
  await recordIn(tx, scope, { verb, subjectKind: "source", subjectId: id, launchId, data });
  await publishIn(tx, scope, { kind: "sources.changed", launchId, ids: [id] });
}
