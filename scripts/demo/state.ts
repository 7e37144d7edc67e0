/** What one demo installation keeps beside its database: who can sign in, the keys of its ways in, and how far the story was told. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Role } from "@/contracts/tenancy";
import type { PersonKey } from "./story/organization";

export type DemoPerson = { key: PersonKey; name: string; email: string; role: Role; title: string };
export type DemoState = {
  /** Names the story; the same seed tells it in the same words. */
  seed: string;
  /** When the launch went live, ms since epoch. */
  launchAtMs: number;
  /** Up to when the recorded days reach, ms since epoch. */
  untilMs: number;
  password: string;
  people: DemoPerson[];
  organization: { slug: string; name: string };
  launch: { id: string; slug: string; name: string };
  /** Component ids by their slug, team ids by their key, membership ids by person. */
  components: Record<string, string>;
  teams: Record<string, string>;
  members: Record<string, string>;
  apiKey: string;
  formKey: string;
  zendesk: { key: string; secret: string };
  logsKey: string;
  /** True once the recorded days have been played to their end. */
  isPlayed: boolean;
  /** How many live messages a day brings; known once the recorded days have been played. */
  livePerDay?: number;
  /** How many live messages have been sent since. */
  trickled: number;
};

export function readState(file: string): DemoState | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as DemoState) : null;
}

/** Written beside and moved over, so that an interrupted write leaves the old one. */
export function writeState(file: string, state: DemoState): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
