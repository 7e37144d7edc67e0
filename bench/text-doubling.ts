/**
 * Whether text costs linear time: every function of `text-functions.ts` over texts of every shape, as long as ever reaches it and twice as
 * long, and half as long. `npm run test:text-doubling` prints the worst ratio of each function, and ends with 1 above 2.5; with a part of
 * a name behind
 * `--` only of those.
 *
 * A time is the shortest of several, warm, each over a text that no cache has seen: on a machine that others use, whatever disturbs a
 * measurement only makes it longer. A ratio above the bar is measured again, both lengths in turn and from the same start (`settle`), and
 * the shortest times of all rounds count. What takes less than a millisecond at its longest text counts as constant: there, timers and the
 * collector are all that is measured.
 */
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { TEXT_MAX } from "@/contracts/intake";
import { TEXT_FUNCTIONS, type TextFunction } from "./text-functions";

export const DOUBLING_BAR = 2.5;
const RUNS_MIN = 2;
const RUNS_MAX = 20;
const ENOUGH_MS = 40;
const AGAIN = 8;
const CONSTANT_MS = 1;

const fill = (piece: string) => (length: number) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
/** As JSON, so that what parses it has something to do; `make` is given how many parts there are room for. */
const json = (make: (count: number) => unknown, each: number) => (length: number) =>
  JSON.stringify(make(Math.max(1, Math.floor(length / each))));
const range = (count: number) => Array.from({ length: count }, (_, n) => n);

const SHAPES: Readonly<Record<string, (length: number) => string>> = {
  "many small values": json((count) => ({ text: range(count).map(() => 1), tags: [1] }), 2),
  "many short texts": json((count) => ({ text: "x", tags: range(count).map((n) => `t${n}`) }), 9),
  "many keys": json((count) => Object.fromEntries(range(count).map((n) => [`k${n}`, 1])), 11),
  "many form fields": fill("a=1&b=&text=x&"),
  "many form names": (length) =>
    range(Math.ceil(length / 9))
      .map((n) => `k${n}=1&`)
      .join("")
      .slice(0, length),
  "deep arrays": (length) => "[".repeat(length >> 1) + "]".repeat(length >> 1),
  "deep objects": (length) => '{"a":'.repeat(length / 6) + "1" + "}".repeat(length / 6),
  blanks: fill(" "),
  "words between long blanks": fill(`word${" ".repeat(900)}`),
  "blanks and tabs": fill(" \t"),
  "line ends": fill("\n"),
  "blank lines": fill(" \n"),
  "no-break blanks": fill("\u00a0"),
  quotes: fill('"'),
  apostrophes: fill("a'"),
  "quoted lines": fill("> \n"),
  "quotes and answers": fill("> a\nb\n\n\n"),
  "marks of signatures": fill("--\n"),
  "heads of mails": fill("a:\n"),
  brackets: fill("["),
  "pairs of brackets": fill("({[<>]})"),
  "open tags": fill("<div "),
  "deep tags": fill("<b>"),
  "closing tags": fill("</x>"),
  comments: fill("<!--"),
  scripts: fill("<script>"),
  entities: fill("&amp"),
  "half entities": fill("&#x"),
  "one letter": fill("a"),
  "one capital": fill("E"),
  "one digit": fill("0"),
  "one dash": fill("-"),
  "one dot": fill("."),
  "one exclamation mark": fill("!"),
  "one slash": fill("/"),
  "one at sign": fill("@"),
  "one backtick": fill("`"),
  "one emoji": fill("😀"),
  "one accent": fill("e\u0301"),
  "one Chinese character": fill("中"),
  "halves of characters": fill("\ud83d"),
  "replaced bytes": fill("\ufffd\u0000\u0007"),
  addresses: fill("a.b@c."),
  "web addresses": fill("https://a/"),
  routes: fill(" /a/1"),
  words: fill("the order was not paid twice "),
  faults: fill("charged twice "),
  wishes: fill("would be nice if charged twice "),
  hypotheses: fill("if could charged twice, "),
  settled: fill("charged twice is fixed "),
  thanks: fill("thanks "),
  greetings: fill("hi hello "),
  keys: fill("-----BEGIN PRIVATE KEY-----"),
  "numbers in groups": fill("0123 456 78 "),
  "key:value": fill("a:b,"),
};

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const larger = Buffer.alloc(64 * 1024 * 1024);
/**
 * Makes both lengths start alike: without garbage, with compiled expressions, and with nothing in the processor's caches. Collecting
 * garbage throws compiled expressions away, which would be compiled anew while the clock runs; and a text that just fits into a cache is
 * read several times as fast as one twice as long that does not, whatever is done with it.
 */
const settle = ({ run: call }: TextFunction, shape: (length: number) => string) => {
  collectGarbage();
  for (const text of [unlikeBefore(shape(64)), asFromOutside(unlikeBefore(shape(64)))]) call(text);
  larger.fill(run);
};

/** Put together and laid out: a text from outside is never a rope of pieces. */
const asFromOutside = (text: string): string => Buffer.from(text, "utf16le").toString("utf16le");

let run = 0;

/** The same text, but another one for whatever remembers texts: a word at its end, or, in what is JSON, a first value. */
function unlikeBefore(text: string): string {
  run += 1;
  if (text.startsWith("{")) return `{"u${run}":1,${text.slice(1)}`;
  return text.startsWith("[") ? `[${run},${text.slice(1)}` : `${text} u${run}`;
}

/** The shortest of several times that a function takes for a text of this shape and length, ms; short ones are tried more often. */
function timeOf(
  measured: TextFunction,
  shape: (length: number) => string,
  length: number,
  prepare: typeof settle = () => undefined,
): number {
  const text = shape(length);
  let [best, spent] = [Number.POSITIVE_INFINITY, 0];
  for (let n = 0; n < RUNS_MIN || (n < RUNS_MAX && spent < ENOUGH_MS); n += 1) {
    const fresh = asFromOutside(unlikeBefore(text));
    prepare(measured, shape);
    const startedMs = performance.now();
    measured.run(fresh);
    const tookMs = performance.now() - startedMs;
    best = Math.min(best, tookMs);
    spent += tookMs;
    if (n > 0 && best < CONSTANT_MS / 4) break;
  }
  return best;
}

export type Doubling = { name: string; ratio: number; shape: string; ms: number };

/** The worst ratio of a function over all shapes: from half its longest text to that, and from that to twice as long where that can be. */
function worstOf(name: string, measured: TextFunction): Doubling {
  let worst: Doubling = { name, ratio: 0, shape: "–", ms: 0 };
  const { max } = measured;
  for (const [shape, make] of Object.entries(SHAPES)) {
    if (timeOf(measured, make, max) < CONSTANT_MS) continue;
    for (const length of max <= TEXT_MAX ? [max >> 1, max] : [max >> 1]) {
      let [single, ms] = [timeOf(measured, make, length), timeOf(measured, make, length * 2)];
      if (ms > single * DOUBLING_BAR) {
        [single, ms] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
        for (let again = 0; again < AGAIN && (again === 0 || ms > single * DOUBLING_BAR); again += 1) {
          single = Math.min(single, timeOf(measured, make, length, settle));
          ms = Math.min(ms, timeOf(measured, make, length * 2, settle));
        }
      }
      const ratio = ms / single;
      if (ratio > worst.ratio) worst = { name, ratio, shape, ms };
    }
  }
  return worst;
}

/**
 * Measures every function whose name contains `part`.
 * @returns the worst ratio of each
 */
export function measureDoubling(report: (line: string) => void, part = ""): Doubling[] {
  const chosen = Object.entries(TEXT_FUNCTIONS).filter(([name]) => name.includes(part));
  return chosen.map(([name, measured]) => {
    const worst = worstOf(name, measured);
    report(
      worst.ratio === 0
        ? `    –  ${name}: below ${CONSTANT_MS} ms with everything`
        : `${worst.ratio.toFixed(2).padStart(5)}  ${name}: ${worst.ms.toFixed(1)} ms of ` +
            `${worst.shape}${worst.ratio > DOUBLING_BAR ? "  — ABOVE THE BAR" : ""}`,
    );
    return worst;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const measured = measureDoubling((line) => console.log(line), process.argv[2]);
  const worst = measured.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  console.log(
    `worst t(2n)/t(n) of ${measured.length} functions over ${Object.keys(SHAPES).length} shapes: ` +
      `${worst.ratio.toFixed(2)} (${worst.name}, ${worst.shape}; bar ${DOUBLING_BAR})`,
  );
  process.exit(worst.ratio > DOUBLING_BAR ? 1 : 0);
}
