import { dehydrate, hydrate, QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { byOwnClock } from "./own-clock";

/** What a server read at a moment of its own. */
function readOn(atMs: number, value: string) {
  const client = new QueryClient();
  client.setQueryData(["value"], value, { updatedAt: atMs });
  return dehydrate(client);
}

test("what a page came with is as old as the browser has had it, whatever the server's clock said", () => {
  const client = new QueryClient();
  hydrate(
    client,
    byOwnClock(readOn(1_000, "first"), () => 500_000),
  );
  expect(client.getQueryState(["value"])).toMatchObject({ data: "first", dataUpdatedAt: 500_000 });
  hydrate(
    client,
    byOwnClock(readOn(2_000, "second"), () => 600_000),
  );
  expect(client.getQueryData(["value"])).toBe("second");
});

test("a page that is shown again takes nothing newer back", () => {
  const client = new QueryClient();
  const page = readOn(1_000, "then");
  hydrate(
    client,
    byOwnClock(page, () => 500_000),
  );
  client.setQueryData(["value"], "since", { updatedAt: 550_000 });
  hydrate(
    client,
    byOwnClock(page, () => 600_000),
  );
  expect(client.getQueryData(["value"])).toBe("since");
});
