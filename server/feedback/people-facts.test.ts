import { describe, expect, test } from "vitest";
import {
  addressKey,
  claimedIdentities,
  factsOf,
  mergeFacts,
  planPeople,
  type Claim,
  type KnownIdentity,
} from "./people";

const claim = (ref: string, sourceId: string, externalId: string | null, email: string | null): Claim => ({
  ref,
  sourceId,
  externalId,
  email,
});

describe("what one report says of its writer", () => {
  const at = new Date("2026-11-24T10:00:00Z");
  const everything = { name: "Jo", email: "jo@x.example", accountKey: "acme", phone: "+49 30 1" };
  test.each([
    ["with a verified id", "u1", false, 2],
    ["by themselves", null, false, 1],
    ["written down by an agent", null, true, 0],
    ["written down by an agent, whatever id", "u1", true, 0],
  ])("%s", (_, externalId, isLogged, rank) => {
    const fact = (value: string) => ({ value, rank, at: "2026-11-24T10:00:00.000Z" });
    expect(factsOf({ externalId, ...everything }, isLogged, at)).toEqual({
      name: fact("Jo"),
      email: fact("jo@x.example"),
      account: fact("acme"),
      phone: fact("+49 30 1"),
    });
  });
  test("nothing where nothing is given", () =>
    expect(factsOf({ externalId: null, name: "", email: null, accountKey: null }, false, at)).toEqual({}));
});

describe("of two facts", () => {
  const fact = (value: string, rank: number, at: string) => ({ value, rank, at });
  test.each([
    ["the better one, though older", fact("a", 2, "2026-01-01"), fact("b", 1, "2026-02-01"), "a"],
    ["of equally good ones the later", fact("a", 1, "2026-01-01"), fact("b", 1, "2026-02-01"), "b"],
    [
      "of equally good ones of one moment always the same",
      fact("a", 1, "2026-01-01"),
      fact("b", 1, "2026-01-01"),
      "b",
    ],
  ])("%s is shown", (_, one, other, shown) => {
    for (const name of ["name", "email", "account", "phone"] as const) {
      expect(mergeFacts({ [name]: one }, { [name]: other })[name]?.value).toBe(shown);
      expect(mergeFacts({ [name]: other }, { [name]: one })[name]?.value).toBe(shown);
    }
  });
  test("each is kept that the other side does not have", () =>
    expect(mergeFacts({ name: fact("Jo", 1, "x") }, { phone: fact("1", 0, "x") })).toEqual({
      name: fact("Jo", 1, "x"),
      phone: fact("1", 0, "x"),
    }));
});

test("an address is compared without capitals, blanks and ways to write one letter; a plus counts", () => {
  expect(addressKey(" Jo\u0308@X.Example ")).toBe("j\u00f6@x.example");
  expect(addressKey("jo+shop@x.example")).not.toBe(addressKey("jo@x.example"));
});

test("every identity that claims name is asked for once", () =>
  expect(
    claimedIdentities([
      claim("1", "api", "u1", "Jo@x.example"),
      claim("2", "api", null, "jo@X.example"),
      claim("3", "form", "", ""),
      claim("4", "form", "u1", null),
    ]),
  ).toEqual([
    { sourceId: "api", kind: "external", value: "u1" },
    { sourceId: "api", kind: "email", value: "jo@x.example" },
    { sourceId: "form", kind: "external", value: "u1" },
  ]));

describe("what becomes of people", () => {
  const identity = (kind: "external" | "email", value: string, reporterId: string): KnownIdentity => ({
    sourceId: "api",
    kind,
    value,
    reporterId,
  });
  const planned = (claims: Claim[], known: KnownIdentity[] = []) => {
    let n = 0;
    return planPeople(claims, known, () => `new${++n}`);
  };

  test("somebody known is found, nobody is made, and nothing changes", () =>
    expect(planned([claim("1", "api", "u1", null)], [identity("external", "u1", "p1")])).toEqual({
      personOf: new Map([["1", "p1"]]),
      made: [],
      identities: [],
      joins: [],
    }));

  test("somebody new has both identities", () =>
    expect(planned([claim("1", "api", "u1", "Jo@x.example")])).toEqual({
      personOf: new Map([["1", "new1"]]),
      made: ["new1"],
      identities: [identity("external", "u1", "new1"), identity("email", "jo@x.example", "new1")],
      joins: [],
    }));

  test("an address that an id turns out to belong to brings its person along, with the reports of this batch", () => {
    const known = [identity("email", "jo@x.example", "p1"), identity("email", "jo@y.example", "p1")];
    const claims = [
      claim("mail", "api", null, "jo@y.example"),
      claim("id", "api", "u1", null),
      claim("both", "api", "u1", "jo@x.example"),
    ];
    expect(planned(claims, known)).toEqual({
      personOf: new Map([
        ["mail", "new1"],
        ["id", "new1"],
        ["both", "new1"],
      ]),
      made: ["new1"],
      identities: [
        identity("external", "u1", "new1"),
        identity("email", "jo@x.example", "new1"),
        identity("email", "jo@y.example", "new1"),
      ],
      joins: [{ from: "p1", to: "new1" }],
    });
  });

  test("an address of somebody with an id of their own stays theirs", () => {
    const known = [identity("external", "u1", "p1"), identity("email", "info@x.example", "p1")];
    expect(planned([claim("1", "api", "u2", "info@x.example")], known)).toEqual({
      personOf: new Map([["1", "new1"]]),
      made: ["new1"],
      identities: [identity("external", "u2", "new1")],
      joins: [],
    });
  });

  test("the same id of two sources is two people", () => {
    const plan = planned([claim("1", "api", "u1", null), claim("2", "zendesk", "u1", null)]);
    expect(plan.made).toEqual(["new1", "new2"]);
  });
});
