import { expect, test } from "vitest";
import { UNATTENDED_AFTER_MS, watchTouches } from "./attended";

test("a page is attended from its opening and from each touch on, for some minutes", () => {
  const page = new EventTarget();
  let nowMs = 1_000;
  const isAttended = watchTouches(page, () => nowMs);
  expect(isAttended()).toBe(true);
  nowMs += UNATTENDED_AFTER_MS;
  expect(isAttended()).toBe(false);
  for (const touch of ["pointermove", "keydown", "wheel", "focus"]) {
    page.dispatchEvent(new Event(touch));
    expect(isAttended()).toBe(true);
    nowMs += UNATTENDED_AFTER_MS - 1;
    expect(isAttended()).toBe(true);
    nowMs += 1;
    expect(isAttended()).toBe(false);
  }
  page.dispatchEvent(new Event("scroll"));
  expect(isAttended()).toBe(false);
});
