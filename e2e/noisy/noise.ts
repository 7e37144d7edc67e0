/** What organization A does, one kind of noise each. Every kind goes on until it is stopped and counts how it was answered. */
import { setTimeout as sleep } from "node:timers/promises";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import superjson from "superjson";
import { Agent, fetch } from "undici";
import { createCaller } from "@/scripts/http-client";
import { statusOf } from "@/e2e/fixtures/http";
import type { AppRouter } from "@/server/api/root";
import { distinctReport } from "../../bench/distinct-reports";
import type { Party } from "./parties";
import { COMMON_WORDS } from "./seed";
import type { SlowModel } from "./slow-model";
import type { Stores } from "./stores";

export const NOISES = ["model", "searches", "backlog", "mails", "blanks"] as const;
export type NoiseName = (typeof NOISES)[number];

/** How often A was answered with each status; 0 is no answer. */
export type Answers = Map<number, number>;

/** A kind of noise. `make` returns when everything is under way or `isOver`; `clear` takes away what would go on by itself. */
type Noise = {
  make(answers: Answers, isOver: () => boolean): Promise<void>;
  clear?(): Promise<void>;
};

const MODEL_REPORTS = 600;
const SEARCHES = 300;
/** As `components/trpc/client.tsx` puts into one request. */
const BATCH = 20;
/** Whoever is told to wait comes back this soon, ms: sooner would measure how fast refusals are. */
const REFUSED_PAUSE_MS = 250;
/** What the form takes from one address in ten minutes. */
const BLANK_REPORTS = 30;
const BLANK_EVERY_MS = 250;
const ANSWER_WITHIN_MS = 60_000;

const count = (answers: Answers, status: number): void =>
  void answers.set(status, (answers.get(status) ?? 0) + 1);

const dispatcher = new Agent({ connections: 64 });

async function post(url: string, body: string, headers: Record<string, string>): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      dispatcher,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await answer.text();
    return answer.status;
  } catch {
    return 0;
  }
}

/** A model that takes 40 s to answer, and as many reports for it as keep it busy. */
function slowModel(party: Party, model: SlowModel): Noise {
  const owner = createCaller(party.url, { cookie: party.cookie, organization: party.slug });
  let providerId: string | null = null;
  let written = 0;
  return {
    make: async (answers, isOver) => {
      model.slowDown();
      const given = { name: "Slow", baseUrl: model.baseUrl, model: "slow" };
      providerId = (await owner.ai.addProvider.mutate(given)).id;
      let left = MODEL_REPORTS;
      const sendSome = async () => {
        while (left-- > 0 && !isOver()) {
          const body = JSON.stringify({
            launch: party.launchSlug,
            text: distinctReport(5_000_000 + written++),
          });
          count(
            answers,
            await post(`${party.url}/api/v1/items`, body, { authorization: `Bearer ${party.apiKey}` }),
          );
        }
      };
      await Promise.all(Array.from({ length: 16 }, sendSome));
    },
    clear: async () => {
      if (providerId) await owner.ai.removeProvider.mutate({ id: providerId });
      model.answerAll();
    },
  };
}

/** One member's browser that searches for 300 things at once, all the time, in batches of twenty calls a request. */
function searches(party: Party): Noise {
  let sent = 0;
  const words = () => {
    const n = sent++;
    return [1, 3, 5]
      .map((factor) => COMMON_WORDS[(n * factor + (n >> factor)) % COMMON_WORDS.length]!)
      .join(" ");
  };
  const search = async (answers: Answers, isOver: () => boolean) => {
    const client = createTRPCClient<AppRouter>({
      links: [
        httpBatchLink({
          url: `${party.url}/api/trpc`,
          transformer: superjson,
          maxItems: BATCH,
          headers: { cookie: party.cookie, "x-steady-org": party.slug },
        }),
      ],
    });
    const { launchId } = party;
    while (!isOver()) {
      const results = await Promise.allSettled<unknown>(
        Array.from({ length: BATCH }, (_, index) =>
          index % 5 === 4
            ? client.triage.counts.query({ launchId, filter: words() })
            : client.triage.issues.query({ launchId, filter: words(), limit: 50 }),
        ),
      );
      for (const result of results)
        count(answers, result.status === "fulfilled" ? 200 : statusOf(result.reason));
      if (results.some(({ status }) => status === "rejected")) await sleep(REFUSED_PAUSE_MS);
    }
  };
  return {
    make: async (answers, isOver) => {
      await Promise.all(Array.from({ length: SEARCHES / BATCH }, () => search(answers, isOver)));
    },
  };
}

const BLANKS = ["\t", "\u00a0", "\u2003", "\u3000", " ", "\u2009"];

/** A body that is almost all blanks: between the words up to a report's longest, each escaped, or around them up to a body's longest. */
function blankBody(n: number): string {
  const blank = BLANKS[n % BLANKS.length]!;
  if (n % 3 === 2)
    return JSON.stringify({ text: `${" \t".repeat(60_000)}Page ${n} stays empty.${" ".repeat(60_000)}` });
  const mixed = n % 3 === 0 ? blank.repeat(19_900) : BLANKS.join("").repeat(3_316);
  const text = JSON.stringify(`Page ${n}${mixed}stays empty.`).replaceAll(
    /[^\x21-\x7e]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `{"text":${text}}`;
}

/** Reports full of blanks, as many as the form takes from one address. */
function blanks(party: Party): Noise {
  let phases = 0;
  return {
    make: async (answers, isOver) => {
      const address = `198.51.100.${++phases}`;
      for (let n = 0; n < BLANK_REPORTS && !isOver(); n++) {
        const url = `${party.url}/api/v1/forms/${party.formKey}`;
        count(answers, await post(url, blankBody(n), { "x-forwarded-for": address }));
        await sleep(BLANK_EVERY_MS);
      }
    },
  };
}

/** What A can do, by name. */
export function noisesOf(party: Party, model: SlowModel, stores: Stores): Record<NoiseName, Noise> {
  return {
    model: slowModel(party, model),
    searches: searches(party),
    backlog: { make: (_, isOver) => stores.storeBacklog(isOver) },
    mails: { make: (_, isOver) => stores.storeMails(isOver) },
    blanks: blanks(party),
  };
}
