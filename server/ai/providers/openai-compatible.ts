import { cutText } from "@/contracts/cut-text";
import OpenAI from "openai";
import { assertEgressUrl, safeFetch } from "@/server/platform/safe-fetch";

export type ProviderSettings = {
  id: string;
  name: string;
  baseUrl: string;
  model: string;
  apiKey: string | null;
};

export type ProviderReply = { text: string; inputTokens: number | null; outputTokens: number | null };

/** A model's refusal or failure: `isRetryable` for time-outs, 408, 409, 429 and 5xx; `retryAfterMs` when the provider named a wait. */
export class ProviderFailure extends Error {
  override readonly name = "ProviderFailure";
  constructor(
    message: string,
    readonly isRetryable: boolean,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

/**
 * Asks any OpenAI-compatible endpoint for one JSON object.
 * @throws ProviderFailure
 */
export async function requestJson(
  provider: ProviderSettings,
  messages: { role: "system" | "user" | "assistant"; content: string }[],
  timeoutMs: number,
): Promise<ProviderReply> {
  assertEgressUrl(provider.baseUrl);
  const client = new OpenAI({
    baseURL: provider.baseUrl,
    apiKey: provider.apiKey ?? "none",
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: safeFetch as unknown as typeof fetch,
  });
  try {
    const reply = await client.chat.completions.create({
      model: provider.model,
      messages,
      temperature: 0,
      response_format: { type: "json_object" },
    });
    const text = reply.choices[0]?.message.content;
    if (!text) throw new ProviderFailure("the model answered with nothing", true);
    return {
      text,
      inputTokens: reply.usage?.prompt_tokens ?? null,
      outputTokens: reply.usage?.completion_tokens ?? null,
    };
  } catch (error) {
    if (error instanceof ProviderFailure) throw error;
    if (error instanceof OpenAI.APIError) {
      const status = error.status as number | undefined;
      const seconds = Number((error.headers as Headers | undefined)?.get("retry-after"));
      const isRetryable =
        status === undefined || status === 408 || status === 409 || status === 429 || status >= 500;
      throw new ProviderFailure(
        `the provider answered ${status ?? "not at all"}: ${cutText(error.message, 200)}`,
        isRetryable,
        Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, 30_000) : null,
      );
    }
    throw new ProviderFailure(error instanceof Error ? cutText(error.message, 200) : "unknown failure", true);
  }
}
