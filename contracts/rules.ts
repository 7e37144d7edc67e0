/** What a person does with the routing rules of a launch. */
import { z } from "zod";
import { RoutingRuleDraft } from "./routing";

const Id = z.string().min(1).max(64);
export const RULES_MAX = 100;

export const ListRules = z.object({ launchId: Id });
export const CreateRule = z.object({
  launchId: Id,
  rule: RoutingRuleDraft,
  isEnabled: z.boolean().default(true),
});
export const UpdateRule = z.object({
  ruleId: Id,
  expectedVersion: z.int().optional(),
  rule: RoutingRuleDraft.optional(),
  isEnabled: z.boolean().optional(),
});
export const RemoveRule = z.object({ ruleId: Id });
/** All rules of the launch, in their new order. */
export const ReorderRules = z.object({ launchId: Id, ruleIds: z.array(Id).min(1).max(RULES_MAX) });
/** The rules as they would be, in order, those switched off left out. A rule that exists keeps its id. */
export const TestRules = z.object({
  launchId: Id,
  rules: z.array(RoutingRuleDraft.extend({ id: Id.optional() })).max(RULES_MAX),
});
