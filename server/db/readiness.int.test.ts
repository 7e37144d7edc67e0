import { beforeEach, describe, expect, test } from "vitest";
import { bulk } from "./bulk";
import { entrancePool, withScope } from "./client";
import { callDoor } from "./doors";
import { readDatabaseState } from "./readiness";
import { asAppError } from "@/server/platform/errors";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";

beforeEach(() => {
  for (const name of ["db.state", "db.no-room"]) dropSingleton(name);
});

/** A statement that fails as the server would: with this SQLSTATE, also where it fails at the commit only. */
const failing = (state: string) =>
  `do $$ begin raise exception 'it fails' using errcode = '${state}'; end $$`;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => asAppError(error)?.code ?? String(error),
  );

describe.each(["53100", "53200", "58030", "25006", "57P01", "08006"])(
  "a database that answers %s",
  (state) => {
    let world: World;
    beforeEach(async () => {
      world = await makeWorld();
    });

    test("is out of reach to every way of asking it", async () => {
      const tx = (run: (text: string) => Promise<unknown>) => run(failing(state));
      expect([
        await codeOf(withScope(world.scope, (t) => tx((text) => t.$executeRawUnsafe(text)))),
        await codeOf(withScope(world.scope, (t) => tx((text) => t.$queryRawUnsafe(text)))),
        await codeOf(bulk(world.orgId, (client) => client.run(`fails-${state}`, failing(state), []))),
        await codeOf(callDoor(failing(state), [])),
      ]).toEqual(["UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE"]);
    });

    test("is out of reach when it is a model's write or the commit that fails", async () => {
      await asAdmin(`create function fail_now() returns trigger language plpgsql as $$
      begin raise exception 'it fails' using errcode = '${state}'; end $$`);
      const create = () =>
        codeOf(
          withScope(world.scope, (t) =>
            t.team.create({ data: { orgId: world.orgId, id: "tea_full", name: "Full" } }),
          ),
        );
      try {
        await asAdmin(
          "create trigger fail_write before insert on team for each row execute function fail_now()",
        );
        const atWrite = await create();
        await asAdmin("drop trigger fail_write on team");
        await asAdmin(
          "create constraint trigger fail_commit after insert on team deferrable initially deferred for each " +
            "row execute function fail_now()",
        );
        expect([atWrite, await create()]).toEqual(["UNAVAILABLE", "UNAVAILABLE"]);
      } finally {
        await asAdmin("drop function fail_now cascade");
      }
      expect(await create()).toBe("done");
    });
  },
);

describe("readiness", () => {
  const isReady = async () => {
    dropSingleton("db.state");
    return readDatabaseState();
  };

  test("is a write that leaves nothing behind", async () => {
    const size = async () =>
      Number((await asAdmin<{ n: string }>("select pg_database_size(current_database())::text as n"))[0]!.n);
    expect(await isReady()).toBe("ok");
    // The server's own housekeeping may fall into one of these rounds; what a check left behind would be in all of them.
    const growths: number[] = [];
    for (let round = 0; round < 3; round++) {
      const before = await size();
      for (let index = 0; index < 20; index++) expect(await isReady()).toBe("ok");
      growths.push((await size()) - before);
    }
    expect(growths).toContain(0);
  });

  test("goes into the log", async () => {
    const position = () => asAdmin("select pg_current_wal_insert_lsn()::text as at");
    const before = await position();
    await isReady();
    expect(await position()).not.toEqual(before);
  });

  test("fails where the write does: at a limit for temporary files, and where only reading is allowed", async () => {
    const states: string[] = [];
    const [{ database }] = (await asAdmin<{ database: string }>(
      "select quote_ident(current_database()) as database",
    )) as [{ database: string }];
    // A role's settings hold from the next connection on.
    const reconnect = async () => {
      for (const client of await Promise.all(Array.from({ length: 4 }, () => entrancePool().connect())))
        client.release(true);
    };
    for (const [name, value] of [
      ["temp_file_limit", "'100kB'"],
      ["default_transaction_read_only", "on"],
    ]) {
      // In this database only: other tests run beside on the same server.
      await asAdmin(`alter role steady_app in database ${database} set ${name} = ${value}`);
      await reconnect();
      states.push(await isReady());
      await asAdmin(`alter role steady_app in database ${database} reset ${name}`);
      await reconnect();
      dropSingleton("db.no-room");
    }
    expect(states).toEqual(["no_room", "read_only"]);
    expect(await isReady()).toBe("ok");
  });

  test("waits after a write that found no room, although the next one does", async () => {
    await codeOf(callDoor(failing("53100"), []));
    expect(await isReady()).toBe("no_room");
  });

  test("is asked once for probes that come together", async () => {
    const state = readDatabaseState();
    expect(readDatabaseState()).toBe(state);
    expect(await state).toBe("ok");
  });
});
