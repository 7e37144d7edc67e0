import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FALLBACK_LANGUAGE, LANGUAGES, type Language } from "@/contracts/languages";
import { forgetSource } from "@/server/intake/source-lookup.queries";
import { changeSource } from "@/server/intake/sources.commands";
import { messagesIn } from "@/server/platform/messages";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { startWebServer, type TestServer } from "@/server/testing/web-server";

let web: TestServer;
let world: World;
beforeAll(async () => {
  web = await startWebServer();
});
beforeEach(async () => {
  world = await makeWorld();
});
afterAll(() => web.close());

type Posting = { query?: string; accepted?: string; accept?: string };

/** Posts a form as a browser does, its script with `accept: application/json`. */
function submit(
  fields: Record<string, string>,
  { query = "", accepted = "*", accept = "text/html" }: Posting = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return fetch(`${web.url}/api/v1/forms/${world.formKey}${query}`, {
    method: "POST",
    body: form,
    redirect: "manual",
    headers: { accept, "accept-language": accepted },
  });
}
const languageOfPage = (page: string) => /<html lang="([^"]+)" dir="ltr">/.exec(page)?.[1];
const bodies = async () =>
  (
    await asAdmin<{ body: Buffer }>("select body from raw_event where source_id = $1 order by id", [
      world.formSourceId,
    ])
  ).map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);

describe("a refusal is a page in the language", () => {
  test.each<[string, Record<string, string>, Posting, Language]>([
    ["that the form was drawn in", { lang: "de" }, { accepted: "fr" }, "de"],
    ["of the form's address", {}, { query: "?lang=pl", accepted: "fr" }, "pl"],
    ["of the form before that of its address", { lang: "tr" }, { query: "?lang=pl" }, "tr"],
    ["of the browser, when the form's is none of ours", { lang: "xx" }, { accepted: "sv,en;q=0.5" }, "sv"],
    ["of the browser, when the form's is nonsense", { lang: "de'><b>" }, { accepted: "it-CH" }, "it"],
    ["of the browser, when the form does not say", {}, { accepted: "ja,pt-BR;q=0.9,en;q=0.1" }, "pt"],
    ["that is left when nobody says anything", {}, {}, FALLBACK_LANGUAGE],
  ])("%s", async (_name, fields, posting, language) => {
    const answer = await submit({ text: " ", email: "ana@example.test", ...fields }, posting);
    const page = await answer.text();
    const { refusals, form } = messagesIn(language);
    expect([answer.status, languageOfPage(page)]).toEqual([422, language]);
    for (const words of [refusals.title, refusals.textMissing, refusals.kept, form.question, form.send])
      expect(page).toContain(words);
    expect(page).toContain(`<input type="hidden" name="lang" value="${language}" />`);
    expect(page).toContain('value="ana@example.test"');
    expect(await bodies()).toEqual([]);
  });

  test.each(LANGUAGES)("%s, of which nothing is left in English", async (language) => {
    const page = await (await submit({ text: " ", lang: language })).text();
    const { form, refusals } = messagesIn("en");
    if (language !== "en")
      for (const words of [refusals.title, refusals.kept, form.hint, form.emailHint, form.send])
        expect(page).not.toContain(words);
  });

  test("also where the form is paused, or does not exist", async () => {
    await changeSource(world.scope, { id: world.formSourceId, version: 1, state: "paused" });
    forgetSource(world.formKey);
    const paused = await (await submit({ text: "Hallo?", lang: "nl" })).text();
    expect([languageOfPage(paused), paused]).toEqual([
      "nl",
      expect.stringContaining(messagesIn("nl").refusals.paused),
    ]);
    world.formKey = "0".repeat(25);
    const nowhere = await submit({ text: "¿Hola?" }, { accepted: "es" });
    const page = await nowhere.text();
    expect([nowhere.status, languageOfPage(page), page]).toEqual([
      404,
      "es",
      expect.stringContaining(messagesIn("es").refusals.noForm),
    ]);
  });

  test("and gives back what was typed when too much came from a network", async () => {
    for (let n = 0; n < 30; n++) await submit({ text: `Report ${n}` });
    const answer = await submit(
      { text: "Das ging verloren.", email: "ana@example.test" },
      { query: "?lang=de" },
    );
    const page = await answer.text();
    expect([answer.status, languageOfPage(page)]).toEqual([429, "de"]);
    expect(page).toContain("Aus Ihrem Netz");
    expect(page).toContain("Das ging verloren.");
    expect(page).toContain('value="ana@example.test"');
  });
});

describe("the form's script is answered in the language", () => {
  const script = { accept: "application/json" };
  test.each<[string, Record<string, string>, Posting, Language]>([
    ["that the form was drawn in", { lang: "fr" }, { accepted: "de" }, "fr"],
    ["of the browser, when the form does not say", {}, { accepted: "es-MX" }, "es"],
    ["that is left when nobody says anything", { lang: "tlh" }, {}, "en"],
  ])("%s", async (_name, fields, posting, language) => {
    const answer = await submit({ text: " ", ...fields }, { ...posting, ...script });
    const { textMissing } = messagesIn(language).refusals;
    expect([answer.status, await answer.json()]).toEqual([
      422,
      {
        error: expect.objectContaining({
          code: "UNPROCESSABLE",
          message: textMissing,
          details: { fields: { text: textMissing }, fieldCodes: { text: "too_small" } },
        }),
      },
    ]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["a program's JSON stays English, whatever it accepts", {}, "text: Please say what happened."],
    ["a program that says for whom it asks", { lang: "de" }, messagesIn("de").refusals.textMissing],
  ])("%s", async (_name, fields, message) => {
    const answer = await fetch(`${web.url}/api/v1/forms/${world.formKey}`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": "de" },
      body: JSON.stringify({ text: " ", ...fields }),
    });
    expect(await answer.json()).toMatchObject({ error: { message } });
  });
});

describe("a language is carried along", () => {
  test.each<[string, Record<string, string>, Posting, string | null]>([
    ["where the browser would say another", { lang: "de" }, { accepted: "fr" }, "de"],
    ["where the browser says nothing", { lang: "tr" }, {}, "tr"],
    ["and not where the browser says the same", { lang: "de" }, { accepted: "de-AT,en;q=0.8" }, null],
    ["and not where nobody chose", {}, { accepted: "pl" }, null],
    ["and not when it is none of ours", { lang: "xx" }, { accepted: "pl" }, null],
  ])("%s", async (_name, fields, posting, carried) => {
    const answer = await submit({ text: "It hangs.", ...fields }, posting);
    expect(answer.status).toBe(303);
    const to = new URL(answer.headers.get("location")!, web.url);
    expect(to.searchParams.get("lang")).toBe(carried);
    const refused = await (await submit({ text: " ", ...fields }, posting)).text();
    expect(/action="([^"]+)"/.exec(refused)?.[1]).toBe(
      `/api/v1/forms/${world.formKey}${carried === null ? "" : `?lang=${carried}`}`,
    );
  });

  test("and kept with the report as the page was drawn; anything else is not", async () => {
    for (const lang of ["de", "pt-BR", "xx", ""]) await submit({ text: `In ${lang}`, lang });
    expect((await bodies()).map(({ lang }) => lang)).toEqual(["de", "pt", undefined, undefined]);
  });

  test("the same page sent again in another language is one report", async () => {
    const page = { text: "Once.", nonce: "same" };
    const first = await submit({ ...page, lang: "de" });
    const again = await submit({ ...page, lang: "fr" });
    const referenceOf = (answer: Response) =>
      new URL(answer.headers.get("location")!, web.url).searchParams.get("ref");
    expect(referenceOf(again)).toBe(referenceOf(first));
    expect(await bodies()).toHaveLength(1);
  });
});

test("a refusal page is drawn in another language with what was typed, and nothing is stored", async () => {
  const answer = await submit({ text: "Nada funciona.", email: "a@example.test", lang: "es", draw: "it" });
  const page = await answer.text();
  expect([answer.status, languageOfPage(page)]).toEqual([200, "it"]);
  expect(page).toContain("Nada funciona.");
  expect(page).toContain('value="a@example.test"');
  expect(page).not.toContain('role="alert"');
  expect(await bodies()).toEqual([]);
});
