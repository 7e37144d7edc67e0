import { cutText } from "@/contracts/cut-text";
import { TEST_EVENT_MARK, TRAP_FIELD } from "@/contracts/intake";
import { withScope } from "@/server/db/client";
import { recordIn } from "@/server/audit/trail.commands";
import { getEnv } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { singleton } from "@/server/platform/singleton";
import { secretsOf } from "./source-lookup.queries";
import { signZendesk } from "./sources/zendesk";

/**
 * The public HTTP app of this process: the very path that a stranger's request takes, without the network. Put here by whoever makes
 * the app, because domains do not know what calls them.
 */
export const inProcessApp = (): {
  fetch: ((request: Request) => Promise<{ status: number; text: string }>) | null;
} => singleton("intake.public-door", () => ({ fetch: null }));

export type TestEventResult = { status: number; isAccepted: boolean; answer: string };

type Testable = {
  id: string;
  kind: string;
  name: string;
  key: string;
  state: string;
  secret: string | null;
  launchId: string | null;
};

/** The source's current secret, "" without one. @throws AppError CONFLICT when it cannot be read */
function currentSecret(orgId: string, { id, secret }: Testable): string {
  const { secrets, isUnreadable } = secretsOf(
    { orgId, id, secret, previousSecret: null, previousSecretUntil: null },
    Date.now(),
  );
  if (isUnreadable)
    throw new AppError("CONFLICT", "This source's secret cannot be read. Give it a new one first.", {
      reason: "secret_unreadable",
    });
  return secrets[0] ?? "";
}

/**
 * Sends one event to a source as its sender would, through the public address, signature and all. It is marked as a test, so that it
 * shows up in quarantine and moves no figure but the source's own.
 * @throws AppError NOT_FOUND; CONFLICT for sources that only hold keys of others, and for one whose secret cannot be read
 */
export async function sendTestEvent(scope: Scope, sourceId: string): Promise<TestEventResult> {
  const source: Testable | null = await withScope(scope, (tx) =>
    tx.source.findFirst({ where: { orgId: scope.orgId, id: sourceId, state: { not: "removed" } } }),
  );
  if (!source) throw new AppError("NOT_FOUND", "There is no such source here.");
  const door = inProcessApp().fetch;
  if (!door) throw new AppError("UNAVAILABLE", "This process does not answer the public addresses.");
  const request = testRequest(scope.orgId, source);
  if (!request)
    throw new AppError(
      "CONFLICT",
      "This source has no address of its own to test: send a request with one of your API keys instead.",
      { reason: "no_address" },
    );
  const answer = await door(request);
  await withScope(scope, (tx) =>
    recordIn(tx, scope, {
      verb: "source.tested",
      subjectKind: "source",
      subjectId: source.id,
      launchId: source.launchId,
      data: { status: answer.status },
    }),
  );
  const isAccepted = answer.status >= 200 && answer.status < 300;
  return { status: answer.status, isAccepted, answer: cutText(answer.text, 2_000) };
}

function testRequest(orgId: string, source: Testable): Request | null {
  const url = (path: string) => new URL(path, getEnv().PUBLIC_URL).href;
  const json = {
    "content-type": "application/json",
    accept: "application/json",
    "user-agent": "Steady test event",
  };
  switch (source.kind) {
    case "form":
      return new Request(url(`/api/v1/forms/${source.key}`), {
        method: "POST",
        headers: json,
        body: JSON.stringify({
          text: `Test event for the form “${source.name}”. It proves that reports arrive.`,
          [TRAP_FIELD]: TEST_EVENT_MARK,
          nonce: newId("request"),
        }),
      });
    case "zendesk": {
      const body = JSON.stringify({
        ticket_id: `test-${Date.now()}`,
        title: "Test event",
        description: `Test event for “${source.name}”. It proves that tickets arrive and that the signature is right.`,
        tags: "steady_test",
      });
      const timestamp = new Date().toISOString();
      const secret = currentSecret(orgId, source);
      const headers = {
        ...json,
        "x-zendesk-webhook-signature": signZendesk(secret, timestamp, new TextEncoder().encode(body)),
        "x-zendesk-webhook-signature-timestamp": timestamp,
        "x-zendesk-webhook-invocation-id": newId("request"),
      };
      return new Request(url(`/api/v1/webhooks/zendesk/${source.key}`), { method: "POST", headers, body });
    }
    case "gateway_logs": {
      const secret = currentSecret(orgId, source);
      const headers = {
        ...json,
        "content-type": "application/x-ndjson",
        ...(secret && { authorization: `Bearer ${secret}` }),
      };
      const line = {
        ts: new Date().toISOString(),
        method: "GET",
        path: "/steady-test-event",
        route: "/steady-test-event",
        service: "steady-test",
        status: 200,
        latencyMs: 1,
        requestId: newId("request"),
      };
      return new Request(url(`/api/v1/logs/${source.key}`), {
        method: "POST",
        headers,
        body: `${JSON.stringify(line)}\n`,
      });
    }
    default:
      return null;
  }
}
