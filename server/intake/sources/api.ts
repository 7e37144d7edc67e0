import { readContact } from "@/contracts/contact";
import { TITLE_MAX, type DraftResult, type RawDelivery, type ReporterDraft } from "@/contracts/intake";
import { decodeFields } from "../read-fields";
import { tidyLine, tidyText } from "../plain-text";
import { timeNotTaken } from "../occurred";
import { asFields, contextOf } from "./decode";

/** Reads an item that was posted to the JSON API; its shape was checked before it was stored. */
export function readApiItem(raw: RawDelivery): DraftResult {
  const item = decodeFields(raw.contentType, raw.body);
  if (!item) return { ok: false, reason: "The item's JSON cannot be read." };
  const text = typeof item["text"] === "string" ? tidyText(item["text"]) : "";
  if (!text) return { ok: false, reason: "The item holds no text." };
  const sent = asFields(item["reporter"]) ?? {};
  const context = asFields(item["context"]) ?? {};
  const [name, account, externalId] = [
    tidyLine(sent["name"], 200),
    tidyLine(sent["account"], 200),
    tidyLine(sent["externalId"], 200),
  ];
  const { email, name: nameBefore, contact } = readContact(sent["email"]);
  const knownAs = name ?? nameBefore;
  const reporter: ReporterDraft = {
    ...(knownAs && { name: knownAs }),
    ...(email && { email }),
    ...(account && { account }),
    ...(externalId && { externalId }),
  };
  return {
    ok: true,
    draft: {
      title: tidyLine(item["title"], TITLE_MAX) ?? null,
      text,
      reporter: Object.keys(reporter).length > 0 ? reporter : null,
      context: contextOf({
        ...context,
        contact,
        occurred: timeNotTaken(item["occurredAt"], raw.occurredAt),
        account: context["account"] ?? account,
        channel: context["channel"] ?? "api",
      }),
      occurredAt: raw.occurredAt,
      isMarkedSpam: false,
    },
  };
}
