import { describe, expect, it } from "vitest";
import { isEqualSecret } from "@/server/platform/crypto";
import { toDraft } from "../drafts";
import { zendeskSamples } from "./samples/zendesk";
import { isZendeskSigned, signZendesk } from "./zendesk";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("the signature", () => {
  it("of the published example is reproduced", () => {
    expect(signZendesk("zd_secret", "2026-01-01T00:00:00Z", bytes('{"ticket_id":"42"}'))).toBe(
      "GybyDtsDMavGCrg8a7yNSdd/jRswUOmZVxbSgR/Wse0=",
    );
  });
  it("holds for five minutes to either side and not a second longer", () => {
    const timestamp = "2026-01-01T00:00:00Z";
    const body = bytes("{}");
    const headers = new Headers({
      "x-zendesk-webhook-signature": signZendesk("s", timestamp, body),
      "x-zendesk-webhook-signature-timestamp": timestamp,
    });
    const at = (seconds: number) =>
      isZendeskSigned(["s"], headers, body, Date.parse(timestamp) + seconds * 1000, isEqualSecret);
    expect([-301, -300, 0, 300, 301].map(at)).toEqual([false, true, true, true, false]);
  });
});

describe("a delivery is signed, verified and read", () => {
  it.each(zendeskSamples)("$name", ({ contentType, body, expected }) => {
    const raw = bytes(body);
    const timestamp = "2026-11-02T10:00:00Z";
    const headers = new Headers({
      "x-zendesk-webhook-signature": signZendesk("new", timestamp, raw),
      "x-zendesk-webhook-signature-timestamp": timestamp,
    });
    expect(isZendeskSigned(["old", "new"], headers, raw, Date.parse(timestamp) + 2_000, isEqualSecret)).toBe(
      true,
    );
    const result = toDraft({
      kind: "zendesk",
      contentType,
      headers: {},
      body: raw,
      occurredAt: new Date(timestamp),
      config: {},
    });
    if ("reason" in expected) {
      expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(expected.reason) });
      return;
    }
    expect(result).toMatchObject({
      ok: true,
      draft: { title: expected.title, text: expected.text, isMarkedSpam: false },
    });
    if (!result.ok) return;
    expect(result.draft.reporter?.email).toBe(expected.email);
    expect(result.draft.reporter?.externalId).toBe(expected.externalId);
    if (expected.author) expect(result.draft.entry).toMatchObject({ author: expected.author });
    if (expected.visibility) expect(result.draft.entry).toMatchObject({ visibility: expected.visibility });
  });
});
