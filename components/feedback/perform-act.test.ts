import { expect, test } from "vitest";
import type { ActTarget } from "./issue-row";
import { pickFields } from "./perform-act";

const row = { id: "iss_1", number: 7, effort: 40, ownerName: null, title: "Slow" } as unknown as ActTarget;

test("what a list's row does not know of an issue is not put back as nothing", () => {
  expect(pickFields(row, ["effort", "effortReason", "ownerName"])).toEqual({ effort: 40, ownerName: null });
});
