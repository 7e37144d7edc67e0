import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GatewayLogLine } from "@/contracts/monitoring";

test("every field of the contract is documented, and no other", () => {
  const page = readFileSync(new URL("../../docs/log-fields.md", import.meta.url), "utf8");
  // The first table is the field set; further ones say what else is read.
  const table = page.slice(0, page.indexOf("\n\n", page.indexOf("| `ts` |")));
  const documented = [...table.matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].flatMap((row) =>
    [...row[1]!.matchAll(/\w+/g)].map((name) => name[0]),
  );
  expect(documented).toEqual(Object.keys(GatewayLogLine.shape));
});
