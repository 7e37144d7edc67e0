import type { z } from "zod";
import type { QuarantineItem, RelabelItem } from "@/contracts/issues";
import { withScope } from "@/server/db/client";
import { quarantineItemIn } from "@/server/feedback/quarantine-item.commands";
import { relabelItemIn } from "@/server/feedback/relabel-item.commands";
import { undoRelabelIn } from "@/server/feedback/undo-relabel.commands";
import { now as clockNow } from "@/server/platform/clock";
import type { Scope } from "@/server/platform/scope";
import { keepLabelsIn } from "./overrides.commands";
import { scoreIssuesIn } from "./score.commands";

/** A person's word on one report, kept, and its issue scored again. @throws AppError as `relabelItemIn`. */
export async function relabelItem(
  scope: Scope,
  input: z.output<typeof RelabelItem>,
): Promise<{ itemId: string; version: number }> {
  return withScope(scope, async (tx) => {
    const { itemId, version, labels, rescore } = await relabelItemIn(tx, scope, input);
    await keepLabelsIn(tx, scope, labels);
    await scoreIssuesIn(tx, scope, rescore, clockNow());
    return { itemId, version };
  });
}

/** Takes back a person's last word on a report, and its issue is scored again. @throws AppError as `undoRelabelIn`. */
export async function undoRelabel(
  scope: Scope,
  itemId: string,
): Promise<{ itemId: string; version: number }> {
  return withScope(scope, async (tx) => {
    const { version, labels, rescore } = await undoRelabelIn(tx, scope, itemId);
    await keepLabelsIn(tx, scope, labels);
    await scoreIssuesIn(tx, scope, rescore, clockNow());
    return { itemId, version };
  });
}

/** Sets a report aside in quarantine and scores the issue it left. @throws AppError as `quarantineItemIn`. */
export async function quarantineItem(
  scope: Scope,
  input: z.output<typeof QuarantineItem>,
): Promise<{ itemId: string }> {
  return withScope(scope, async (tx) => {
    const { itemId, rescore } = await quarantineItemIn(tx, scope, input);
    await scoreIssuesIn(tx, scope, rescore, clockNow());
    return { itemId };
  });
}
