import { connect, createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { dropSingleton } from "@/server/platform/singleton";
import { openQueue, openWorker } from "./queue-backend";
import { patiently } from "@/server/testing/waiting";

const database = new URL(process.env["DATABASE_QUEUE_URL"]!);

afterEach(() => {
  process.env["DATABASE_QUEUE_URL"] = database.href;
  dropSingleton("env");
});

/** Lets the database be reached at this port, or at a free one. */
function openDoor(port = 0): Promise<Server> {
  const door = createServer((inside) => {
    const outside = connect(Number(database.port), database.hostname);
    inside.pipe(outside).pipe(inside);
    for (const socket of [inside, outside]) socket.on("error", () => socket.destroy());
  });
  return new Promise((open) => door.listen(port, "127.0.0.1", () => open(door)));
}

test("a queue that was opened while Postgres was away is served once it is back", async () => {
  const probe = await openDoor();
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  const elsewhere = new URL(database);
  elsewhere.port = String(port);
  process.env["DATABASE_QUEUE_URL"] = elsewhere.href;
  vi.stubEnv("REDIS_URL", "");
  delete process.env["REDIS_URL"];
  dropSingleton("env");

  const done: string[] = [];
  const queue = openQueue("mail");
  const worker = openWorker("mail", 1, async ({ ids }) => void done.push(...ids));
  const job = (id: string) => ({ jobId: `away-${id}`, data: { topic: "away", orgId: "", ids: [id] } });
  await expect(queue.add([job("first")])).rejects.toThrow("longer than");

  const door = await openDoor(port);
  await queue.add([job("second")]);
  await expect.poll(() => done, { timeout: patiently(10_000) }).toContain("second");
  await worker.close();
  await queue.close();
  await new Promise((closed) => door.close(closed));
  vi.unstubAllEnvs();
});
