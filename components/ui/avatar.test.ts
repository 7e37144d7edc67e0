import { expect, it } from "vitest";
import { initialsOf } from "./avatar";

it.each([
  ["Ana Mendes", "AM"],
  ["José María Ñandú", "JÑ"],
  ["ops@acme.test", "O"],
  ["lea.keller@acme.test", "LK"],
  ["🙃 Bo", "B"],
  ["", "?"],
])("%s is drawn as %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
