/** The words of launches: their phases, what they are made of, who looks after them. */
import { LaunchPhase } from "./phases";
import { z } from "zod";
import { CriterionInput } from "./exit";
import { Slug } from "./tenancy";
import { isTimeZone } from "./zones";

/**
 * Where a launch may go from each phase: one step on, or back to stabilising when it turns out not to be stable. The way on comes first.
 */
export const PHASE_MOVES: Readonly<Record<LaunchPhase, readonly LaunchPhase[]>> = {
  planned: ["live"],
  live: ["stabilising"],
  stabilising: ["exiting", "live"],
  exiting: ["exited", "stabilising"],
  exited: ["watching", "stabilising"],
  watching: ["stabilising"],
};

const Id = z.string().min(1).max(64);
const Version = z.number().int().min(1);
const Score = z.union([z.literal(1), z.literal(2), z.literal(3)]);

/** The answers behind a recommended length, each 1 (little) to 3 (much); deploymentStyle 1 gradual, 2 in waves, 3 all at once. */
export const LaunchSizing = z.object({
  complexity: Score,
  criticality: Score,
  userBase: Score,
  riskTolerance: Score,
  deploymentStyle: Score,
});
export type LaunchSizing = z.infer<typeof LaunchSizing>;

const LaunchName = z
  .string()
  .trim()
  .min(1, "Give the launch a name.")
  .max(120, "Use at most 120 characters.");
const LaunchScope = z.string().trim().max(4_000);
const TimeZone = z
  .string()
  .min(1)
  .max(60)
  .refine(isTimeZone, "That is not a time zone such as Europe/Berlin.");

const RoutePattern = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[/*]\S*$/, "A route pattern begins with / and has no spaces, such as /v2/orders/*.");

export const ComponentInput = z.object({
  slug: Slug,
  name: z.string().trim().min(1).max(80),
  keywords: z.array(z.string().trim().min(1).max(60)).max(200).default([]),
  routePatterns: z.array(RoutePattern).max(50).default([]),
  ownerTeamId: Id.nullable().default(null),
});
export type ComponentInput = z.infer<typeof ComponentInput>;

export const LaunchMemberInput = z.object({
  membershipId: Id,
  duty: z.string().trim().max(80).default(""),
  teamId: Id.nullable().default(null),
});
export type LaunchMemberInput = z.infer<typeof LaunchMemberInput>;

/** A new launch. Without an end it takes the recommended length; without criteria, one of every measured kind. */
export const CreateLaunch = z
  .object({
    name: LaunchName,
    slug: Slug.refine((slug) => slug !== "new", "This word is taken by the product.").optional(),
    scope: LaunchScope.default(""),
    liveAt: z.date(),
    endsAt: z.date().optional(),
    timeZone: TimeZone.default("UTC"),
    sizing: LaunchSizing,
    components: z.array(ComponentInput).max(100).default([]),
    criteria: z
      .array(CriterionInput.omit({ componentId: true }))
      .max(50)
      .optional(),
    members: z.array(LaunchMemberInput).max(200).default([]),
  })
  .refine((launch) => !launch.endsAt || launch.endsAt > launch.liveAt, {
    message: "The end is before the launch.",
    path: ["endsAt"],
  })
  .refine((launch) => new Set(launch.components.map((c) => c.slug)).size === launch.components.length, {
    message: "Two components have the same short name.",
    path: ["components"],
  });
export type CreateLaunch = z.infer<typeof CreateLaunch>;

export const EditLaunch = z.object({
  launchId: Id,
  version: Version,
  name: LaunchName.optional(),
  scope: LaunchScope.optional(),
  liveAt: z.date().optional(),
  endsAt: z.date().optional(),
  timeZone: TimeZone.optional(),
  sizing: LaunchSizing.optional(),
});
export type EditLaunch = z.infer<typeof EditLaunch>;

export const MovePhase = z.object({
  launchId: Id,
  version: Version,
  phase: LaunchPhase,
  /** Required where criteria are short of the phase (`criteriaShortOf`). */
  reason: z.string().trim().max(500).default(""),
});
export type MovePhase = z.infer<typeof MovePhase>;

export const PlanPhase = z
  .object({ launchId: Id, phase: LaunchPhase, startsAt: z.date(), endsAt: z.date().nullable() })
  .refine((phase) => !phase.endsAt || phase.endsAt >= phase.startsAt, {
    message: "The end is before the beginning.",
    path: ["endsAt"],
  });
export type PlanPhase = z.infer<typeof PlanPhase>;

export const CreateComponent = ComponentInput.extend({ launchId: Id });
export type CreateComponent = z.infer<typeof CreateComponent>;
export const EditComponent = z.object({
  componentId: Id,
  version: Version,
  name: ComponentInput.shape.name.optional(),
  keywords: z.array(z.string().trim().min(1).max(60)).max(200).optional(),
  routePatterns: z.array(RoutePattern).max(50).optional(),
  ownerTeamId: Id.nullable().optional(),
});
export type EditComponent = z.infer<typeof EditComponent>;
export const ComponentRef = z.object({ componentId: Id, version: Version });

export const TeamInput = z.object({ name: z.string().trim().min(1).max(80) });
export const RenameTeam = TeamInput.extend({ teamId: Id });
export const SetLaunchMember = LaunchMemberInput.extend({ launchId: Id });
export type SetLaunchMember = z.infer<typeof SetLaunchMember>;
export const LaunchMemberRef = z.object({ launchId: Id, membershipId: Id });
export const LaunchRef = z.object({ launchId: Id });
export const LaunchBySlug = z.object({ slug: Slug });

/** How a launch stands, in the few figures a list has room for. */
export type LaunchHealth = {
  openCriticals: number;
  openMajors: number;
  /** Criteria met or waived, and how many there are. */
  criteria: { met: number; waived: number; total: number };
  /** The running day of hypercare, 1 on the first; 0 before it. */
  day: number;
  days: number;
};

export type LaunchSummary = {
  id: string;
  slug: string;
  name: string;
  phase: LaunchPhase;
  liveAt: Date;
  endsAt: Date;
  timeZone: string;
  version: number;
  health: LaunchHealth;
};
