import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { chatReply, fencedItems, startModelServer } from "@/server/testing/model-server";

const SLOW_MS = 40_000;

export type SlowModel = {
  baseUrl: string;
  /** From now on every answer takes 40 s. */
  slowDown(): void;
  /** Answers what waits, and from now on at once. */
  answerAll(): void;
  stop(): Promise<void>;
};

const ANSWER = {
  type: "functional",
  typeConfidence: 0.8,
  severity: "minor",
  severityConfidence: 0.8,
  sentiment: "neutral",
  sentimentScore: 0,
  sentimentConfidence: 0.8,
  language: "en",
  languageConfidence: 0.9,
  component: null,
  componentConfidence: 0,
  isSpam: false,
  reason: "It tells of a page that does not work.",
};

/** A model server on loopback that answers well and late. */
export async function startSlowModel(): Promise<SlowModel> {
  let hurry = new AbortController();
  hurry.abort();
  const server = await startModelServer(async (request) => {
    await sleep(SLOW_MS, undefined, { signal: hurry.signal }).catch(() => {});
    return chatReply(JSON.stringify({ answers: fencedItems(request).map(() => ANSWER) }));
  });
  return {
    baseUrl: server.baseUrl,
    slowDown: () => {
      hurry = new AbortController();
      // Every answer that waits listens to it.
      setMaxListeners(0, hurry.signal);
    },
    answerAll: () => hurry.abort(),
    stop: () => server.stop(),
  };
}
