/** The customers of the story: about ninety accounts and the five hundred people in them who write in. */
import { createRandom } from "./random";
import { ACCOUNTS, FIRST_NAMES, LAST_NAMES, type Account } from "./accounts";
import type { StoryLanguage } from "./problem";

/** buyer: in the kitchen or shop; head: runs several branches; integrator: builds on the API. */
export type ReporterKind = "buyer" | "head" | "integrator";
export type Reporter = {
  id: number;
  name: string;
  email: string;
  account: Account;
  language: StoryLanguage;
  kind: ReporterKind;
  /** How this person writes: a habit kept over all of their reports. */
  habit: "neat" | "lower" | "shout" | "typos" | "polite";
  device: Device;
  /** How often they write, relative to others. */
  weight: number;
};
export type Device = { name: string; browser: string; userAgent: string; isMobile: boolean };

const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)";
const desktop = (name: string, browser: string, userAgent: string): Device => ({
  name,
  browser,
  userAgent,
  isMobile: false,
});
const phone = (name: string, browser: string, userAgent: string): Device => ({
  name,
  browser,
  userAgent,
  isMobile: true,
});

export const DEVICES: readonly Device[] = [
  desktop(
    "Windows 11 laptop",
    "Chrome 141",
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${BLINK} Chrome/141.0.0.0 Safari/537.36`,
  ),
  desktop(
    "office PC",
    "Edge 140",
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${BLINK} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
  ),
  desktop(
    "old Windows 10 PC",
    "Firefox 143",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
  ),
  desktop(
    "MacBook Air",
    "Safari 18",
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.6 Safari/605.1.15`,
  ),
  desktop(
    "iMac",
    "Chrome 141",
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${BLINK} Chrome/141.0.0.0 Safari/537.36`,
  ),
  phone(
    "iPhone 13",
    "Safari 18",
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${WEBKIT} Version/18.6 Mobile/15E148 Safari/604.1`,
  ),
  phone(
    "iPhone SE",
    "Safari 17",
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) ${WEBKIT} Version/17.6 Mobile/15E148 Safari/604.1`,
  ),
  phone(
    "iPhone 16",
    "Safari 26",
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) ${WEBKIT} Version/26.0 Mobile/15E148 Safari/604.1`,
  ),
  phone(
    "iPad (9th gen)",
    "Safari 18",
    `Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) ${WEBKIT} Version/18.6 Mobile/15E148 Safari/604.1`,
  ),
  phone(
    "Samsung Galaxy A52",
    "Chrome 140",
    `Mozilla/5.0 (Linux; Android 12; SM-A525F) ${BLINK} Chrome/140.0.0.0 Mobile Safari/537.36`,
  ),
  phone(
    "Samsung XCover 5",
    "Chrome 139",
    `Mozilla/5.0 (Linux; Android 12; SM-G525F) ${BLINK} Chrome/139.0.0.0 Mobile Safari/537.36`,
  ),
  phone(
    "Galaxy Tab A8",
    "Samsung Internet 28",
    `Mozilla/5.0 (Linux; Android 13; SM-X200) ${BLINK} SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36`,
  ),
  phone(
    "Pixel 7",
    "Chrome 141",
    `Mozilla/5.0 (Linux; Android 15; Pixel 7) ${BLINK} Chrome/141.0.0.0 Mobile Safari/537.36`,
  ),
  phone(
    "Redmi Note 12",
    "Chrome 140",
    `Mozilla/5.0 (Linux; Android 13; 23021RAAEG) ${BLINK} Chrome/140.0.0.0 Mobile Safari/537.36`,
  ),
];

const HABITS: readonly Reporter["habit"][] = [
  "neat",
  "neat",
  "neat",
  "lower",
  "lower",
  "shout",
  "typos",
  "typos",
  "polite",
  "polite",
];

/** Lower-case letters that survive in an address: accents folded, everything else dropped. */
function plainLetters(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .normalize("NFD")
    .replace(/[^a-z]/g, "");
}

/** Everybody who may write in; the same seed gives the same people. Addresses are unique and end in .example. */
export function buildReporters(seed: string, count = 520): readonly Reporter[] {
  const random = createRandom(`${seed}/people`);
  const taken = new Set<string>();
  const pool = ACCOUNTS.flatMap((account) => Array.from({ length: account.size }, () => account));
  return Array.from({ length: count }, (_, id) => {
    const account = id < ACCOUNTS.length ? (ACCOUNTS[id] as Account) : random.pick(pool);
    // Kitchens are mixed: one in eight bears a name from another country of the story.
    const nameLanguage = random.chance(0.125)
      ? random.pick(["en", "de", "fr", "es"] as const)
      : account.language;
    let name = "",
      email = "";
    do {
      name = `${random.pick(FIRST_NAMES[nameLanguage])} ${random.pick(LAST_NAMES[nameLanguage])}`;
      const [first = "", ...rest] = name.split(" ");
      const last = plainLetters(rest.join(""));
      const local = random.pick([
        `${plainLetters(first)}.${last}`,
        `${plainLetters(first).slice(0, 1)}.${last}`,
        plainLetters(first),
      ]);
      email = `${local}@${account.domain}`;
    } while (taken.has(email) || taken.has(name));
    taken.add(email).add(name);
    const kind: ReporterKind =
      account.kind === "software"
        ? "integrator"
        : account.kind === "chain" && random.chance(0.18)
          ? "head"
          : "buyer";
    const device =
      kind === "integrator" ? random.pick(DEVICES.filter((d) => !d.isMobile)) : random.pick(DEVICES);
    return {
      id,
      name,
      email,
      account,
      language: account.language,
      kind,
      habit: random.pick(HABITS),
      device,
      weight: random.chance(0.12) ? 4 : random.chance(0.3) ? 2 : 1,
    };
  });
}
