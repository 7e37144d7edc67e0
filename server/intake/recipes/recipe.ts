/** Something to paste: what it is or the file it goes into, and the text. */
export type Snippet = { readonly label: string; readonly text: string };

/**
 * How to connect one program, and whether these very words were tried with it. What is `run` is taken from here by
 * `programs.cases.int.test.ts`, set up with the real program and followed; what is not is written from the program's manual and says so on
 * the screen.
 */
export type Recipe = {
  readonly id: string;
  /** The program, as its users call it. */
  readonly program: string;
  readonly text: string;
  readonly proof: { readonly isRun: true; readonly with: string } | { readonly isRun: false };
  readonly snippets: readonly Snippet[];
};

/** What the instructions of a log source are made for. */
export type LogTarget = { readonly url: string; readonly hasSecret: boolean };

/** Placeholder in instructions, where a person puts the source's secret, which we do not know any more. */
export const SECRET_HERE = "<the secret of this source>";
