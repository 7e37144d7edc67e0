import type { DraftResult, RawDelivery } from "@/contracts/intake";
import { readApiItem } from "./sources/api";
import { readForm } from "./sources/form";
import { readZendesk } from "./sources/zendesk";

/**
 * What a raw event says, as one plain report: text without markup, who wrote it as the source names them, where and when. Pure: the
 * same bytes give the same draft. Bytes that cannot be read, and events that carry no report, give a reason instead.
 */
export function toDraft(raw: RawDelivery): DraftResult {
  switch (raw.kind) {
    case "form":
      return readForm(raw);
    case "api":
      return readApiItem(raw);
    case "zendesk":
      return readZendesk(raw);
    case "agent":
    case "gateway_logs":
    case "releases":
      return { ok: false, reason: `A source of kind ${raw.kind} leaves no raw events.` };
  }
}
