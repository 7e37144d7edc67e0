import semver, { type SemVer } from "semver";
import { cutText } from "@/contracts/cut-text";

/**
 * Which of two versions is the older one, as people and programs write them: "2.0.3", "v2.0.3-rc.1", "Version 2.0.3 (build 412)",
 * "2024.10". Numbers are compared by `semver.coerce`, but only where that means something: a hash of a commit, the version of a browser,
 * two products in one text or a bare date beside "2.0.3" have digits and no order. Then the launch's releases say which came first, and
 * where they do not know both, nothing does.
 */

/** A release of the launch, as far as order and time are concerned. */
export type Deployed = {
  readonly version: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly outcome: string;
};

/** How one version stands to another; null when nothing says. */
export type Order = -1 | 0 | 1 | null;

/** Longest version that is read, characters; contexts hold no longer ones. */
const READ_MAX = 100;

/** Numbers of different schemes have no order among each other. */
type Scheme = "semver" | "calendar" | "build";
type Version = {
  readonly scheme: Scheme;
  /** What it is a version of, where that is written; "" otherwise. */
  readonly name: string;
  readonly numbers: readonly string[];
  /** "rc.1"; "" for a release. */
  readonly prerelease: string;
  /** Commits after the tag, of `git describe`. */
  readonly commitsAfter: number;
};

/** What runs the product and is not the product. */
const ENVIRONMENT =
  /\b(?:ios|ipados|android|windows|macos|os x|linux|ubuntu|chrome|chromium|firefox|safari|edge|opera|webkit|node|java|php)\b/;
/** What may follow a dotted number directly: a prerelease in full or in short, the commits of `git describe`, a wildcard. */
const SUFFIXES = [
  "[-._ ]?(alpha|beta|rc|pre|preview|dev|snapshot|nightly|canary)[-. ]?(\\d{0,9})",
  "([ab])(\\d{1,9})",
  "-(\\d{1,9})-g[0-9a-f]{7,40}",
  "(\\.[x*])",
];
const DOTTED = new RegExp(
  `(?<![\\w.])v?(\\d{1,12}(?:\\.\\d{1,12}){1,5})(?:${SUFFIXES.join("|")})?(?![\\d.])`,
  "g",
);
/** A whole number that is called a version, or a build. */
const WHOLE = /(?<![\w.])(v|version |release |r|build |b|#)?(\d{1,18})(?![\w.])/g;
const HASH = /^[0-9a-f]{7,40}$/;
/** Words that say that a version follows, and of nothing. */
const FILLERS = /\b(?:version|ver|v|release|rel|refs|tags|tag|build|app|r|b)\b/g;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const isYear = (number: string): boolean => /^(?:19|20|21)\d\d$/.test(number);

/** A version as it is compared word for word: without blanks around it, case, and the "v" before a number. */
export const versionKey = (text: string): string =>
  cutText(text.trim(), READ_MAX)
    .toLowerCase()
    .replace(/^(?:refs\/tags\/)?(?:v(?=\d)|version )?/, "");

/** Reads what a version says; null for what has no order by itself. */
function readVersion(text: string): Version | null {
  const written = versionKey(text).replace(DATE, "$1.$2.$3");
  if (ENVIRONMENT.test(written) || isHash(written)) return null;
  const dotted = [...written.matchAll(DOTTED)];
  if (dotted.length > 1) return null;
  const [found] = dotted;
  if (!found) return readWhole(written);
  const [whole, digits = "", word, wordNumber, letter, letterNumber, commits, wildcard] = found;
  // "2.0.x" is many versions.
  if (wildcard) return null;
  const numbers = digits.split(".").map(withoutZeros);
  const rest = `${written.slice(0, found.index)} ${written.slice(found.index + whole.length)}`;
  return {
    scheme: isYear(numbers[0]!) ? "calendar" : "semver",
    name: nameIn(rest),
    numbers,
    prerelease: word
      ? `${word}.${withoutZeros(wordNumber || "0")}`
      : letter
        ? `${letter}.${withoutZeros(letterNumber!)}`
        : "",
    commitsAfter: Number(commits ?? 0),
  };
}

/** "v2" is a line of versions, "build 412" and "20261019" are builds. */
function readWhole(written: string): Version | null {
  const found = [...written.matchAll(WHOLE)];
  const [only] = found;
  if (!only || found.length > 1) return null;
  const [whole, prefix = "", number = ""] = only;
  const rest = `${written.slice(0, only.index)} ${written.slice(only.index + whole.length)}`;
  const isLine = number.length <= 3 && (prefix === "" || ["v", "version ", "release "].includes(prefix));
  return {
    scheme: isLine ? "semver" : "build",
    name: nameIn(rest),
    numbers: [withoutZeros(number)],
    prerelease: "",
    commitsAfter: 0,
  };
}

const isHash = (written: string): boolean =>
  HASH.test(written) && /[a-f]/.test(written) && /\d/.test(written);
const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, "");

/** What a text names besides its version; what stands in brackets and after a plus says how it was built. */
const nameIn = (rest: string): string =>
  rest
    .replace(/\([^()]*\)|\+\S*/g, " ")
    .replace(/[^\p{L}\s]/gu, " ")
    .replace(FILLERS, " ")
    .replace(/\s+/g, " ")
    .trim();

const coerced = ({ numbers, prerelease }: Version): SemVer | null =>
  semver.coerce(
    `${[0, 1, 2].map((place) => numbers[place] ?? "0").join(".")}${prerelease && `-${prerelease}`}`,
    {
      includePrerelease: true,
    },
  );

/** By what they say themselves. */
function compareNumbers(a: Version, b: Version): Order {
  if (a.scheme !== b.scheme || (a.name !== b.name && a.name !== "" && b.name !== "")) return null;
  if (a.scheme === "build") return sign(BigInt(a.numbers[0]!) - BigInt(b.numbers[0]!));
  // "v2" may be any 2.x: it is older or newer only by its first number, and the same only as "2.0.0".
  if ((a.numbers.length === 1) !== (b.numbers.length === 1)) {
    const [line, exact] = a.numbers.length === 1 ? [a, b] : [b, a];
    if (line.numbers[0] === exact.numbers[0] && exact.numbers.slice(1).some((number) => number !== "0"))
      return null;
  }
  const [left, right] = [coerced(a), coerced(b)];
  if (!left || !right) return null;
  const order = semver.compare(left, right);
  if (order !== 0) return order;
  // semver knows three numbers; some write four.
  for (const place of [3, 4, 5]) {
    const further = sign(BigInt(a.numbers[place] ?? 0) - BigInt(b.numbers[place] ?? 0));
    if (further !== 0) return further;
  }
  return sign(BigInt(a.commitsAfter) - BigInt(b.commitsAfter));
}

const sign = (difference: bigint): -1 | 0 | 1 => (difference < 0n ? -1 : difference > 0n ? 1 : 0);

/** Whether two texts name one version, in whatever way. A short hash names the long one that begins with it. */
export function isSameVersion(a: string, b: string): boolean {
  const [left, right] = [versionKey(a), versionKey(b)];
  if (left === right) return left !== "";
  if (isHash(left) && isHash(right)) return left.startsWith(right) || right.startsWith(left);
  const [readLeft, readRight] = [readVersion(a), readVersion(b)];
  return readLeft !== null && readRight !== null && compareNumbers(readLeft, readRight) === 0;
}

/**
 * Whether a version is older (-1), the same (0) or newer (1) than another: by their numbers, else by which of the launch's releases began
 * first; null when neither says.
 */
export function compareVersions(a: string, b: string, releases: readonly Deployed[]): Order {
  if (isSameVersion(a, b)) return 0;
  const [readA, readB] = [readVersion(a), readVersion(b)];
  const byNumbers = readA && readB ? compareNumbers(readA, readB) : null;
  if (byNumbers !== null) return byNumbers;
  const [beganA, beganB] = [firstBegan(a, releases), firstBegan(b, releases)];
  if (beganA === null || beganB === null || beganA === beganB) return null;
  return beganA < beganB ? -1 : 1;
}

/** When the first release of a version began, ms since epoch, whatever became of it; null when none is known. */
function firstBegan(version: string, releases: readonly Deployed[]): number | null {
  const began = releases
    .filter((release) => isSameVersion(release.version, version))
    .map((release) => release.startedAt.getTime());
  return began.length > 0 ? Math.min(...began) : null;
}

/** When a version was deployed for the first time: at the end of a release that did not fail; null when none is known. */
export function deployedAt(version: string, releases: readonly Deployed[]): Date | null {
  const times = releases
    .filter(({ outcome }) => outcome === "succeeded" || outcome === "started")
    .filter((release) => isSameVersion(release.version, version))
    .map((release) => (release.endedAt ?? release.startedAt).getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
