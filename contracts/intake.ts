/** The ways in. */
import { z } from "zod";

export const SOURCE_KINDS = ["form", "zendesk", "gateway_logs", "agent", "api", "releases"] as const;
export const SourceKind = z.enum(SOURCE_KINDS);
export type SourceKind = z.infer<typeof SourceKind>;

/** Built-in sources exist in every organization and have no public key of their own. */
export const BUILT_IN_SOURCES = ["agent", "api", "releases"] as const satisfies readonly SourceKind[];

export const RELEASE_KINDS = ["deployment", "flag", "config"] as const;
export const ReleaseKind = z.enum(RELEASE_KINDS);
export type ReleaseKind = z.infer<typeof ReleaseKind>;

export const RELEASE_OUTCOMES = ["started", "succeeded", "failed", "rolled_back"] as const;
export const ReleaseOutcome = z.enum(RELEASE_OUTCOMES);
export type ReleaseOutcome = z.infer<typeof ReleaseOutcome>;
