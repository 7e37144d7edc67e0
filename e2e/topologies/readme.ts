/** The blocks that an operator copies out of the README, so that what is tested is what they read. */
import { readFileSync } from "node:fs";

/**
 * The first block in a language after a sentence of the README.
 * @throws Error where the sentence or the block is not there any more
 */
export function blockAfter(words: string, language: string): string {
  const text = readFileSync("README.md", "utf8");
  const at = text.indexOf(words);
  const found = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(
    at < 0 ? "" : text.slice(at),
  );
  if (!found?.[1]) throw new Error(`README.md has no ${language} block after “${words}”.`);
  return found[1];
}
