import { beforeAll, describe, expect, test } from "vitest";
import { FORM_WORDS, type FormWords, type SavedWords } from "@/contracts/form-words";
import type { Language } from "@/contracts/languages";
import { withScope } from "@/server/db/client";
import { createHttpApp } from "@/server/http/app";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn, type Visitor } from "@/server/testing/visitor";
import { findForm } from "./forms.queries";
import { flushFailures, noteFailure } from "./source-failures.commands";
import { findSource, forgetSource } from "./source-lookup.queries";
import {
  changeSource,
  createBuiltInSourcesIn,
  createSource,
  removeSource,
  rotateSecret,
} from "./sources.commands";
import { listSources, readSource } from "./sources.queries";
import { sendTestEvent } from "./test-events.commands";

let world: World;
/** No own words. */
const none = Object.fromEntries(FORM_WORDS.map((word) => [word, ""])) as FormWords;
const germanWords = { ...none, title: "Schreiben Sie uns" };
beforeAll(async () => {
  world = await makeWorld();
  createHttpApp();
});

const trail = async (id: string) =>
  (
    await asAdmin<{ verb: string }>("select verb from audit_event where subject_id = $1 order by id", [id])
  ).map((r) => r.verb);

describe("a source", () => {
  test("is created with its secret shown once and kept encrypted, and every change leaves a trail", async () => {
    const made = await createSource(world.scope, {
      launchId: world.launchId,
      kind: "zendesk",
      name: "Zendesk",
    });
    expect(made.secret).toMatch(/^whs_/);
    const [row] = await asAdmin<{ secret: string }>("select secret from source where id = $1", [made.id]);
    expect(row!.secret).toMatch(/^v1\./);
    expect(row!.secret).not.toContain(made.secret);
    const { version } = await changeSource(world.scope, {
      id: made.id,
      version: 1,
      name: "Zendesk EU",
      state: "paused",
    });
    await changeSource(world.scope, { id: made.id, version, state: "active" });
    const rotated = await rotateSecret(world.scope, { id: made.id, secret: "made-by-zendesk-itself" });
    expect(rotated.secret).toBeNull();
    expect(JSON.stringify(await readSource(world.scope, made.id))).not.toContain("made-by-zendesk-itself");
    await removeSource(world.scope, made.id);
    await expect(findSource(made.key, "zendesk")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(readSource(world.scope, made.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await trail(made.id)).toEqual([
      "source.created",
      "source.paused",
      "source.resumed",
      "source.secret_rotated",
      "source.removed",
    ]);
    expect(
      JSON.stringify(await asAdmin("select data from audit_event where subject_id = $1", [made.id])),
    ).not.toContain("made-by-zendesk-itself");
  });

  test("that somebody changed meanwhile is not overwritten", async () => {
    const made = await createSource(world.scope, {
      launchId: world.launchId,
      kind: "form",
      name: "Form",
      config: { intro: "Hello." },
    });
    await changeSource(world.scope, { id: made.id, version: 1, texts: { de: germanWords } });
    await expect(changeSource(world.scope, { id: made.id, version: 1, name: "Mine" })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { current: { version: 2 } },
    });
    expect((await readSource(world.scope, made.id)).form).toEqual({
      intro: "Hello.",
      readers: "",
      texts: { de: { intro: "", title: "Schreiben Sie uns" } },
    });
  });

  test("keeps the words of the languages that were edited, and the log has them before and after", async () => {
    const made = await createSource(world.scope, {
      launchId: world.launchId,
      kind: "form",
      name: "Worded",
      config: { readers: "the pantry team" },
    });
    const save = (version: number, texts: SavedWords) =>
      changeSource(world.scope, { id: made.id, version, texts });
    await save(1, { de: germanWords, tr: { ...none, hint: "Ne oldu?", readers: "the pantry team" } });
    await save(2, { de: { ...germanWords, title: "Melden Sie sich", readers: "Anna" } });
    const { form, version } = await readSource(world.scope, made.id);
    expect([form, version]).toEqual([
      {
        intro: "",
        readers: "the pantry team",
        texts: { de: { title: "Melden Sie sich", readers: "Anna" }, tr: { hint: "Ne oldu?" } },
      },
      3,
    ]);
    const changes = await asAdmin<{ data: Record<"before" | "after", { config: unknown }> }>(
      "select data from audit_event where subject_id = $1 and verb = 'source.changed' order by id",
      [made.id],
    );
    expect(changes.map(({ data }) => [data.before.config, data.after.config])).toEqual([
      [
        { texts: { de: {}, tr: {} } },
        { texts: { de: { title: "Schreiben Sie uns", readers: "" }, tr: { hint: "Ne oldu?" } } },
      ],
      [
        { texts: { de: { title: "Schreiben Sie uns", readers: "" } } },
        { texts: { de: { title: "Melden Sie sich", readers: "Anna" } } },
      ],
    ]);
  });

  test("shows its own words to readers of their language, and to nobody else", async () => {
    const made = await createSource(world.scope, { launchId: world.launchId, kind: "form", name: "Shown" });
    const shownIn = async (language: Language) => (await findForm(made.key, language))!.texts;
    const [german, english] = [await shownIn("de"), await shownIn("en")];
    expect(german.title).not.toBe(english.title);
    const title = "{launch}: <b>'Hallo'</b> {readers, select, other {x}}";
    await changeSource(world.scope, { id: made.id, version: 1, texts: { de: { ...none, title } } });
    expect(await shownIn("de")).toEqual({
      ...german,
      title: "Two: <b>'Hallo'</b> {readers, select, other {x}}",
    });
    expect(await shownIn("en")).toEqual(english);
    expect(await shownIn("tr")).not.toHaveProperty("title", title);
  });

  test("that is no form has no words", async () => {
    const made = await createSource(world.scope, {
      launchId: world.launchId,
      kind: "gateway_logs",
      name: "Log",
    });
    await changeSource(world.scope, { id: made.id, version: 1, texts: { de: germanWords } });
    expect((await readSource(world.scope, made.id)).form).toBeNull();
    expect(await asAdmin("select config from source where id = $1", [made.id])).toEqual([{ config: {} }]);
  });

  test("of another organization is not there, for reading, changing, rotating, removing or testing", async () => {
    const other = await makeWorld();
    const theirs = await createSource(other.scope, {
      launchId: other.launchId,
      kind: "zendesk",
      name: "Theirs",
    });
    const attempts: (() => Promise<unknown>)[] = [
      () => readSource(world.scope, theirs.id),
      () => changeSource(world.scope, { id: theirs.id, version: 1, name: "Mine" }),
      () => changeSource(world.scope, { id: theirs.id, version: 1, texts: { de: germanWords } }),
      () => rotateSecret(world.scope, { id: theirs.id }),
      () => removeSource(world.scope, theirs.id),
      () => sendTestEvent(world.scope, theirs.id),
      () => createSource(world.scope, { launchId: other.launchId, kind: "form", name: "In theirs" }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await readSource(other.scope, theirs.id)).name).toBe("Theirs");
    expect((await listSources(world.scope, world.launchId)).map((s) => s.id)).not.toContain(theirs.id);
  });

  test("that belongs to every organization exists once per kind and cannot be removed", async () => {
    const rows = await listSources(world.scope, world.launchId);
    expect(
      rows
        .filter((s) => s.launchId === null)
        .map((s) => s.kind)
        .sort(),
    ).toEqual(["agent", "api", "releases"]);
    await expect(removeSource(world.scope, world.apiSourceId)).rejects.toMatchObject({ code: "CONFLICT" });
    const fresh = await makeWorld();
    await withScope(fresh.scope, (tx) => createBuiltInSourcesIn(tx, fresh.scope));
    expect(
      await asAdmin("select 1 from source where org_id = $1 and name = 'Logged by the team'", [fresh.orgId]),
    ).toHaveLength(1);
  });

  test.each(["form", "zendesk", "gateway_logs"] as const)(
    "of kind %s takes a test event through its public address and shows it",
    async (kind) => {
      const made = await createSource(world.scope, { launchId: world.launchId, kind, name: `A ${kind}` });
      if (kind === "gateway_logs") await rotateSecret(world.scope, { id: made.id });
      forgetSource(made.key);
      const before = await readSource(world.scope, made.id);
      expect([before.lastEventAt, before.last24h.n]).toEqual([null, 0]);
      expect(await sendTestEvent(world.scope, made.id)).toMatchObject({ status: 202, isAccepted: true });
      const after = await readSource(world.scope, made.id);
      expect(after.lastEventAt).toBeInstanceOf(Date);
      expect(after.last24h).toEqual({ n: 1, isCapped: false });
      expect(after.url).toContain(made.key);
      expect(after.steps.length).toBeGreaterThan(0);
      await changeSource(world.scope, { id: made.id, version: after.version, state: "paused" });
      expect(await sendTestEvent(world.scope, made.id)).toMatchObject({ status: 403, isAccepted: false });
    },
  );

  test("counts what it refused per minute and reason, without being asked twice", async () => {
    const made = await createSource(world.scope, { launchId: world.launchId, kind: "form", name: "Failing" });
    const source = { orgId: world.orgId, id: made.id, name: "Failing" };
    for (let n = 0; n < 3; n++) noteFailure(source, "unprocessable", 422, `text: attempt ${n}`);
    await flushFailures();
    noteFailure(source, "unprocessable", 422, "text: last");
    await flushFailures();
    const { failures, failures24h } = await readSource(world.scope, made.id);
    expect(failures24h).toBe(4);
    expect(failures.reduce((sum, f) => sum + f.n, 0)).toBe(4);
    expect(failures[0]!.detail).toBe("text: last");
  });

  test("what is just being written is there when whoever waits for it goes on", async () => {
    const made = await createSource(world.scope, { launchId: world.launchId, kind: "form", name: "Failing" });
    const source = { orgId: world.orgId, id: made.id, name: "Failing" };
    for (const reason of ["unprocessable", "too_large", "unauthorized"]) {
      noteFailure(source, reason, 422, "text: one");
      // As the timer does: nobody waits for this one.
      void flushFailures();
      await flushFailures();
      const { failures } = await readSource(world.scope, made.id);
      expect(failures.map((failure) => failure.reason)).toContain(reason);
    }
  });
});

describe("the procedures", () => {
  test("let a viewer read and not manage, a lead manage, and a stranger see nothing", async () => {
    const [viewer, lead, stranger]: Visitor[] = await Promise.all([
      signedIn(await makeMember(world, "viewer")),
      signedIn(await makeMember(world, "lead")),
      signedIn(await makeWorld()),
    ]);
    const input = { launchId: world.launchId, kind: "form", name: "By a lead" };
    expect((await viewer!.query("intake.sources", { launchId: world.launchId }, world.slug)).status).toBe(
      200,
    );
    expect((await viewer!.mutate("intake.createSource", input, world.slug)).status).toBe(403);
    const made = await lead!.mutate("intake.createSource", input, world.slug);
    expect(made.status).toBe(200);
    const { id } = made.value as { id: string };
    expect((await stranger!.query("intake.source", { id }, world.slug)).status).toBe(404);
    expect((await stranger!.mutate("intake.removeSource", { id }, world.slug)).status).toBe(404);
    expect((await lead!.query("intake.source", { id }, world.slug)).status).toBe(200);
  });
  test("let whoever manages sources word a form, within its limits, and nobody else", async () => {
    const [viewer, support, admin, stranger]: Visitor[] = await Promise.all([
      signedIn(await makeMember(world, "viewer")),
      signedIn(await makeMember(world, "support")),
      signedIn(await makeMember(world, "admin")),
      signedIn(await makeWorld()),
    ]);
    const made = await createSource(world.scope, { launchId: world.launchId, kind: "form", name: "Limits" });
    const save = async (visitor: Visitor, title: string) =>
      (
        await visitor.mutate(
          "intake.changeSource",
          { id: made.id, version: 1, texts: { de: { ...none, title } } },
          world.slug,
        )
      ).status;
    expect(await save(viewer!, "Neu")).toBe(403);
    expect(await save(support!, "Neu")).toBe(403);
    expect(await save(stranger!, "Neu")).toBe(404);
    expect(await save(admin!, "x".repeat(10_000))).toBe(400);
    expect(await save(admin!, "a\ud83d")).toBe(400);
    expect((await readSource(world.scope, made.id)).form?.texts).toEqual({});
    expect(await save(admin!, "Neu")).toBe(200);
    expect((await readSource(world.scope, made.id)).form?.texts).toEqual({ de: { title: "Neu" } });
    const { value } = await viewer!.query("intake.formLanguage", { language: "pl" }, world.slug);
    expect(value).toMatchObject({
      standard: { intro: "", title: expect.stringContaining("{launch}") as string },
    });
  });
  test("show a form and a report to anybody who has the link, and nothing for a made-up one", async () => {
    const [visitor] = [await signedIn(await makeWorld())];
    expect((await visitor.query("intake.form", { key: world.formKey, language: "en" })).value).toMatchObject({
      launch: "Two",
      isPaused: false,
    });
    expect((await visitor.query("intake.form", { key: "0".repeat(25), language: "en" })).value).toBeNull();
    expect(
      (
        await visitor.query("intake.report", {
          token: "raw_00000000000000000000000000.AAAAAAAAAAAAAAAAAAAAAAAA",
        })
      ).status,
    ).toBe(404);
  });
});
