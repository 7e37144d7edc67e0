/** Routing rules as data: when these hold, do this. No patterns that a person could write badly: words are looked for as they stand. */
import { z } from "zod";
import { SOURCE_KINDS } from "./intake";
import { ItemType, Severity, Urgency } from "./triage";

const Words = z.array(z.string().trim().min(1).max(80)).min(1).max(50);

/** One condition; those of a rule must all hold. */
export const RoutingCondition = z.discriminatedUnion("field", [
  /** Letter case and accents do not matter. */
  z.strictObject({ field: z.literal("text"), op: z.enum(["contains_any", "contains_all"]), value: Words }),
  /** The kind of source, or one source by its name. */
  z.strictObject({
    field: z.literal("source"),
    op: z.literal("is"),
    value: z
      .array(z.union([z.enum(SOURCE_KINDS), z.string().trim().min(1).max(80)]))
      .min(1)
      .max(20),
  }),
  /** Component slugs. */
  z.strictObject({
    field: z.literal("component"),
    op: z.literal("is"),
    value: z.array(z.string().min(1).max(80)).min(1).max(50),
  }),
  z.strictObject({ field: z.literal("severity"), op: z.literal("is"), value: z.array(Severity).min(1) }),
  z.strictObject({ field: z.literal("type"), op: z.literal("is"), value: z.array(ItemType).min(1) }),
  z.strictObject({
    field: z.literal("language"),
    op: z.literal("is"),
    value: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .max(20),
  }),
]);
export type RoutingCondition = z.infer<typeof RoutingCondition>;

/** What a rule does. Of several rules that name the same effect, the first in order wins; labels add up. */
export const RoutingEffects = z.strictObject({
  teamId: z.string().max(40).optional(),
  labels: z.array(z.string().trim().min(1).max(40)).max(10).optional(),
  urgency: Urgency.optional(),
  /** A component slug. */
  component: z.string().max(80).optional(),
  severityAtLeast: Severity.optional(),
  /** Read by the built-in rules alone; only rules that need no classification can say so. */
  skipAi: z.boolean().optional(),
});
export type RoutingEffects = z.infer<typeof RoutingEffects>;

export const RoutingRuleDraft = z.strictObject({
  name: z.string().trim().min(1, "Give the rule a name.").max(120),
  conditions: z.array(RoutingCondition).min(1, "A rule needs at least one condition.").max(10),
  effects: RoutingEffects.refine(
    (e) => Object.values(e).some((v: unknown) => v !== undefined && v !== false),
    "A rule must do something.",
  ),
});
export type RoutingRuleDraft = z.infer<typeof RoutingRuleDraft>;

export type RoutingRule = RoutingRuleDraft & { id: string };
