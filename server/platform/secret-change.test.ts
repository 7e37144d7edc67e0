import { afterEach, describe, expect, it, vi } from "vitest";
import { decrypt, encrypt, linkToken, readLinkToken } from "./crypto";
import { dropSingleton } from "./singleton";

const PLACE = "org|source|id|secret";
const [OLD, NEW] = [
  "the secret of yesterday made of many letters",
  "the secret of today made of many letters",
];

function runWith(secret: string, previous = ""): void {
  const url = "postgresql://steady_app@127.0.0.1/steady";
  for (const name of ["DATABASE_APP_URL", "DATABASE_RELAY_URL", "DATABASE_QUEUE_URL"]) vi.stubEnv(name, url);
  vi.stubEnv("STEADY_SECRET", secret);
  vi.stubEnv("STEADY_PREVIOUS_SECRETS", previous);
  for (const name of ["env", "keys:column", "keys:link"]) dropSingleton(name);
}

afterEach(() => {
  vi.unstubAllEnvs();
  for (const name of ["env", "keys:column", "keys:link"]) dropSingleton(name);
});

describe("a secret that is changed", () => {
  it("goes on reading what the one before encrypted, and the links that it signed", () => {
    runWith(OLD);
    const [sealed, token] = [encrypt("whsec_1", PLACE), linkToken("report", "itm_1")];
    runWith(NEW, OLD);
    expect(decrypt(sealed, PLACE)).toEqual({ isOpen: true, plain: "whsec_1" });
    expect(readLinkToken("report", token)).toBe("itm_1");
    expect(encrypt("whsec_1", PLACE).split(".")[1]).not.toBe(sealed.split(".")[1]);
    expect(linkToken("report", "itm_1")).not.toBe(token);
  });

  it("reads nothing of the one before when that is not kept", () => {
    runWith(OLD);
    const [sealed, token] = [encrypt("whsec_1", PLACE), linkToken("report", "itm_1")];
    runWith(NEW);
    expect(decrypt(sealed, PLACE)).toEqual({ isOpen: false, why: "unknown_key" });
    expect(readLinkToken("report", token)).toBeNull();
  });

  it("is what encrypts and signs: another place or a changed letter opens nothing", () => {
    runWith(NEW);
    expect(decrypt(encrypt("whsec_1", PLACE), "org|source|other|secret")).toEqual({
      isOpen: false,
      why: "damaged",
    });
    expect(readLinkToken("report", linkToken("invitation", "itm_1"))).toBeNull();
  });
});
