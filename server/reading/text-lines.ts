/** So much of a line is looked at. */
const LINE_CHARS = 400;
/** Of so many lines it is remembered what was looked at. */
const RECENT_LINES = 32;
const INVISIBLE = /[\p{Cf}\u00a0]/u;
const EVERY_INVISIBLE = /[\p{Cf}\u00a0]/gu;

/** Lines from one on and before another. */
export type LineRange = { readonly from: number; readonly to: number };

/**
 * A text by its lines, without a copy of them: 20,000 line ends would be 20,000 objects. What is looked at of a line (its beginning,
 * without invisible characters and outer blanks) is kept for a few lines only, because only neighbours are looked at again.
 */
export class TextLines {
  readonly count: number;
  private readonly starts: Int32Array;
  private readonly recent: string[] = [];
  private readonly recentOf: number[] = [];

  constructor(private readonly text: string) {
    let count = 1;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) count += 1;
    this.count = count;
    this.starts = new Int32Array(count + 1);
    for (let line = 1, end = text.indexOf("\n"); line < count; line += 1, end = text.indexOf("\n", end + 1))
      this.starts[line] = end + 1;
    this.starts[count] = text.length + 1;
  }

  /** What is looked at of a line; nothing outside the text. */
  look(line: number): string {
    if (line < 0 || line >= this.count) return "";
    const [from, to] = [this.starts[line]!, this.starts[line + 1]! - 1];
    if (from === to) return "";
    const place = line % RECENT_LINES;
    if (this.recentOf[place] !== line) {
      const begun = this.text.slice(from, Math.min(to, from + LINE_CHARS));
      this.recent[place] = (INVISIBLE.test(begun) ? begun.replace(EVERY_INVISIBLE, " ") : begun).trim();
      this.recentOf[place] = line;
    }
    return this.recent[place]!;
  }

  isBlank(line: number): boolean {
    return this.look(line) === "";
  }

  /** Lines as they stood. */
  textOf({ from, to }: LineRange): string {
    return from >= to ? "" : this.text.slice(this.starts[from], this.starts[to]! - 1);
  }
}
