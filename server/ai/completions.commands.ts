import { cutText } from "@/contracts/cut-text";
import { z } from "zod";
import { now } from "@/server/platform/clock";
import { parseJsonText } from "@/server/platform/json";
import type { Scope } from "@/server/platform/scope";
import { resiliencePolicyFor } from "./providers/breaker";
import { bufferCall } from "./call-log.commands";
import { fence } from "./guard";
import { BUILTIN, type Completion, type Prompt } from "./prompt";
import { requestJson, ProviderFailure, type ProviderSettings } from "./providers/openai-compatible";
import { loadProviders, type Provider } from "./providers.queries";

/** Items of one question to a model; more in one prompt and answers begin to slip. */
const ITEMS_PER_CALL = 20;
const CALLS_AT_ONCE = 4;
const TIMEOUT_MS = 45_000;
/** All tries with all providers together; what has no answer then is answered by the built-in rules, and read again later. */
const ALL_TRIES_MS = 90_000;
/** With less time left than this, no model is called any more. */
const WORTH_A_CALL_MS = 1_000;
/** One answer of a model in JSON takes less, characters; more is not read. */
const ANSWER_CHARS_MAX = 20_000;

/** Items that are asked about at the same time: as many are worth handing over together. */
export const ITEMS_AT_ONCE = ITEMS_PER_CALL * CALLS_AT_ONCE;

/**
 * Asks the organization's providers in their order; where none is configured or none answers, what the caller's own rules say stands:
 * `builtin`, one answer for each item in their order. An answer for every item, always. Reporters' words are stripped of personal data
 * and fenced off as data before they leave the house. Never call
 * this inside a transaction.
 * @param withinMs how long all tries may take; what is asked about in turns has as long in each
 */
export async function complete<V, I, A>(
  scope: Scope,
  prompt: Prompt<V, I, A>,
  {
    variables,
    items,
    builtin,
    withinMs = ALL_TRIES_MS,
  }: { variables: V; items: readonly I[]; builtin: readonly A[]; withinMs?: number },
): Promise<Completion<A>[]> {
  if (items.length === 0) return [];
  const providers = await loadProviders(scope);
  if (providers.length === 0) {
    noteBuiltin(scope, prompt, items.length, false);
    return byRules(prompt, builtin, false);
  }
  const lots = Array.from({ length: Math.ceil(items.length / ITEMS_PER_CALL) }, (_, index) => {
    const [from, to] = [index * ITEMS_PER_CALL, (index + 1) * ITEMS_PER_CALL];
    return { items: items.slice(from, to), builtin: builtin.slice(from, to) };
  });
  const answered: Completion<A>[][] = [];
  for (let offset = 0; offset < lots.length; offset += CALLS_AT_ONCE) {
    answered.push(
      ...(await Promise.all(
        lots
          .slice(offset, offset + CALLS_AT_ONCE)
          .map((lot) => completeLot(scope, prompt, variables, lot, providers, performance.now() + withinMs)),
      )),
    );
  }
  return answered.flat();
}

async function completeLot<V, I, A>(
  scope: Scope,
  prompt: Prompt<V, I, A>,
  variables: V,
  { items, builtin }: { items: readonly I[]; builtin: readonly A[] },
  providers: readonly Provider[],
  untilMs: number,
): Promise<Completion<A>[]> {
  for (const provider of providers) {
    if (untilMs - performance.now() < WORTH_A_CALL_MS) break;
    const startedMs = performance.now();
    const seen = { attempts: 0, inputTokens: 0, outputTokens: 0, isRepaired: false };
    const note = (outcome: "answered" | "repaired" | "failed", error: string | null) =>
      bufferCall(scope, {
        at: now(),
        prompt: prompt.name,
        promptVersion: prompt.version,
        provider: provider.name,
        model: provider.model,
        outcome,
        isDegraded: false,
        itemCount: items.length,
        attempts: seen.attempts,
        inputTokens: seen.inputTokens || null,
        outputTokens: seen.outputTokens || null,
        latencyMs: Math.round(performance.now() - startedMs),
        error,
      });
    try {
      if (provider.failure !== null) throw new ProviderFailure(provider.failure, false);
      const answers = await resiliencePolicyFor(scope.orgId, provider.id).execute(() =>
        requestAnswers(provider, prompt, variables, items, seen, untilMs),
      );
      note(seen.isRepaired ? "repaired" : "answered", null);
      return answers.map((answer) => ({
        answer,
        provider: provider.name,
        model: provider.model,
        version: prompt.version,
        isDegraded: false,
      }));
    } catch (error) {
      note("failed", error instanceof Error ? cutText(error.message, 300) : "unknown");
    }
  }
  noteBuiltin(scope, prompt, items.length, true);
  return byRules(prompt, builtin, true);
}

/** One question, and one more when the answer does not have the form that was asked for. */
async function requestAnswers<V, I, A>(
  provider: ProviderSettings,
  prompt: Prompt<V, I, A>,
  variables: V,
  items: readonly I[],
  seen: { attempts: number; inputTokens: number; outputTokens: number; isRepaired: boolean },
  untilMs: number,
): Promise<A[]> {
  const schema = JSON.stringify(z.toJSONSchema(prompt.answer, { unrepresentable: "any" }));
  const messages: { role: "system" | "user" | "assistant"; content: string }[] = [
    {
      role: "system",
      content:
        `${prompt.instructions(variables)}\nAnswer with one JSON object {"answers": […]}: exactly ` +
        `${items.length} answers, in the order of "index". Each answer matches this JSON Schema: ` +
        schema,
    },
    { role: "user", content: fence(items.map((item) => prompt.show(item))) },
  ];
  for (const round of [1, 2]) {
    const leftMs = untilMs - performance.now();
    if (leftMs < WORTH_A_CALL_MS) throw new ProviderFailure("no time was left for a second try", false);
    seen.attempts += 1;
    const reply = await requestJson(provider, messages, Math.min(TIMEOUT_MS, leftMs));
    seen.inputTokens += reply.inputTokens ?? 0;
    seen.outputTokens += reply.outputTokens ?? 0;
    const read = readAnswers(prompt.answer, reply.text, items.length);
    if (read.ok) {
      seen.isRepaired = round === 2;
      return read.answers;
    }
    messages.push(
      { role: "assistant", content: cutText(reply.text, 20_000) },
      {
        role: "user",
        content: `That does not match: ${read.problem} Answer again with the whole JSON object and nothing else.`,
      },
    );
  }
  throw new ProviderFailure("the model's answer had the wrong format twice", true);
}

function readAnswers<A>(
  answer: z.ZodType<A>,
  text: string,
  count: number,
): { ok: true; answers: A[] } | { ok: false; problem: string } {
  if (text.length > ANSWER_CHARS_MAX * count) return { ok: false, problem: "it is far too long." };
  const parsed = parseJsonText(text);
  if (parsed === undefined) return { ok: false, problem: "it is not JSON." };
  const result = z.object({ answers: z.array(answer).length(count) }).safeParse(parsed);
  return result.success
    ? { ok: true, answers: result.data.answers }
    : { ok: false, problem: cutText(z.prettifyError(result.error), 1_000) };
}

/** The caller's own answers, as answers of this house. */
function byRules<V, I, A>(
  { version }: Prompt<V, I, A>,
  answers: readonly A[],
  isDegraded: boolean,
): Completion<A>[] {
  return answers.map((answer) => ({ answer, provider: BUILTIN, model: BUILTIN, version, isDegraded }));
}

function noteBuiltin<V, I, A>(
  scope: Scope,
  prompt: Prompt<V, I, A>,
  itemCount: number,
  isDegraded: boolean,
): void {
  bufferCall(scope, {
    at: now(),
    prompt: prompt.name,
    promptVersion: prompt.version,
    provider: BUILTIN,
    model: BUILTIN,
    outcome: "answered",
    isDegraded,
    itemCount,
    attempts: 1,
    inputTokens: null,
    outputTokens: null,
    // They were read before anybody asked.
    latencyMs: 0,
    error: null,
  });
}
