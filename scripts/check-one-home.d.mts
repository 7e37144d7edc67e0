export type Rule = {
  rule: string;
  home: string;
  names: string[];
  twins?: string[];
  repeats?: { file: string; test: string }[];
};
export function judgeHomes(
  list: readonly Rule[],
  files: ReadonlyMap<string, string>,
): { rule: string; fault: string }[];
export function readSources(): Map<string, string>;
export function readList(): Rule[];
