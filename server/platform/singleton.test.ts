import { afterEach, expect, test } from "vitest";
import { dropSingleton, singleton } from "./singleton";

const NAME = "test.singleton";
afterEach(() => void dropSingleton(NAME));

test("a thing is made once, at its first use, and again when it was forgotten", () => {
  let made = 0;
  const use = () => singleton(NAME, () => ({ n: ++made }));
  expect(use()).toBe(use());
  expect(made).toBe(1);
  const first = use();
  expect(dropSingleton(NAME)).toBe(first);
  expect(dropSingleton(NAME)).toBeUndefined();
  expect(use()).toEqual({ n: 2 });
});

test("nothing is a thing as well: it is not made anew", () => {
  let made = 0;
  const use = () =>
    singleton(NAME, () => {
      made += 1;
      return null;
    });
  expect([use(), use(), made]).toEqual([null, null, 1]);
});

test("things of other names are others", () => {
  const other = `${NAME}.other`;
  expect([singleton(NAME, () => 1), singleton(other, () => 2)]).toEqual([1, 2]);
  dropSingleton(other);
  expect(singleton(NAME, () => 3)).toBe(1);
});
