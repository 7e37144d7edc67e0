/** Every route and what is sent to it, at its full byte limit. */
import { gzipSync } from "node:zlib";
import { signZendesk } from "@/server/intake/sources/zendesk";
import { fieldShapes, jsonShapes, logShapes, PARTS_TYPE, partShapes, type Shape } from "./shapes";

export type Way = {
  url: string;
  apiKey: string;
  launch: string;
  formKey: string;
  zendesk: { key: string; secret: string };
  logsKey: string;
};

/** One body for one route, made when its turn comes. */
export type Attack = {
  name: string;
  path: string;
  make: () => { body: Buffer; headers: Record<string, string> };
};

const MB = 1_048_576;
const JSON_TYPE = { "content-type": "application/json", accept: "application/json" };

const ofShapes = (
  route: string,
  path: string,
  bytes: number,
  shapes: readonly Shape[],
  headersOf: (body: Buffer) => Record<string, string>,
): Attack[] =>
  shapes.map(({ name, fill }) => ({
    name: `${route}: ${name}`,
    path,
    make: () => {
      const body = fill(bytes);
      return { body, headers: headersOf(body) };
    },
  }));

/** Packed so that it shrinks less than what is given up for shrinking too much: some noise among what repeats. */
function packed(fill: (bytes: number) => Buffer, bytes: number): Buffer {
  const body = fill(bytes);
  // Digits in the place of digits, and blanks in the place of blanks: the shape stays what it is.
  for (let offset = 40; offset < body.length; offset += 97) {
    const byte = body[offset]!;
    if (byte >= 0x30 && byte <= 0x39) body[offset] = 0x30 + ((offset * 7_919) % 10);
    else if (byte === 0x20) body[offset] = (offset * 7_919) % 2 === 0 ? 0x09 : 0x20;
  }
  return gzipSync(body, { level: 1 });
}

export const logLine = (text: string, n: number): string =>
  JSON.stringify({
    ts: new Date().toISOString(),
    method: "GET",
    path: `/v2/orders/${n}`,
    status: 200,
    latencyMs: n % 500,
    service: "orders",
    requestId: `r-${n}`,
    ...(text && { userAgent: text }),
  });

export function attacksOn(way: Way): Attack[] {
  const bearer = { authorization: `Bearer ${way.apiKey}` };
  const report = jsonShapes((text) => ({ launch: way.launch, text }));
  const logs = logShapes(logLine);
  const ticket = (body: Buffer) => {
    const timestamp = new Date().toISOString();
    return {
      ...JSON_TYPE,
      "x-zendesk-webhook-signature": signZendesk(way.zendesk.secret, timestamp, body),
      "x-zendesk-webhook-signature-timestamp": timestamp,
    };
  };
  const procedures = jsonShapes((text) => ({
    json: { name: text, email: text, password: text, token: text },
    meta: { values: {} },
  }));
  return [
    ...ofShapes("items", "/api/v1/items", 262_144, report, () => ({ ...JSON_TYPE, ...bearer })),
    ...ofShapes("items, short", "/api/v1/items", 20_000, report, () => ({ ...JSON_TYPE, ...bearer })),
    ...report.map(({ name, fill }): Attack => ({
      name: `items, packed: ${name}`,
      path: "/api/v1/items",
      make: () => ({
        body: gzipSync(fill(262_144)),
        headers: { ...JSON_TYPE, ...bearer, "content-encoding": "gzip" },
      }),
    })),
    ...ofShapes(
      "form as JSON",
      `/api/v1/forms/${way.formKey}`,
      262_144,
      jsonShapes((text) => ({ text })),
      () => JSON_TYPE,
    ),
    ...ofShapes(
      "form as JSON, short",
      `/api/v1/forms/${way.formKey}`,
      19_000,
      jsonShapes((text) => ({ text })),
      () => JSON_TYPE,
    ),
    ...ofShapes("form's fields", `/api/v1/forms/${way.formKey}`, 262_144, fieldShapes(), () => ({
      "content-type": "application/x-www-form-urlencoded",
    })),
    ...ofShapes("form's parts", `/api/v1/forms/${way.formKey}`, 6 * MB, partShapes(), () => ({
      "content-type": PARTS_TYPE,
    })),
    ...ofShapes(
      "tickets",
      `/api/v1/webhooks/zendesk/${way.zendesk.key}`,
      262_144,
      jsonShapes((text) => ({ ticket_id: "7", title: text.slice(0, 400), description: `<p>${text}</p>` })),
      ticket,
    ),
    ...ofShapes("logs", `/api/v1/logs/${way.logsKey}`, 16 * MB, logs, () => ({
      "content-type": "application/x-ndjson",
    })),
    ...logs.map(({ name, fill }): Attack => ({
      name: `logs, packed: ${name}`,
      path: `/api/v1/logs/${way.logsKey}`,
      make: () => ({
        body: packed(fill, 48 * MB),
        headers: { "content-type": "application/x-ndjson", "content-encoding": "gzip" },
      }),
    })),
    ...ofShapes(
      "releases",
      "/api/v1/releases",
      65_536,
      jsonShapes((text) => ({ launch: way.launch, kind: "deployment", title: text })),
      () => ({
        ...JSON_TYPE,
        ...bearer,
      }),
    ),
    ...["account.signUp", "account.requestPasswordReset", "account.acceptInvitationAsNew"].flatMap(
      (procedure) =>
        ofShapes(`procedure ${procedure}`, `/api/trpc/${procedure}`, MB, procedures, () => ({
          ...JSON_TYPE,
          "sec-fetch-site": "same-origin",
        })),
    ),
    ...ofShapes(
      "sign-in",
      "/api/auth/callback/credentials",
      16_384,
      jsonShapes((text) => ({ email: text, password: text, csrfToken: text })),
      () => ({ ...JSON_TYPE, "sec-fetch-site": "same-origin" }),
    ),
    ...ofShapes(
      "a page",
      "/sign-in",
      MB,
      jsonShapes((text) => text),
      () => JSON_TYPE,
    ),
    ...ofShapes(
      "what is only read",
      "/livez",
      MB,
      jsonShapes((text) => text),
      () => JSON_TYPE,
    ),
    ...ofShapes(
      "nothing there",
      "/api/v1/nothing",
      MB,
      jsonShapes((text) => text),
      () => JSON_TYPE,
    ),
  ];
}

/** What each route says that it takes: sent alone, it must be accepted. */
export function documentedMaxima(way: Way): (Attack & { status: number })[] {
  const text = "It hangs. ".repeat(2_000);
  const escaped = [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  const pad = (body: string, bytes: number) => Buffer.from(body.padEnd(bytes, " "));
  const lines = (count: number, bytes: number) => {
    const entry = (n: number, text: string) => `${logLine(text, n)}\n`;
    const room = Math.floor(bytes / count) - entry(count, "").length - 32;
    return Buffer.from(
      Array.from({ length: count }, (_, n) => entry(n, `${n}`.padEnd(Math.min(room, 280), `${n % 7}`)))
        .join("")
        .padEnd(bytes, "\n"),
    );
  };
  const bearer = { authorization: `Bearer ${way.apiKey}` };
  const ndjson = { "content-type": "application/x-ndjson" };
  const ticket = pad(`{"ticket_id":"max","title":"Hangs","description":"${escaped}"}`, 262_144);
  const timestamp = new Date().toISOString();
  return [
    {
      name: "items: 20,000 escaped characters in 262,144 bytes",
      path: "/api/v1/items",
      status: 202,
      make: () => ({
        body: pad(`{"launch":"${way.launch}","text":"${escaped}"}`, 262_144),
        headers: { ...JSON_TYPE, ...bearer },
      }),
    },
    {
      name: "form as JSON: 262,144 bytes",
      path: `/api/v1/forms/${way.formKey}`,
      status: 202,
      make: () => ({ body: pad(`{"text":"${escaped}"}`, 262_144), headers: JSON_TYPE }),
    },
    {
      name: "tickets: 262,144 bytes",
      path: `/api/v1/webhooks/zendesk/${way.zendesk.key}`,
      status: 202,
      make: () => ({
        body: ticket,
        headers: {
          ...JSON_TYPE,
          "x-zendesk-webhook-signature": signZendesk(way.zendesk.secret, timestamp, ticket),
          "x-zendesk-webhook-signature-timestamp": timestamp,
        },
      }),
    },
    {
      name: "logs: 50,000 lines in 16 MB",
      path: `/api/v1/logs/${way.logsKey}`,
      status: 202,
      make: () => ({ body: lines(50_000, 16 * MB), headers: ndjson }),
    },
    {
      name: "logs, packed: 50,000 lines in 48 MB",
      path: `/api/v1/logs/${way.logsKey}`,
      status: 202,
      make: () => {
        const body = Array.from({ length: 50_000 }, (_, n) =>
          logLine(
            Array.from({ length: 40 }, (_, k) => ((n * 7_919 + k * 104_729) % 1_000_003).toString(36)).join(
              " ",
            ),
            n,
          ),
        ).map(
          (entry) => `${entry.slice(0, -1)},"note":"${"x".repeat(Math.max(0, 1_004 - entry.length - 13))}"}`,
        );
        return {
          body: gzipSync(Buffer.from(body.join("\n"))),
          headers: { ...ndjson, "content-encoding": "gzip" },
        };
      },
    },
    {
      name: "releases: 65,536 bytes",
      path: "/api/v1/releases",
      status: 201,
      make: () => ({
        body: pad(
          `{"launch":"${way.launch}","kind":"deployment","version":"1","title":"One","startedAt":"${timestamp}","outcome":"succeeded"}`,
          65_536,
        ),
        headers: { ...JSON_TYPE, ...bearer },
      }),
    },
  ];
}
