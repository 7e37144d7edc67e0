import { beforeAll, describe, expect, test } from "vitest";
import { listIssueItems } from "@/server/feedback/issues.queries";
import { listQuarantine } from "@/server/feedback/items.queries";
import { findReportsIn } from "@/server/feedback/people.queries";
import { withScope } from "@/server/db/client";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { readFeed } from "./feed.queries";

const FAMILY = "👨‍👩‍👧‍👦";
const FLAG = "🏴󠁧󠁢󠁳󠁣󠁴󠁿";
/** Wherever an excerpt ends, it ends within one of these. */
const FAMILIES = FAMILY.repeat(200);

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

/** What is left of an excerpt without whole characters of this kind. */
const rest = (excerpt: string, character: string) => excerpt.replaceAll(character, "");

describe("D8: a family stays whole wherever an excerpt of a report ends", () => {
  test("D8: in the feed", async () => {
    await makeItem(world, { text: FAMILIES });
    await makeItem(world, { text: `x${FLAG.repeat(100)}` });
    const excerpts = (await readFeed(world.scope, world.launchId, 20, new Date())).flatMap((entry) =>
      entry.kind === "report" ? [entry.excerpt] : [],
    );
    expect(excerpts.map((excerpt) => rest(rest(excerpt, FAMILY), FLAG)).sort()).toEqual(["", "x"]);
    expect(excerpts.every((excerpt) => excerpt.length <= 280)).toBe(true);
  });

  test("D8: on an issue's page, which says that there is more", async () => {
    const issueId = await makeIssue(world, {});
    await makeItem(world, { issueId, text: FAMILIES });
    await makeItem(world, { issueId, text: FAMILY.repeat(3), occurredAt: new Date(0) });
    const { rows } = await listIssueItems(world.scope, { issueId });
    expect(rows.map(({ excerpt, isCut }) => [rest(excerpt, FAMILY), isCut])).toEqual([
      ["", true],
      ["", false],
    ]);
  });

  test("D8: in quarantine", async () => {
    await makeItem(world, { text: FAMILIES, state: "quarantined" });
    const { rows } = await listQuarantine(world.scope, { launchId: world.launchId });
    expect(rows.map(({ excerpt }) => rest(excerpt, FAMILY))).toEqual([""]);
  });

  test("D8: where a report is looked for to be erased", async () => {
    const itemId = await makeItem(world, { text: FAMILIES });
    const [item] = await asAdmin<{ reference: string }>("select reference from item where id = $1", [itemId]);
    const [found] = await withScope(world.scope, (tx) => findReportsIn(tx, world.scope, item!.reference));
    expect(rest(found!.excerpt, FAMILY)).toBe("");
  });
});
