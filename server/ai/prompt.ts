import type { z } from "zod";

/**
 * A question to a model as a value: the domain that asks writes it, the gateway only carries it. Each item is one reporter's words
 * (data, fenced off from the instructions); the answer is one object per item.
 */
export type Prompt<Variables, Item, Answer> = {
  readonly name: string;
  /** Raised whenever instructions, schema or the rules that answer without a model change; stored with every answer. */
  readonly version: string;
  /** The instructions; nothing a reporter wrote goes in here. */
  readonly instructions: (variables: Variables) => string;
  /** What the model is shown of one item. */
  readonly show: (item: Item) => Readonly<Record<string, unknown>>;
  /** What one answer must look like. */
  readonly answer: z.ZodType<Answer>;
};

/** Names a prompt. */
export function definePrompt<Variables, Item, Answer>(
  prompt: Prompt<Variables, Item, Answer>,
): Prompt<Variables, Item, Answer> {
  return prompt;
}

/** One item's answer with where it came from. `isDegraded`: a model was configured and could not be asked, so this is second best. */
export type Completion<Answer> = {
  answer: Answer;
  provider: string;
  model: string;
  version: string;
  isDegraded: boolean;
};

/** The name under which the rules that need no model answer. */
export const BUILTIN = "builtin";
