/** What a story subject is: one underlying thing that several people report in their own words. */
import type { ItemType, Severity } from "@/contracts/triage";
import type { ComponentSlug } from "./components";

export type StoryLanguage = "en" | "de" | "fr" | "es" | "ar" | "pl";

/**
 * Who speaks. plain may get a greeting, a detail line or a signature; every other voice is used as written:
 * tiny is typed with one thumb, long stands as a whole letter, dev is an integrator, exec writes from the top floor.
 */
export type Voice = "plain" | "tiny" | "long" | "dev" | "exec";
export type Report = {
  voice: Voice;
  text: string;
  title?: string;
  /** Story hours between which the words make sense ("second night in a row"). */
  fromHour?: number;
  toHour?: number;
  /** So much one person's own that nobody else could say it. */
  isOnce?: boolean;
};

/** A plain string is the plain voice. Titles are used only where the helpdesk carries the report. */
export type Line = string | Report;

export const tiny = (text: string): Report => ({ voice: "tiny", text });
export const long = (title: string, text: string): Report => ({ voice: "long", title, text });
export const dev = (title: string, text: string): Report => ({ voice: "dev", title, text });
export const exec = (title: string, text: string): Report => ({ voice: "exec", title, text });
export const plainReport = (title: string, text: string): Report => ({ voice: "plain", title, text });

/** A line that can be true only from (and until) a story hour. */
export const when = (fromHour: number, toHour: number, line: Line): Report => ({
  ...(typeof line === "string" ? { voice: "plain", text: line } : line),
  fromHour,
  toHour,
});

/** A line only one person would say; it is not told again. */
export const once = (line: Line): Report => ({
  ...(typeof line === "string" ? { voice: "plain", text: line } : line),
  isOnce: true,
});

/** Requests that fail or crawl at the gateway because of this problem; their ids appear in some of the reports. */
export type Trace = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  route: string;
  status: number;
  count: number;
};

export type Problem = {
  id: string;
  /** What an engineer would call it; never shown to a reporter. */
  name: string;
  component: ComponentSlug;
  type: ItemType;
  /** null for what is not a defect. */
  severity: Severity | null;
  /** Hours since the launch. Past 96 the problem belongs to the live trickle only. */
  startHour: number;
  peakHour: number;
  fadeHour: number;
  /** Share of all reports, relative to the other problems. */
  weight: number;
  /** Where it needs a certain device: any phone or tablet, or a Samsung. */
  device?: "phone" | "samsung";
  /** Page in the web shop where it is met. */
  page: string;
  route?: string;
  trace?: Trace;
  /** Release that brought it, where one did. */
  causedBy?: string;
  titles: Readonly<Partial<Record<StoryLanguage, readonly string[]>>>;
  texts: Readonly<Partial<Record<StoryLanguage, readonly Line[]>>>;
};
