import {
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  wrap,
  type IPolicy,
} from "cockatiel";
import { LRUCache } from "lru-cache";
import { singleton } from "@/server/platform/singleton";
import { ProviderFailure } from "./openai-compatible";

const isRetryable = handleWhen((error) => error instanceof ProviderFailure && error.isRetryable);

/**
 * Patience with one provider: two more tries with growing, jittered waits; after five failures in a row none for ten seconds, so that
 * a dead provider costs nothing. One per organization and provider, because one customer's wrong key is not another's outage.
 */
export function resiliencePolicyFor(orgId: string, providerId: string): IPolicy {
  const all = singleton("ai.patience", () => new LRUCache<string, IPolicy>({ max: 2_000 }));
  const key = `${orgId}|${providerId}`;
  let policy = all.get(key);
  if (!policy) {
    const breaker = circuitBreaker(isRetryable, {
      halfOpenAfter: 10_000,
      breaker: new ConsecutiveBreaker(5),
    });
    policy = wrap(
      retry(isRetryable, {
        maxAttempts: 2,
        backoff: new ExponentialBackoff({ initialDelay: 250, maxDelay: 4_000 }),
      }),
      breaker,
    );
    all.set(key, policy);
  }
  return policy;
}
