import { spawn } from "node:child_process";
import { beforeEach, describe, expect, test } from "vitest";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { secretNamed, useSecrets } from "@/server/testing/secrets";
import { Visitor } from "@/server/testing/visitor";

const SECRET = secretNamed("r");
beforeEach(async () => {
  useSecrets(SECRET);
  await asAdmin("truncate door.secret_check");
});

function runCommand(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["scripts/reset-link.mjs", ...args], {
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: process.env["DATABASE_URL"],
      STEADY_SECRET: SECRET,
      PUBLIC_URL: "https://steady.example",
    } as unknown as NodeJS.ProcessEnv,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (output += data.toString()));
  return new Promise((done) => child.once("close", (code) => done({ code, output })));
}

describe("npm run reset-link", () => {
  test("prints a link that sets a new password once", async () => {
    const world = await makeWorld();
    const { code, output } = await runCommand(world.email);
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/https:\/\/steady\.example\/reset-password\/\S+\n$/),
    ]);
    const token = output.trim().split("/").at(-1)!;
    const given = { token, password: "copper lantern drifting eastward" };
    expect((await new Visitor().mutate("account.resetPassword", given)).status).toBe(200);
    expect((await new Visitor().mutate("account.resetPassword", given)).status).toBe(404);
  });

  test("says so when nobody has the address, and how it is called when it was called without one", async () => {
    expect(await runCommand("nobody@example.test")).toEqual({
      code: 1,
      output: expect.stringContaining("no account"),
    });
    expect(await runCommand()).toEqual({ code: 2, output: expect.stringContaining("npm run reset-link --") });
  });
});
