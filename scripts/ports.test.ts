import { createServer, type AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { assertPortsFree, reasonFor } from "./ports.mjs";

describe("a port that the product may not listen on", () => {
  it("is named with its setting and what to do when another program has it", async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
    const { port } = taken.address() as AddressInfo;
    const env = { HOST: "127.0.0.1", PORT: String(port), WORKER_PORT: String(port) };
    await expect(assertPortsFree(env)).rejects.toThrow(
      new RegExp(`port ${port} is taken[^]*PORT[^]*port ${port} is taken[^]*WORKER_PORT`),
    );
    await new Promise((done) => taken.close(done));
  });

  it("below 1024 is for a reverse proxy, or for a Node that was allowed to", () => {
    const reason = reasonFor("EACCES", "PORT", 80);
    expect(reason).toContain("set PORT to 1024 or above and put a reverse proxy in front");
    expect(reason).toContain("setcap cap_net_bind_service=+ep");
  });

  it("for another reason is left to the process that listens", () => {
    expect(reasonFor("EADDRNOTAVAIL", "PORT", 3000)).toBeUndefined();
    expect(reasonFor(null, "PORT", 3000)).toBeUndefined();
  });
});
