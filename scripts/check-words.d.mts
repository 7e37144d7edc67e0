export type Allowed = {
  names: readonly { name: string; why: string }[];
  texts: readonly { text: string; why: string }[];
};
export function findPublicFiles(files: ReadonlyMap<string, string>): string[];
export function findAppFiles(files: ReadonlyMap<string, string>, publicFiles: readonly string[]): string[];
export function findWrongWords(
  files: ReadonlyMap<string, string>,
  allowed: Allowed,
): { wrong: string[]; unused: string[] };
export function findLooseTexts(files: ReadonlyMap<string, string>, paths: Iterable<string>): string[];
export function judgeRecord(what: string, found: number, recorded: number): string | null;
export function readWordList(): { publicTexts: number; appTexts: number; allowed: Allowed };
