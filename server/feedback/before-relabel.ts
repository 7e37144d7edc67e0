import { z } from "zod";
import { ItemType, Sentiment, SetBy, Severity } from "@/contracts/triage";

/** A report's labels before a person changed them; `version` is the one that the change made. */
export const BeforeRelabel = z.object({
  version: z.int(),
  /** As JSON has it; read with `ownMoment`. */
  at: z.string(),
  type: ItemType,
  severity: Severity,
  sentiment: Sentiment,
  sentimentScore: z.number(),
  componentId: z.string().nullable(),
  confidence: z.number(),
  provenance: z.record(z.string(), z.looseObject({ by: SetBy })),
  fields: z.array(z.enum(["type", "severity", "sentiment", "component"])),
});
export type BeforeRelabel = z.infer<typeof BeforeRelabel>;
