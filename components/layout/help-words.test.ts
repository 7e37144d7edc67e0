import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { helpFor } from "./help-words";

const WORKSPACE = "app/(workspace)/[org]";
const foldersOf = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

test("every screen of a launch and of an organization has help of its own", () => {
  const rooms = foldersOf(`${WORKSPACE}/[launch]`).map((room) => `/acme/pay-2/${room}`);
  const pages = foldersOf(WORKSPACE)
    .filter((name) => name !== "[launch]")
    .map((page) => `/acme/${page}`);
  expect(rooms.length).toBeGreaterThan(8);
  for (const path of [...rooms, ...pages]) {
    expect(helpFor(path), path).not.toBeNull();
    expect(helpFor(`${path}/something/below`), `${path}/something/below`).toEqual(helpFor(path));
  }
});

test.each(["/", "/acme", "/acme/pay-2", "/acme/pay-2/nowhere"])("%s has none", (path) =>
  expect(helpFor(path)).toBeNull(),
);
