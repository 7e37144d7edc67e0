/** How the organization routes what arrives. */
import type { ItemType, Severity, Urgency } from "@/contracts/triage";
import type { ComponentSlug } from "./components";
import type { TeamKey } from "./organization";

/** A rule reads: when all conditions hold, these effects apply; rules run in this order and the first to set an effect wins. */
export type StoryCondition =
  | { field: "text"; op: "contains_any"; value: readonly string[] }
  | { field: "component"; op: "is"; value: readonly ComponentSlug[] }
  | { field: "severity"; op: "is"; value: readonly Severity[] }
  | { field: "type"; op: "is"; value: readonly ItemType[] }
  | { field: "source"; op: "is"; value: readonly ("form" | "zendesk" | "api")[] };
export type StoryRule = {
  name: string;
  conditions: readonly StoryCondition[];
  effects: { ownerTeam?: TeamKey; labels?: readonly string[]; urgency?: Urgency };
};
export const ROUTING_RULES: readonly StoryRule[] = [
  {
    name: "Money taken twice goes to payments, now",
    conditions: [
      {
        field: "text",
        op: "contains_any",
        value: [
          "charged twice",
          "double charge",
          "zweimal abgebucht",
          "doppelt abgebucht",
          "débité deux fois",
          "cobrado dos veces",
        ],
      },
    ],
    effects: { ownerTeam: "payments", labels: ["money"], urgency: "now" },
  },
  {
    name: "Somebody else's data: identity and the privacy label",
    conditions: [
      {
        field: "text",
        op: "contains_any",
        value: [
          "another customer",
          "someone else's",
          "not our company",
          "fremde Rechnung",
          "andere Firma",
          "autre client",
          "otro cliente",
          "GDPR",
          "DSGVO",
          "RGPD",
        ],
      },
    ],
    effects: { ownerTeam: "identity", labels: ["privacy"], urgency: "now" },
  },
  {
    name: "Critical is for now",
    conditions: [{ field: "severity", op: "is", value: ["critical"] }],
    effects: { urgency: "now" },
  },
  {
    name: "Integrators go to the platform team",
    conditions: [
      { field: "source", op: "is", value: ["api"] },
      { field: "component", op: "is", value: ["public-api"] },
    ],
    effects: { ownerTeam: "platform", labels: ["integrator"] },
  },
  {
    name: "How-to questions stay with the support desk",
    conditions: [{ field: "type", op: "is", value: ["question"] }],
    effects: { ownerTeam: "support-desk", labels: ["how-to"], urgency: "this_week" },
  },
  {
    name: "Wishes wait until after hypercare",
    conditions: [{ field: "type", op: "is", value: ["wish"] }],
    effects: { labels: ["after-hypercare"], urgency: "later" },
  },
];
