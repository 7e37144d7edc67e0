/** What Apache, and nginx without escape=json, write for a byte that they don't print; a backslash of the text's own comes doubled. */
const ESCAPES = /\\\\|(?:\\x[0-9a-f]{2})+|\\[av0]/gi;
/** Control characters that JSON wants escaped and some programs write as they are. */
const BARE_CONTROLS = /[\0-\x1f]/g;

/**
 * A line as JSON, where its gateway escaped what a caller sent in a way that JSON does not know: `\xc3\xbc` for bytes, bytes that are no
 * UTF-8, bare tabs. Callers send anything, and a scanner's user agent must not cost the line, nor the batch that it stands in.
 */
export function mendLine(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.replace(BARE_CONTROLS, " ").replace(ESCAPES, (escape) => {
    if (escape === "\\\\") return escape;
    if (!/^\\x/i.test(escape)) return "";
    const written = new TextDecoder().decode(Buffer.from(escape.replace(/\\x/gi, ""), "hex"));
    return JSON.stringify(written).slice(1, -1);
  });
}
