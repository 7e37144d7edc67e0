/** The invented company, its people and its teams. Plain data, no passwords. */
import type { Role } from "@/contracts/tenancy";

export const ORGANIZATION = { name: "Larderline", slug: "larderline" } as const;

export type PersonKey = "maren" | "tomasz" | "ines" | "dev" | "claire";
export type Person = {
  key: PersonKey;
  name: string;
  email: string;
  role: Role;
  title: string;
  team: TeamKey | null;
};

/** The person who opened the organization leads the hypercare, so she is its owner. */
export const PEOPLE: readonly Person[] = [
  {
    key: "maren",
    name: "Maren Solberg",
    email: "maren@larderline.example",
    role: "owner",
    title: "Hypercare lead",
    team: "support-desk",
  },
  {
    key: "tomasz",
    name: "Tomasz Wierzbicki",
    email: "tomasz@larderline.example",
    role: "support",
    title: "Support agent",
    team: "support-desk",
  },
  {
    key: "ines",
    name: "Inês Carvalho",
    email: "ines@larderline.example",
    role: "product_owner",
    title: "Product owner, ordering",
    team: "ordering",
  },
  {
    key: "dev",
    name: "Devika Raghunathan",
    email: "devika@larderline.example",
    role: "engineer",
    title: "Engineer on call",
    team: "platform",
  },
  {
    key: "claire",
    name: "Claire Aubertin",
    email: "claire@larderline.example",
    role: "viewer",
    title: "Chief operating officer",
    team: null,
  },
];

export type TeamKey =
  "ordering" | "payments" | "identity" | "logistics" | "mobile" | "platform" | "support-desk";
export const TEAMS: readonly { key: TeamKey; name: string }[] = [
  { key: "ordering", name: "Ordering" },
  { key: "payments", name: "Payments and billing" },
  { key: "identity", name: "Identity" },
  { key: "logistics", name: "Logistics" },
  { key: "mobile", name: "Mobile" },
  { key: "platform", name: "Platform and API" },
  { key: "support-desk", name: "Support desk" },
];
