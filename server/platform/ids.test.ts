import { describe, expect, test } from "vitest";
import { isId, newId, newPublicKey, newReference, newSecret } from "./ids";

const MANY = 20_000;
const NOW = 1_764_000_000_000;

describe("an id", () => {
  test("has its kind's prefix and is known by it", () => {
    const id = newId("issue");
    expect(id).toMatch(/^iss_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(isId("issue", id)).toBe(true);
    expect(isId("item", id)).toBe(false);
    for (const wrong of ["", "iss_", `${id}0`, id.toUpperCase(), id.replace("_", "-")])
      expect(isId("issue", wrong), wrong).toBe(false);
  });

  // Many more than one draw of randomness serves, all within one millisecond, which is more than its counter counts.
  test("is new each time, and sorts by when it was made", () => {
    const ids = Array.from({ length: MANY }, () => newId("item", NOW));
    expect(new Set(ids).size).toBe(MANY);
    expect([...ids].sort()).toEqual(ids);
    expect(newId("item", NOW + 60_000) > ids.at(-1)!).toBe(true);
  });

  test("carries version 7 and the variant of RFC 9562", () => {
    const letters = "0123456789abcdefghjkmnpqrstvwxyz";
    const bits = [...newId("item").slice(4)]
      .map((c) => letters.indexOf(c).toString(2).padStart(5, "0"))
      .join("");
    expect(bits.slice(48, 52)).toBe("0111");
    expect(bits.slice(64, 66)).toBe("10");
  });
});

test("references can be read out and do not repeat among thousands", () => {
  const references = Array.from({ length: 5_000 }, newReference);
  for (const reference of references)
    expect(reference).toMatch(/^R-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(references).size).toBe(references.length);
});

test("secrets and public keys are as long as they promise", () => {
  expect(newSecret("stk")).toMatch(/^stk_[0-9a-hjkmnp-tv-z]{52}$/);
  expect(newPublicKey()).toMatch(/^[0-9a-hjkmnp-tv-z]{25}$/);
});
