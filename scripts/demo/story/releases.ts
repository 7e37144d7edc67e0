/** The three releases of the story: one that helps, one that breaks a route, one that repairs it 95 minutes later. */
import type { ReleaseKind, ReleaseOutcome } from "@/contracts/intake";
import type { ComponentSlug } from "./components";

export type StoryRelease = {
  version: string;
  title: string;
  kind: ReleaseKind;
  outcome: ReleaseOutcome;
  component: ComponentSlug | null;
  /** Hours since the launch. */
  startHour: number;
  endHour: number;
  url: string;
};

const compare = (from: string, to: string): string =>
  `https://git.larderline.example/shop/compare/v${from}...v${to}`;

/** Takes the weight off search and widens the reset link's life. */
export const RELEASE_HELPS: StoryRelease = {
  version: "2.0.1",
  title: "Search index warm-up, longer reset links",
  kind: "deployment",
  outcome: "succeeded",
  component: "catalogue",
  startHour: 26,
  endHour: 26.2,
  url: compare("2.0.0", "2.0.1"),
};

/** A new supplier routing makes 18 % of POST /v2/orders answer 502 from the moment it is out. */
export const RELEASE_BREAKS: StoryRelease = {
  version: "2.0.2",
  title: "New supplier routing for orders",
  kind: "deployment",
  outcome: "succeeded",
  component: "checkout",
  startHour: 50,
  endHour: 50.1,
  url: compare("2.0.1", "2.0.2"),
};

export const OUTAGE_MINUTES = 95;
/** Supplier routing repaired; errors stop when it is out. */
export const RELEASE_FIXES: StoryRelease = {
  version: "2.0.3",
  title: "Supplier routing: keep the connection pool",
  kind: "deployment",
  outcome: "succeeded",
  component: "checkout",
  startHour: RELEASE_BREAKS.endHour + OUTAGE_MINUTES / 60 - 0.12,
  endHour: RELEASE_BREAKS.endHour + OUTAGE_MINUTES / 60,
  url: compare("2.0.2", "2.0.3"),
};

export const RELEASES: readonly StoryRelease[] = [RELEASE_HELPS, RELEASE_BREAKS, RELEASE_FIXES];

/** The version that answers requests at this hour since the launch. */
export function versionAt(hour: number): string {
  let version = "2.0.0";
  for (const release of RELEASES) if (hour >= release.endHour) version = release.version;
  return version;
}
