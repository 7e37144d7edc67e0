import { AppError } from "@/server/platform/errors";

/** One entry of a batch as it stands in the body: its line (or its place in an array, from 1) and its bytes; null when it is too long. */
export type RawEntry = { line: number; bytes: Uint8Array | null };

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const isSpace = (byte: number): boolean =>
  byte === BLANK || byte === LINE_FEED || byte === RETURN || byte === TAB;

/** The pieces of an entry that has not ended yet, up to a length. */
class Pieces {
  private pieces: Uint8Array[] = [];
  private size = 0;
  private isOver = false;
  constructor(private readonly maxBytes: number) {}

  get isEmpty(): boolean {
    return this.size === 0 && !this.isOver;
  }
  hasRoomFor(bytes: number): boolean {
    return !this.isOver && this.size + bytes <= this.maxBytes;
  }
  add(piece: Uint8Array): void {
    if (piece.byteLength === 0) return;
    if (this.isOver || this.size + piece.byteLength > this.maxBytes) {
      this.isOver = true;
      this.pieces = [];
      return;
    }
    this.pieces.push(piece);
    this.size += piece.byteLength;
  }
  /** What was gathered, or null when it was too long; and begins anew. */
  take(): Uint8Array | null {
    const { pieces, isOver } = this;
    this.pieces = [];
    this.size = 0;
    this.isOver = false;
    if (isOver) return null;
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  }
}

const notJson = () => new AppError("BAD_REQUEST", "The body is neither JSON nor one JSON object per line.");
const brokenList = () =>
  new AppError(
    "BAD_REQUEST",
    "The body begins like a JSON array but is not one. One JSON object per line is fine too.",
  );

/**
 * Takes a body of log entries apart while it arrives, without reading them: the elements of a JSON array, or one object per line; an
 * object written over several lines is one entry. Each byte is looked at once, and no more than one entry is held.
 */
export class EntrySplitter {
  private mode: "start" | "list" | "listEnd" | "lines" | "object" = "start";
  private line = 1;
  private markBytes = 0;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private hasElement = false;
  private expectsElement = false;
  private isFirstLineRead = false;
  private readonly held: Pieces;

  /**
   * @param maxEntryBytes what is longer is an entry without bytes
   * @param isJson whether a first line stands on its own, or begins an object over several lines
   */
  constructor(
    maxEntryBytes: number,
    private readonly isJson: (bytes: Uint8Array) => boolean,
  ) {
    this.held = new Pieces(maxEntryBytes);
  }

  /** @throws AppError BAD_REQUEST when the body is neither of the forms */
  *push(chunk: Uint8Array): Generator<RawEntry> {
    let at = 0;
    if (this.mode === "start") at = this.begin(chunk);
    if (at >= chunk.length) return;
    if (this.mode === "lines") yield* this.splitLines(chunk, at);
    else if (this.mode === "object") yield* this.gather(chunk, at);
    else yield* this.splitList(chunk, at);
  }

  /** What is left when the body has ended. @throws AppError BAD_REQUEST when it ended in the middle of an array */
  *end(): Generator<RawEntry> {
    if (this.mode === "list") throw brokenList();
    if (this.mode === "lines") yield* this.endLine();
    if (this.mode !== "object") return;
    const bytes = this.held.take();
    if (bytes === null || this.isJson(bytes)) {
      yield { line: this.line, bytes };
      return;
    }
    this.mode = "lines";
    yield* this.splitLines(bytes, 0);
    yield* this.endLine();
  }

  private begin(chunk: Uint8Array): number {
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index]!;
      if (byte === LINE_FEED) this.line += 1;
      if (isSpace(byte)) continue;
      if (this.line === 1 && byte === BYTE_ORDER_MARK[this.markBytes]) {
        this.markBytes += 1;
        continue;
      }
      if (byte === OPEN_LIST) {
        this.mode = "list";
        this.line = 1;
        return index + 1;
      }
      if (byte !== OPEN_OBJECT) throw notJson();
      this.mode = "object";
      return index;
    }
    return chunk.length;
  }

  /** Until the first line is known to be an entry of its own, or the whole body to be one: held as far as one entry may go. */
  private *gather(chunk: Uint8Array, start: number): Generator<RawEntry> {
    let from = start;
    if (!this.isFirstLineRead) {
      const end = chunk.indexOf(LINE_FEED, from);
      this.held.add(chunk.subarray(from, end < 0 ? chunk.length : end));
      if (end < 0) return;
      const bytes = this.held.take();
      if (bytes === null || this.isJson(bytes)) {
        this.mode = "lines";
        yield { line: this.line, bytes };
        this.line += 1;
        yield* this.splitLines(chunk, end + 1);
        return;
      }
      this.isFirstLineRead = true;
      this.held.add(bytes);
      from = end;
    }
    const rest = chunk.subarray(from);
    if (this.held.hasRoomFor(rest.byteLength)) return this.held.add(rest);
    // Too long to be one entry: its lines are entries.
    this.mode = "lines";
    yield* this.splitLines(this.held.take()!, 0);
    yield* this.splitLines(rest, 0);
  }

  private *splitLines(chunk: Uint8Array, from: number): Generator<RawEntry> {
    for (let start = from; start < chunk.length;) {
      const end = chunk.indexOf(LINE_FEED, start);
      this.held.add(chunk.subarray(start, end < 0 ? chunk.length : end));
      if (end < 0) return;
      yield* this.endLine();
      this.line += 1;
      start = end + 1;
    }
  }

  private *endLine(): Generator<RawEntry> {
    if (this.held.isEmpty) return;
    const bytes = this.held.take();
    if (bytes === null || !bytes.every(isSpace)) yield { line: this.line, bytes };
  }

  private *splitList(chunk: Uint8Array, from: number): Generator<RawEntry> {
    let start = from;
    for (let index = from; index < chunk.length; index++) {
      const byte = chunk[index]!;
      if (this.mode === "listEnd") {
        if (!isSpace(byte)) throw brokenList();
        continue;
      }
      if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) this.isInString = false;
        continue;
      }
      if (byte === QUOTE) this.isInString = true;
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) this.depth += 1;
      else if (byte === CLOSE_OBJECT || (byte === CLOSE_LIST && this.depth > 0)) {
        if (--this.depth < 0) throw brokenList();
      } else if (this.depth === 0 && (byte === COMMA || byte === CLOSE_LIST)) {
        const isEnd = byte === CLOSE_LIST;
        this.held.add(chunk.subarray(start, index));
        if (!this.hasElement) {
          if (!isEnd || this.expectsElement) throw brokenList();
        } else {
          const bytes = this.held.take();
          yield { line: this.line, bytes };
          this.line += 1;
        }
        this.hasElement = false;
        this.expectsElement = !isEnd;
        start = index + 1;
        if (isEnd) this.mode = "listEnd";
        continue;
      }
      if (!isSpace(byte)) this.hasElement = true;
    }
    if (this.mode === "list") this.held.add(chunk.subarray(start));
  }
}
