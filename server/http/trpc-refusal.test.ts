import { expect, test } from "vitest";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import superjson from "superjson";
import { refuseTrpc } from "@/server/api/answer";
import type { AppRouter } from "@/server/api/root";
import { AppError } from "@/server/platform/errors";

test("a batch that is refused as a whole tells each of its calls why, and when to ask again", async () => {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: "http://steady.test/api/trpc",
        transformer: superjson,
        fetch: async () => refuseTrpc(new AppError("RATE_LIMITED", "Too much at once.", {}, 2_000), 2),
      }),
    ],
  });
  const results = await Promise.allSettled([client.account.me.query(), client.account.me.query()]);
  for (const result of results) {
    const { reason } = result as PromiseRejectedResult;
    expect(reason).toBeInstanceOf(TRPCClientError);
    expect((reason as TRPCClientError<AppRouter>).data).toMatchObject({
      httpStatus: 429,
      refusal: { code: "RATE_LIMITED", message: "Too much at once.", retryAfterMs: 2_000 },
    });
  }
});
