"use client";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { useState, type ReactNode } from "react";
import superjson from "superjson";
import type { AppRouter, RouterOutputs as Outputs } from "@/server/api/root";
import { isAttended } from "./attended";
import { describeNoAnswer, fetchAnswer, NoAnswer } from "./fetch-answer";
import { goToSignIn } from "./sign-in-again";
import { hydrated } from "./hydration";

const context = createTRPCContext<AppRouter>();

/** Procedures as query and mutation options: `useQuery(useTRPC().triage.counts.queryOptions({…}))`. */
export const useTRPC = context.useTRPC;
/** The plain client, for calls outside of queries. */
export const useTRPCClient = context.useTRPCClient;

export type RouterOutputs = Outputs;

type Routers = AppRouter["_def"]["record"];
/** A router by name, as a query's key begins. */
export type RouterName = keyof Routers;
/** A query by router and name, "triage.issues": what the router has not does not compile. */
export type QueryPath = {
  [R in RouterName]: {
    [P in keyof Routers[R] & string]: Routers[R][P] extends { _def: { type: "query" } } ? `${R}.${P}` : never;
  }[keyof Routers[R] & string];
}[RouterName];
export type ApiError = TRPCClientError<AppRouter>;

/** What the server said when it refused; null for anything else (no connection, a bug). */
export function refusalOf(error: unknown): NonNullable<ApiError["data"]>["refusal"] | null {
  return error instanceof TRPCClientError ? ((error as ApiError).data?.refusal ?? null) : null;
}

/** What is known of a call that got no answer; null where the server answered, and for a bug. */
function noAnswerOf(error: unknown): NoAnswer | null {
  const cause = error instanceof TRPCClientError ? error.cause : error;
  return cause instanceof NoAnswer ? cause : null;
}

/**
 * What a failed change is called: "Nothing was changed" only where the server said so.
 * @param refused the title for a refusal
 */
export const failureTitle = (error: unknown, refused: string): string =>
  noAnswerOf(error)?.isWrite === true ? "No answer from the server" : refused;

/** The words to show for a failed call. */
export function messageOf(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal) return refusal.message;
  const unanswered = noAnswerOf(error);
  return unanswered
    ? describeNoAnswer(unanswered)
    : "The answer could not be read. Reload the page and try again.";
}

/**
 * The words for a failed call, with what goes on meanwhile: that is known only where the server answered.
 * @param meanwhile a sentence: "Criteria keep being judged meanwhile."
 */
export const messageWith = (error: unknown, meanwhile: string): string =>
  refusalOf(error) === null ? messageOf(error) : `${messageOf(error)} ${meanwhile}`;

const RETRIES = 2;
/** Tried again soon: whoever looks at grey bars wants to know within two seconds what is wrong. */
const retryDelayMs = (failures: number): number => 300 * 3 ** failures;

/** Refusals are answers and are not requested again; a lost connection and a busy server are. What took too long has taken long enough. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  if (failures >= RETRIES || noAnswerOf(error)?.why.kind === "timeout") return false;
  const refusal = refusalOf(error);
  return refusal === null || refusal.code === "UNAVAILABLE" || refusal.code === "RATE_LIMITED";
}

function makeQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (refusalOf(error)?.code === "UNAUTHENTICATED") goToSignIn();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // What changes is told by the event stream; a focus or a mount need not ask again within this time.
      queries: {
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        retry: isWorthRetrying,
        retryDelay: retryDelayMs,
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  });
}

const makeClient = (organization: string | null) =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: "/api/trpc",
        transformer: superjson,
        maxItems: 20,
        maxURLLength: 6_000,
        fetch: async (url, init) => {
          const answer = await fetchAnswer(url, init);
          await hydrated;
          return answer;
        },
        headers: () => ({
          ...(organization === null ? {} : { "x-steady-org": organization }),
          // What a screen asks by itself is no use of the session.
          ...(isAttended() ? {} : { "x-steady-unattended": "1" }),
        }),
      }),
    ],
  });

/** Calls below speak for one organization; null on pages that belong to none. */
export function TrpcProvider({
  organization,
  children,
}: {
  organization: string | null;
  children: ReactNode;
}) {
  // The caller mounts one per organization (by key), so that nothing read for one is ever shown in another.
  const [client] = useState(() => makeClient(organization));
  const [queryClient] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
