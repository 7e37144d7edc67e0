import { cutText } from "@/contracts/cut-text";
import { UNREADABLE } from "@/contracts/intake";
import { tidyText } from "./plain-text";

/** Why a report that could not be read is in quarantine. @param why a sentence for a person */
export const unreadableReason = (why: string): string => cutText(`${UNREADABLE}${why}`, 300);

/** So much of what arrived is shown of a report that could not be read: bytes looked at, and characters of them. */
const SHOWN_BYTES = 4_000;
const SHOWN_CHARS = 1_000;

/** The beginning of what arrived, as plain text, whatever it is. */
export function beginningOf(body: Uint8Array): string {
  const beginning = new TextDecoder("utf-8").decode(body.subarray(0, SHOWN_BYTES));
  return tidyText(beginning, SHOWN_CHARS) || "(nothing that could be read)";
}

const HEX_BYTES = 1_024;
const HEX_ROW = 16;

/** The first bytes of what arrived, sixteen a line: where the line begins, the bytes, and what is printable of them. */
export function hexOf(body: Uint8Array): string {
  const shown = body.subarray(0, HEX_BYTES);
  return Array.from({ length: Math.ceil(shown.length / HEX_ROW) }, (_, row) => {
    const bytes = [...shown.subarray(row * HEX_ROW, (row + 1) * HEX_ROW)];
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const plain = bytes
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."))
      .join("");
    return `${(row * HEX_ROW).toString(16).padStart(4, "0")}  ${hex.padEnd(HEX_ROW * 3 - 1)}  ${plain}`;
  }).join("\n");
}
