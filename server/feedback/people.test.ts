import { describe, expect, test } from "vitest";
import { factsOf, mergeFacts, planPeople, type Claim, type Facts, type KnownIdentity } from "./people";

/** Every order of a few things. */
function orders<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((thing, index) =>
    orders(things.filter((_, other) => other !== index)).map((rest) => [thing, ...rest]),
  );
}

/** How many people, and who is with whom, when reports arrive one after another. */
function people(claims: readonly Claim[]): string[][] {
  let n = 0;
  let known: KnownIdentity[] = [];
  const personOf = new Map<string, string>();
  for (const claim of claims) {
    const plan = planPeople([claim], known, () => `p${++n}`);
    const byName = new Map(known.map((k) => [`${k.sourceId} ${k.kind} ${k.value}`, k]));
    for (const k of plan.identities) byName.set(`${k.sourceId} ${k.kind} ${k.value}`, k);
    known = [...byName.values()];
    for (const { from, to } of plan.joins)
      for (const [ref, person] of personOf) if (person === from) personOf.set(ref, to);
    for (const [ref, person] of plan.personOf) personOf.set(ref, person);
  }
  const groups = new Map<string, string[]>();
  for (const [ref, person] of personOf) groups.set(person, [...(groups.get(person) ?? []), ref].sort());
  return [...groups.values()].sort();
}

const claim = (ref: string, sourceId: string, externalId: string | null, email: string | null): Claim => ({
  ref,
  sourceId,
  externalId,
  email,
});

describe("B8: who is who, in every order of arrival", () => {
  test.each<[string, Claim[], string[][]]>([
    [
      "an address, an id with it, the id alone, the address with a plus, a ticket's requester",
      [
        claim("mail", "api", null, "jo@x.example"),
        claim("both", "api", "u1", "Jo@X.example"),
        claim("id", "api", "u1", null),
        claim("plus", "api", null, "jo+shop@x.example"),
        claim("ticket", "zendesk", "9", "jo@x.example"),
      ],
      [["both", "id", "mail"], ["plus"], ["ticket"]],
    ],
    [
      "one address typed into two forms and told on the phone: three, as nobody proved it",
      [
        claim("form", "form", null, "jo@x.example"),
        claim("form again", "form", null, "JO@x.example"),
        claim("other form", "form2", null, "jo@x.example"),
        claim("phone", "agent", null, "jo@x.example"),
      ],
      [["form", "form again"], ["other form"], ["phone"]],
    ],
    [
      "two ids of one source under a shared mailbox stay two",
      [claim("a", "api", "u1", "info@x.example"), claim("b", "api", "u2", "info@x.example")],
      [["a"], ["b"]],
    ],
    [
      "an id whose addresses changed is one person",
      [
        claim("old", "api", "u1", "old@x.example"),
        claim("new", "api", "u1", "new@x.example"),
        claim("old alone", "api", null, "old@x.example"),
        claim("new alone", "api", null, "new@x.example"),
      ],
      [["new", "new alone", "old", "old alone"]],
    ],
    ["nobody who left nothing", [claim("x", "form", null, null)], []],
  ])("%s", (_, claims, expected) => {
    for (const order of orders(claims))
      expect(people(order), order.map((c) => c.ref).join()).toEqual(expected);
  });

  test("a batch is as good as one after another", () => {
    const plan = planPeople(
      [
        claim("mail", "api", null, "jo@x.example"),
        claim("id", "api", "u1", null),
        claim("both", "api", "u1", "jo@x.example"),
      ],
      [],
      (
        (n) => () =>
          `p${++n}`
      )(0),
    );
    expect(new Set(plan.personOf.values()).size).toBe(1);
  });
});

describe("facts of a person", () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day));
  const writer = (name: string | null, email: string | null, externalId: string | null = null) => ({
    name,
    email,
    externalId,
    accountKey: null,
  });
  const given: Facts[] = [
    factsOf(writer("J. on the phone", null), true, at(9)),
    factsOf(writer("jo", "jo@old.example"), false, at(1)),
    factsOf(writer("Jo M", null), false, at(3)),
    factsOf(writer("Jo Miller", "jo@x.example", "u1"), false, at(2)),
    factsOf(writer(null, "jo@typed.example"), false, at(8)),
    factsOf(writer("", "", "u1"), false, at(9)),
  ];

  test("the best is shown, in whatever order they arrive: verified before typed before noted by an agent, then the latest", () => {
    const results = orders(given).map((order) => order.reduce(mergeFacts, {}));
    expect(new Set(results.map((facts) => JSON.stringify(facts))).size).toBe(1);
    expect(results[0]).toMatchObject({
      name: { value: "Jo Miller", rank: 2 },
      email: { value: "jo@x.example", rank: 2 },
    });
  });

  test("put together in parts they come out the same, and the same fact twice is one", () => {
    const whole = given.reduce(mergeFacts, {});
    expect(
      mergeFacts(given.slice(0, 3).reduce(mergeFacts, {}), given.slice(3).reduce(mergeFacts, {})),
    ).toEqual(whole);
    expect(mergeFacts(whole, whole)).toEqual(whole);
  });
});
