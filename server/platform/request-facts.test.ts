import { afterEach, beforeEach, expect, test } from "vitest";
import { beginRequest, endRequest, noteRequest } from "./request-facts";
import { dropSingleton, singleton } from "./singleton";

beforeEach(() => void dropSingleton("request-facts"));
afterEach(() => void dropSingleton("request-facts"));

test("what is noted of a request is kept until it ends, each request's apart", () => {
  beginRequest("r1");
  beginRequest("r2");
  noteRequest("r1", { route: "/[org]" });
  noteRequest("r1", { orgId: "org_a", actor: "mem_a" });
  noteRequest("r2", { calls: "issues.list" });
  expect(endRequest("r1")).toEqual({ route: "/[org]", orgId: "org_a", actor: "mem_a" });
  expect(endRequest("r1")).toEqual({});
  expect(endRequest("r2")).toEqual({ calls: "issues.list" });
});

test("of a request that nobody keeps a line for nothing is kept", () => {
  noteRequest("r3", { route: "/" });
  noteRequest(null, { route: "/" });
  expect(endRequest("r3")).toEqual({});
  expect(singleton("request-facts", () => new Map()).size).toBe(0);
});
