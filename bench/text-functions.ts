/**
 * Every function that looks into what strangers write: reports, mark-up, subjects, addresses, headers, routes, log lines, searches, rules.
 * `bench/text-doubling.ts` measures each; `scripts/text-functions.test.ts` fails when one of the rooms exports a function that is not here.
 */
import { parseTokens, suggestTokens } from "@/components/ui/filter-tokens";
import { problemsOf, readWords, slugFrom } from "@/components/launches/component-draft";
import { cutLabel, labelWidth } from "@/components/triage/label-text";
import { isSearch, parseFilter } from "@/contracts/board";
import {
  momentInZone,
  readLocalField,
  readMoment,
  readZonedField,
  describeRefusal,
} from "@/contracts/moment";
import { mendLine } from "@/server/monitoring/log-formats/mend-line";
import { readOccurred, timeNotTaken } from "@/server/intake/occurred";
import { readContact, readPhone } from "@/contracts/contact";
import { cutText } from "@/contracts/cut-text";
import { TEXT_MAX, type RawDelivery, type SourceKind } from "@/contracts/intake";
import { fence, redact, redactDeep } from "@/server/ai/guard";
import { toDraft } from "@/server/intake/drafts";
import { decodeFields, readFields } from "@/server/intake/read-fields";
import { decodeText, salvageJson } from "@/server/intake/salvage";
import { htmlToText, isHtml, tidyLine, tidyText } from "@/server/intake/plain-text";
import { readApiItem } from "@/server/intake/sources/api";
import { asFields, contextOf, localeOf, mediaType } from "@/server/intake/sources/decode";
import { readForm } from "@/server/intake/sources/form";
import {
  peekAtZendesk,
  isZendeskSigned,
  readZendesk,
  noReportReason,
  zendeskTime,
} from "@/server/intake/sources/zendesk";
import { readAuthorship } from "@/server/intake/sources/zendesk-authorship";
import {
  attachedText,
  attachmentNames,
  readComment,
  unrenderedIn,
} from "@/server/intake/sources/zendesk-text";
import { addressIn, isAnsweringMachine, mayBeAcknowledged } from "@/server/communication/answering-machines";
import { joinedText } from "@/server/pipeline/conversations";
import { cutSignature } from "@/server/reading/mail-signature";
import { TextLines } from "@/server/reading/text-lines";
import { splitQuote, splitSubject } from "@/server/reading/split-quote";
import { readWithdrawal } from "@/server/intake/sources/zendesk-withdrawals";
import {
  componentOfRoute,
  isOpen,
  matchesPattern,
  patternOf,
  readPattern,
  readPatterns,
  segmentsOf,
} from "@/server/launches/route-patterns";
import { learnedRoute, noPositions, notePositions } from "@/server/launches/route-positions";
import { connectionOf, latencyOfLine, schemeOf } from "@/server/monitoring/latency-of";
import { admitRoutes, noRoutes } from "@/server/monitoring/route-cap";
import { TrafficJudge } from "@/server/monitoring/traffic-class";
import { BUILT_IN_RULES } from "@/server/monitoring/traffic-defaults";
import { readAddress } from "@/server/http/address";
import {
  decodeUtf8,
  exceedsJsonLimits,
  parseJsonBytes,
  parseJsonText,
  storableJson,
  storableValue,
} from "@/server/platform/json";
import { networkOf, reachOf } from "@/server/platform/network";
import { mailboxOf } from "@/server/tenancy/recipients";
import { readGeneric } from "@/server/monitoring/log-formats/generic";
import { looksLikeKong, readKong } from "@/server/monitoring/log-formats/kong";
import { bareNumber, readDuration } from "@/server/monitoring/log-formats/duration";
import { measureOf, NO_WITNESS, witnessed } from "@/server/monitoring/log-formats/duration-fields";
import { lineExample, scrubText, valueExample } from "@/server/monitoring/log-formats/line-example";
import { methodOf, numberOf, sizeOf, statusOf, textOf } from "@/server/monitoring/log-formats/log-row";
import { pathOf, routeTemplate, scrubPath, withoutMethod } from "@/server/launches/route-template";
import { unreadableReading } from "@/server/pipeline/unreadable";
import { OPERATIONS } from "@/server/pipeline/report-reader";
import { labelReport, readEarly } from "@/server/pipeline/label-report";
import { classifyIncoming } from "@/server/pipeline/reading";
import { hashOf, incomingOf, type Arrival, type Incoming } from "@/server/pipeline/incoming";
import { refusePassword } from "@/server/tenancy/password-rules";
import { slugOf } from "@/server/tenancy/slugs";
import { isAsserted, readCues } from "@/server/reading/assertion";
import { readAutomaticMail } from "@/server/reading/automatic-mail";
import { classifyOffline } from "@/server/reading/classify-offline";
import { classifySeverity } from "@/server/reading/classify-severity";
import { classifyType } from "@/server/reading/classify-type";
import { readComponent } from "@/server/reading/component";
import {
  errorSignature,
  fingerprintOf,
  reportedRoute,
  routeMentions,
  storedSpelling,
} from "@/server/reading/fingerprint";
import { clipText, foldText } from "@/server/reading/fold-text";
import {
  assumeReports,
  decideGroup,
  groupBatch,
  scoreByNeighbours,
  rankCandidates,
} from "@/server/triage/grouping";
import { detectInjection } from "@/server/reading/injection";
import { issueTitle } from "@/server/triage/issue-title";
import { detectLanguage, functionWordVotes } from "@/server/reading/language";
import { unreadLanguageOf } from "@/server/reading/read-languages";
import { evidenceOf, likeness, refine, sideOf } from "@/server/reading/likeness";
import { placesOf } from "@/server/reading/place";
import { readSymptoms } from "@/server/reading/symptoms";
import { withoutGreeting, withoutPreamble } from "@/server/reading/preamble";
import { readText } from "@/server/reading/read-text";
import { isConfirmation } from "@/server/reading/confirmation";
import { componentFromRoute } from "@/server/reading/component";
import { evaluateRules } from "@/server/triage/routing";
import { hasWords, ownTerms, ownWords } from "@/server/reading/own-words";
import { readSentiment } from "@/server/reading/sentiment";
import { findStatedFloors, severityFloor } from "@/server/reading/severity";
import { judgeSpam } from "@/server/reading/spam";
import { isCodeSearch, personKeys, readSearch, reportKeys } from "@/server/reading/search-keys";
import { countTerms, rareTerms, termsOf, wordsBehind } from "@/server/reading/tokens";
import { trigramsOf, trigramSimilarity } from "@/server/reading/trigrams";

/** How a function is measured: with a text of up to `max` characters, which is as much as ever reaches it, and twice that. */
export type TextFunction = { readonly max: number; readonly run: (text: string) => unknown };

const BODY_MAX = 262_144;
const LINE_MAX = 4_000;
const BRIEF_MAX = 1_000;

const at = new Date("2026-11-02T10:00:00Z");
const raw = (kind: SourceKind, body: string, contentType = "application/json"): RawDelivery => ({
  kind,
  contentType,
  headers: {},
  body: new TextEncoder().encode(body),
  occurredAt: at,
  config: {},
});
const title = (text: string): string => text.slice(0, 300);
const posted = (text: string): string =>
  JSON.stringify({
    text,
    title: title(text),
    email: title(text),
    reporter: { name: title(text), email: title(text) },
  });
/** As JSON whatever the text is: a text that is JSON itself is the body. */
const bodyOf = (text: string): string => (/^[[{]/.test(text) ? text : posted(text));
const ticket = (text: string): string =>
  /^[[{]/.test(text) ? text : JSON.stringify({ title: text, description: text, tags: text, id: text });

const launch = { id: "l", name: "L", scope: "", components: [], rules: [] };
const shared = { launch, bursting: new Set<string>() };
const arrivalOf = (text: string): Arrival => ({
  outboxId: "o",
  launchId: "l",
  item: null,
  event: {
    ...raw("api", bodyOf(text)),
    id: "raw",
    sourceId: "s",
    sourceKind: "api",
    sourceName: "S",
    launchId: "l",
    receivedAt: at,
    reference: "R",
    itemId: "i",
  },
});
const incomingAs = (text: string): Incoming => ({
  ...incomingOf(arrivalOf("x")),
  text,
  title: text.slice(0, 300),
  context: { url: text.slice(0, 2_000), route: text.slice(0, 300) },
});
const builtin = classifyOffline({ text: "It is broken." });
const completion = { answer: builtin, provider: "b", model: "b", version: "1", isDegraded: false };
const spared = { outcome: { effects: {}, matched: [] }, routeComponent: null, stated: [] };
const rules = [
  {
    id: "r",
    name: "R",
    conditions: [{ field: "text" as const, op: "contains_any" as const, value: ["refund", "aaaaaaab"] }],
    effects: { urgency: "now" as const },
  },
];

const stats = assumeReports({ docCount: 0, df: new Map() });
const groupable = (text: string, id = "i") => ({
  id,
  issueId: `of ${id}`,
  terms: countTerms(null, text, "en"),
  title: text.slice(0, 300),
  text,
  component: null,
  fingerprint: null,
  severity: "minor" as const,
  type: "functional" as const,
  language: "en",
  itemCount: 1,
  state: "new" as const,
});
const sides = (text: string) =>
  [sideOf(groupable(text), stats), sideOf(groupable(`x ${text}`), stats)] as const;
const filledLine = (text: string) => ({
  ts: text,
  time: text,
  status: 200,
  method: "GET",
  path: text,
  route: text,
  service: text,
  consumer: text,
  version: text,
  userAgent: text,
  client_ip: text,
});
const filledEntry = (text: string) => ({
  started_at: 1_790_000_000_000,
  request: { method: text, uri: text, url: text, headers: { "user-agent": text }, size: text, id: text },
  response: { status: 200, headers: { "x-app-version": text }, size: text },
  latencies: { request: text, proxy: text },
  route: { paths: [`~/${text}`], name: text },
  service: { name: text },
  consumer: { username: text },
  trace_id: { w3c: text },
});
/** JSON where the text is some, and otherwise the text as one value. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return { value: text };
  }
};

const measure = (max: number, run: (text: string) => unknown): TextFunction => ({ max, run });

const RULES = BUILT_IN_RULES.map((rule) => ({ ...rule, isBuiltIn: true }));
const timedLine = (text: string) => ({
  method: text,
  path: text,
  status: 200,
  latencyMs: 1,
  firstByteMs: 1,
  signs: { upgrade: text, scheme: text, grpcType: text, contentType: text },
});

export const TEXT_FUNCTIONS: Readonly<Record<string, TextFunction>> = {
  "components/launches/component-draft.ts#problemsOf": measure(LINE_MAX, (text) =>
    problemsOf(
      {
        key: "k",
        name: text,
        slug: text,
        isSlugTyped: true,
        keywords: text,
        routePatterns: text,
        ownerTeamId: null,
      },
      [],
    ),
  ),
  "components/launches/component-draft.ts#readWords": measure(LINE_MAX, readWords),
  "components/launches/component-draft.ts#slugFrom": measure(LINE_MAX, slugFrom),
  "components/triage/label-text.ts#cutLabel": measure(LINE_MAX, (text) => cutLabel(text, 1e9 - 1)),
  "components/triage/label-text.ts#labelWidth": measure(LINE_MAX, (text) => labelWidth(text, 1e9)),
  "components/ui/filter-tokens.ts#parseTokens": measure(LINE_MAX, (text) => parseTokens(text, ["text"])),
  "components/ui/filter-tokens.ts#suggestTokens": measure(LINE_MAX, (text) =>
    suggestTokens(text, [{ key: "a", label: "A" }], []),
  ),
  "contracts/board.ts#isSearch": measure(2_000, isSearch),
  "contracts/board.ts#parseFilter": measure(2_000, parseFilter),
  "server/ai/guard.ts#fence": measure(LINE_MAX, (text) => fence([{ text, title: text }])),
  "server/ai/guard.ts#redact": measure(TEXT_MAX, redact),
  "server/ai/guard.ts#redactDeep": measure(TEXT_MAX, (text) => redactDeep(parsed(text))),
  "server/intake/drafts.ts#toDraft": measure(BODY_MAX, (text) => [
    toDraft(raw("api", bodyOf(text))),
    toDraft(raw("form", text, "application/x-www-form-urlencoded")),
    toDraft(raw("zendesk", ticket(`<p>${text}`))),
  ]),
  "contracts/contact.ts#readContact": measure(BODY_MAX, (text) => [
    readContact(text),
    readContact(`a@${text}`),
    readContact(`${text}<a@b.example>`),
  ]),
  "contracts/contact.ts#readPhone": measure(BODY_MAX, (text) => [
    readPhone(text),
    readPhone(`+49 ${text}`),
    readPhone(`tel. (0)${text} ext. 12`),
  ]),
  "server/monitoring/log-formats/mend-line.ts#mendLine": measure(BODY_MAX, (text) =>
    mendLine(new TextEncoder().encode(text)),
  ),
  "contracts/moment.ts#readMoment": measure(BODY_MAX, (text) => [
    readMoment(text),
    readMoment(text.slice(0, 60)),
    readMoment(`2026-11-24T09:30:00.${text}`.slice(0, 60)),
  ]),
  "contracts/moment.ts#describeRefusal": measure(BODY_MAX, (text) => describeRefusal(text, "is no time")),
  "contracts/moment.ts#readLocalField": measure(BODY_MAX, readLocalField),
  "contracts/moment.ts#readZonedField": measure(BODY_MAX, (text) => [
    readZonedField(text, "Europe/Berlin"),
    readZonedField(`2026-11-24T09:30${text}`, "Europe/Berlin"),
  ]),
  "contracts/moment.ts#momentInZone": measure(BODY_MAX, (text) => momentInZone(text, "Europe/Berlin")),
  "server/intake/occurred.ts#readOccurred": measure(BODY_MAX, (text) => readOccurred(text, at)),
  "server/intake/occurred.ts#timeNotTaken": measure(BODY_MAX, (text) => timeNotTaken(text, at)),
  "contracts/cut-text.ts#cutText": measure(BODY_MAX, (text) => cutText(text, text.length >> 1)),
  "server/intake/plain-text.ts#htmlToText": measure(BODY_MAX, htmlToText),
  "server/intake/plain-text.ts#isHtml": measure(BODY_MAX, isHtml),
  "server/intake/plain-text.ts#tidyLine": measure(BODY_MAX, (text) => tidyLine(text, BODY_MAX)),
  "server/intake/plain-text.ts#tidyText": measure(BODY_MAX, (text) => tidyText(text, BODY_MAX)),
  "server/intake/sources/api.ts#readApiItem": measure(BODY_MAX, (text) =>
    readApiItem(raw("api", bodyOf(text))),
  ),
  "server/intake/sources/decode.ts#asFields": measure(BODY_MAX, (text) => asFields(parsed(text))),
  "server/intake/sources/decode.ts#contextOf": measure(BODY_MAX, (text) =>
    contextOf({ url: text, route: text, userAgent: text, tags: text.includes('"') ? text.split('"') : text }),
  ),
  "server/intake/read-fields.ts#decodeFields": measure(BODY_MAX, (text) => [
    decodeFields("application/json", new TextEncoder().encode(text)),
    decodeFields("application/x-www-form-urlencoded", new TextEncoder().encode(text)),
  ]),
  "server/intake/read-fields.ts#readFields": measure(BODY_MAX, (text) => [
    readFields("application/json", new TextEncoder().encode(`{"a":"${text}`)),
    readFields("text/plain; charset=iso-8859-1", Buffer.from(`${text}\u00e4`, "latin1")),
  ]),
  "server/intake/salvage.ts#decodeText": measure(BODY_MAX, (text) =>
    decodeText(Buffer.from(`${text}\u00e4`, "latin1"), "iso-8859-2"),
  ),
  "server/intake/salvage.ts#salvageJson": measure(BODY_MAX, (text) => [
    salvageJson(text),
    salvageJson(`{"a":"${text}"}`),
    salvageJson(`{"a":["${text.replaceAll("a", '"')}`),
    salvageJson(`{"a":"${text.replaceAll("a", '",')}`),
    salvageJson(`{"a":"${text.replaceAll("a", '" ,\n"')}`),
  ]),
  "server/intake/sources/decode.ts#localeOf": measure(LINE_MAX, localeOf),
  "server/intake/sources/decode.ts#mediaType": measure(LINE_MAX, mediaType),
  "server/intake/sources/form.ts#readForm": measure(BODY_MAX, (text) => [
    readForm(raw("form", bodyOf(text))),
    readForm(raw("form", text, "application/x-www-form-urlencoded")),
  ]),
  "server/intake/sources/zendesk-authorship.ts#readAuthorship": measure(BODY_MAX, (text) => {
    const fields = { [text]: text, comment_type: text };
    return readAuthorship({
      comments: [fields, { [text]: text, is_public: text }],
      people: [fields, { role: text }],
      tops: [fields],
      via: [text],
      identities: {
        authorId: text,
        authorEmail: text,
        requesterId: text,
        requesterEmail: text,
        assigneeId: text,
      },
    });
  }),
  "server/intake/sources/zendesk-text.ts#attachedText": measure(BODY_MAX, (text) => attachedText([text])),
  "server/intake/sources/zendesk-text.ts#attachmentNames": measure(BODY_MAX, (text) => [
    attachmentNames(text),
    attachmentNames([text, { file_name: text }]),
  ]),
  "server/intake/sources/zendesk-text.ts#readComment": measure(BODY_MAX, (text) => [
    readComment(text),
    readComment(`----------\n\n${text}`),
    readComment(`----------\n\nA, 2 Nov 2026\n\nAttachment(s):\n${text}`),
  ]),
  "server/intake/sources/zendesk-text.ts#unrenderedIn": measure(BODY_MAX, unrenderedIn),
  "server/intake/sources/zendesk.ts#peekAtZendesk": measure(BODY_MAX, (text) =>
    peekAtZendesk("application/json", new TextEncoder().encode(ticket(text))),
  ),
  "server/intake/sources/zendesk.ts#isZendeskSigned": measure(BODY_MAX, (text) =>
    isZendeskSigned(["s"], { get: () => text }, new TextEncoder().encode(text), 0, (a, b) => a === b),
  ),
  "server/intake/sources/zendesk.ts#readZendesk": measure(BODY_MAX, (text) => [
    readZendesk(raw("zendesk", ticket(text))),
    readZendesk(raw("zendesk", ticket(`<p>${text}`))),
  ]),
  "server/intake/sources/zendesk.ts#noReportReason": measure(BODY_MAX, (text) =>
    noReportReason("application/json", new TextEncoder().encode(ticket(text))),
  ),
  "server/intake/sources/zendesk.ts#zendeskTime": measure(BODY_MAX, (text) =>
    zendeskTime("application/json", new TextEncoder().encode(JSON.stringify({ time: text }))),
  ),
  "server/intake/sources/zendesk-withdrawals.ts#readWithdrawal": measure(BODY_MAX, (text) => [
    readWithdrawal(
      "application/json",
      new TextEncoder().encode(JSON.stringify({ type: text, detail: { id: text } })),
    ),
    readWithdrawal(
      "application/json",
      new TextEncoder().encode(
        JSON.stringify({
          type: "zen:event-type:ticket.comment_redacted",
          detail: { id: "1" },
          event: { comment: { id: text, body: text } },
        }),
      ),
    ),
  ]),
  "server/launches/route-patterns.ts#componentOfRoute": measure(2_000, (text) =>
    componentOfRoute([{ id: "c", routePatterns: ["/a/*", "/:b/{c}"] }], text),
  ),
  "server/http/address.ts#readAddress": measure(BODY_MAX, (text) => readAddress(text, text)),
  "server/platform/network.ts#networkOf": measure(16_384, (text) => networkOf(text)),
  "server/platform/network.ts#reachOf": measure(16_384, (text) => reachOf(text)),
  "server/tenancy/recipients.ts#mailboxOf": measure(LINE_MAX, (text) => mailboxOf(text)),
  "server/platform/json.ts#decodeUtf8": measure(BODY_MAX, (text) => decodeUtf8(Buffer.from(text))),
  "server/platform/json.ts#exceedsJsonLimits": measure(BODY_MAX, (text) =>
    exceedsJsonLimits(Buffer.from(text)),
  ),
  "server/platform/json.ts#parseJsonBytes": measure(BODY_MAX, (text) =>
    parseJsonBytes(Buffer.from(JSON.stringify(text))),
  ),
  "server/platform/json.ts#storableJson": measure(BODY_MAX, (text) => [
    storableJson(text),
    storableJson(`${text}\ud83d\u0000`),
  ]),
  "server/platform/json.ts#storableValue": measure(BODY_MAX, (text) => storableValue({ a: `${text}\ud83d` })),
  "server/platform/json.ts#parseJsonText": measure(BODY_MAX, (text) => [
    parseJsonText(text),
    parseJsonText(JSON.stringify([text])),
  ]),
  "server/launches/route-patterns.ts#segmentsOf": measure(LINE_MAX, segmentsOf),
  "server/launches/route-patterns.ts#isOpen": measure(LINE_MAX, isOpen),
  "server/launches/route-patterns.ts#readPattern": measure(2_000, readPattern),
  "server/launches/route-patterns.ts#readPatterns": measure(2_000, (text) =>
    readPatterns([{ id: "c", routePatterns: [text, "/a/*"] }]),
  ),
  "server/launches/route-patterns.ts#matchesPattern": measure(2_000, (text) =>
    matchesPattern(readPattern(text), segmentsOf(text)),
  ),
  "server/launches/route-patterns.ts#patternOf": measure(2_000, (text) =>
    patternOf(readPatterns([{ id: "c", routePatterns: [text, "/a/*"] }]), segmentsOf(text)),
  ),
  "server/launches/route-positions.ts#notePositions": measure(LINE_MAX, (text) =>
    notePositions(noPositions(), routeTemplate(pathOf(text)), [], 1, 0),
  ),
  "server/launches/route-positions.ts#learnedRoute": measure(LINE_MAX, (text) => {
    const positions = noPositions();
    const template = routeTemplate(pathOf(text));
    notePositions(positions, template, [], 1, 0);
    return learnedRoute(positions, template, [true]);
  }),
  "server/monitoring/latency-of.ts#schemeOf": measure(LINE_MAX, schemeOf),
  "server/monitoring/latency-of.ts#connectionOf": measure(LINE_MAX, (text) => connectionOf(timedLine(text))),
  "server/monitoring/latency-of.ts#latencyOfLine": measure(LINE_MAX, (text) =>
    latencyOfLine(timedLine(text)),
  ),
  "server/monitoring/route-cap.ts#admitRoutes": measure(LINE_MAX, (text) => {
    const path = pathOf(text);
    const judge = new TrafficJudge({
      components: [{ id: "c", routePatterns: ["/a/*", "/*"] }],
      rules: RULES,
    });
    const { owner } = judge.classify({ method: "GET", path, userAgent: cutText(text, 300), consumer: null });
    const row = { route: routeTemplate(path), path, status: 200, isRouteNamed: false };
    return admitRoutes(noRoutes(), [row], [{ owner, isUse: true }], judge.patterns, 0);
  }),
  "server/monitoring/log-formats/generic.ts#readGeneric": measure(BODY_MAX, (text) => [
    readGeneric(filledLine(text)),
    readGeneric({ ...filledLine(text), ts: 1_790_000_000_000 }),
  ]),
  "server/monitoring/log-formats/kong.ts#looksLikeKong": measure(BODY_MAX, (text) =>
    looksLikeKong(filledEntry(text)),
  ),
  "server/monitoring/log-formats/kong.ts#readKong": measure(BODY_MAX, (text) => readKong(filledEntry(text))),
  "server/monitoring/log-formats/duration.ts#readDuration": measure(BODY_MAX, (text) => [
    readDuration(text, "ms"),
    readDuration(cutText(text, 200), "s"),
    readDuration([text], null),
  ]),
  "server/monitoring/log-formats/duration.ts#bareNumber": measure(BODY_MAX, bareNumber),
  "server/monitoring/log-formats/duration-fields.ts#measureOf": measure(BODY_MAX, (text) =>
    measureOf({ latencyMs: text }, "latencyMs", NO_WITNESS),
  ),
  "server/monitoring/log-formats/duration-fields.ts#witnessed": measure(BODY_MAX, (text) =>
    witnessed("latencyMs", "ms", text, NO_WITNESS),
  ),
  "server/monitoring/log-formats/line-example.ts#lineExample": measure(BODY_MAX, (text) => [
    lineExample(filledLine(text), text),
    lineExample({ [text]: text, path: text, status: text }, text),
    lineExample(null, text),
  ]),
  "server/monitoring/log-formats/line-example.ts#valueExample": measure(BODY_MAX, (text) =>
    valueExample("latencyMs", text),
  ),
  "server/monitoring/log-formats/line-example.ts#scrubText": measure(BODY_MAX, scrubText),
  "server/monitoring/log-formats/log-row.ts#methodOf": measure(BODY_MAX, methodOf),
  "server/monitoring/log-formats/log-row.ts#numberOf": measure(BODY_MAX, numberOf),
  "server/monitoring/log-formats/log-row.ts#sizeOf": measure(BODY_MAX, sizeOf),
  "server/monitoring/log-formats/log-row.ts#statusOf": measure(BODY_MAX, statusOf),
  "server/monitoring/log-formats/log-row.ts#textOf": measure(BODY_MAX, (text) => textOf(text, BODY_MAX)),
  "server/launches/route-template.ts#routeTemplate": measure(LINE_MAX, routeTemplate),
  "server/launches/route-template.ts#pathOf": measure(LINE_MAX, pathOf),
  "server/launches/route-template.ts#withoutMethod": measure(LINE_MAX, withoutMethod),
  "server/launches/route-template.ts#scrubPath": measure(LINE_MAX, scrubPath),
  "server/communication/answering-machines.ts#addressIn": measure(LINE_MAX, addressIn),
  "server/communication/answering-machines.ts#isAnsweringMachine": measure(LINE_MAX, (text) => [
    isAnsweringMachine(text, "a@b.example"),
    isAnsweringMachine(`${text}@b.example`, "a@b.example"),
  ]),
  "server/communication/answering-machines.ts#mayBeAcknowledged": measure(LINE_MAX, (text) =>
    mayBeAcknowledged([{ email: text }], new Map(), "a@b.example"),
  ),
  "server/pipeline/conversations.ts#joinedText": measure(TEXT_MAX, (text) => joinedText([text, text])),
  "server/pipeline/incoming.ts#hashOf": measure(TEXT_MAX, hashOf),
  "server/pipeline/incoming.ts#incomingOf": measure(BODY_MAX, (text) => incomingOf(arrivalOf(text))),
  "server/pipeline/label-report.ts#readEarly": measure(TEXT_MAX, (text) =>
    readEarly(incomingAs(text), { ...launch, rules }),
  ),
  "server/pipeline/label-report.ts#labelReport": measure(TEXT_MAX, (text) =>
    labelReport(incomingAs(text), { ...launch, rules }, new Set(), spared, completion),
  ),
  "server/pipeline/reading.ts#classifyIncoming": measure(TEXT_MAX, (text) =>
    classifyIncoming(incomingAs(text), { ...launch, rules }, spared, completion, new Set()),
  ),
  "server/pipeline/report-reader.ts#OPERATIONS": measure(BODY_MAX, (text) => {
    const { incoming, early } = OPERATIONS.read(shared, arrivalOf(text));
    return [
      OPERATIONS.reread(shared, incoming),
      OPERATIONS.classifyIncoming(shared, { incoming, early, completion }),
      OPERATIONS.classify(shared, incoming),
      OPERATIONS.relabel(shared, { report: incoming, early, completion, bursting: [] }),
    ];
  }),
  "server/pipeline/unreadable.ts#unreadableReading": measure(BODY_MAX, (text) =>
    unreadableReading(arrivalOf(text), "x"),
  ),
  "server/tenancy/password-rules.ts#refusePassword": measure(LINE_MAX, (text) =>
    refusePassword(text, [text]),
  ),
  "server/tenancy/slugs.ts#slugOf": measure(LINE_MAX, slugOf),
  "server/reading/mail-signature.ts#cutSignature": measure(TEXT_MAX, (text) => {
    const lines = new TextLines(text);
    return cutSignature(lines, { from: 0, to: lines.count });
  }),
  "server/reading/split-quote.ts#splitQuote": measure(TEXT_MAX, (text) => [
    splitQuote(text),
    splitQuote(`x\n${text}`),
    splitQuote(text.replaceAll(" ", "\n")),
  ]),
  "server/reading/split-quote.ts#splitSubject": measure(LINE_MAX, (text) => [
    splitSubject(text, true),
    splitSubject(`re: ${text}`, true),
  ]),
  "server/reading/assertion.ts#isAsserted": measure(TEXT_MAX, (text) => {
    const read = readText(text);
    const cues = readCues(read);
    const hit = {
      value: null,
      start: Math.max(0, read.words.length - 1),
      end: Math.max(0, read.words.length - 1),
      gaps: [],
    };
    return isAsserted(cues, hit);
  }),
  "server/reading/assertion.ts#readCues": measure(TEXT_MAX, (text) => readCues(readText(text))),
  "server/reading/automatic-mail.ts#readAutomaticMail": measure(TEXT_MAX, (text) =>
    readAutomaticMail({ title: title(text), text, sender: title(text) }),
  ),
  "server/reading/classify-offline.ts#classifyOffline": measure(TEXT_MAX, (text) =>
    classifyOffline({ title: title(text), text }),
  ),
  "server/reading/classify-severity.ts#classifySeverity": measure(TEXT_MAX, (text) =>
    classifySeverity(title(text), text, "functional", "en"),
  ),
  "server/reading/classify-type.ts#classifyType": measure(TEXT_MAX, (text) =>
    classifyType(title(text), clipText(text), { isFloorStated: false, sentiment: "neutral" }),
  ),
  "server/reading/component.ts#readComponent": measure(TEXT_MAX, (text) =>
    readComponent(
      { title: title(text), text, context: { route: title(text) } },
      [{ slug: "c", name: "Checkout", keywords: ["pay"], routePatterns: ["/pay/*"] }],
      "en",
    ),
  ),
  "server/reading/fingerprint.ts#errorSignature": measure(TEXT_MAX, (text) =>
    errorSignature({ title: title(text), text }),
  ),
  "server/reading/fingerprint.ts#fingerprintOf": measure(TEXT_MAX, (text) =>
    fingerprintOf({ title: title(text), text }),
  ),
  "server/reading/fingerprint.ts#reportedRoute": measure(2_000, reportedRoute),
  "server/reading/fingerprint.ts#storedSpelling": measure(LINE_MAX, storedSpelling),
  "server/reading/fingerprint.ts#routeMentions": measure(TEXT_MAX, routeMentions),
  "server/reading/fold-text.ts#clipText": measure(TEXT_MAX, clipText),
  "server/reading/fold-text.ts#foldText": measure(TEXT_MAX, foldText),
  "server/triage/grouping.ts#decideGroup": measure(TEXT_MAX, (text) =>
    decideGroup(groupable(text), [groupable(text, "j")], stats),
  ),
  "server/triage/grouping.ts#groupBatch": measure(TEXT_MAX, (text) =>
    groupBatch([groupable(text), groupable(text, "j"), groupable("x", "k")], stats),
  ),
  "server/triage/grouping.ts#scoreByNeighbours": measure(TEXT_MAX, (text) =>
    scoreByNeighbours(groupable(text), [groupable(text, "j")], stats),
  ),
  "server/triage/grouping.ts#rankCandidates": measure(TEXT_MAX, (text) =>
    rankCandidates(groupable(text), [groupable(text, "j")], stats).map((r) => r.evidence()),
  ),
  "server/reading/injection.ts#detectInjection": measure(TEXT_MAX, detectInjection),
  "server/triage/issue-title.ts#issueTitle": measure(TEXT_MAX, (text) => [
    issueTitle({ title: title(text), text }),
    issueTitle({ title: null, text }),
  ]),
  "server/reading/language.ts#detectLanguage": measure(TEXT_MAX, detectLanguage),
  "server/reading/language.ts#functionWordVotes": measure(TEXT_MAX, functionWordVotes),
  "server/reading/read-languages.ts#unreadLanguageOf": measure(TEXT_MAX, (text) => [
    unreadLanguageOf(text, { language: "und", confidence: 0 }, false),
    unreadLanguageOf(text, { language: "is", confidence: 0.9 }, false),
  ]),
  "server/reading/likeness.ts#evidenceOf": measure(TEXT_MAX, (text) => {
    const [a, b] = sides(text);
    return evidenceOf(likeness(a, b), a, b);
  }),
  "server/reading/likeness.ts#likeness": measure(TEXT_MAX, (text) => likeness(...sides(text))),
  "server/reading/likeness.ts#refine": measure(TEXT_MAX, (text) => {
    const [a, b] = sides(text);
    return refine(a, b, likeness(a, b));
  }),
  "server/reading/likeness.ts#sideOf": measure(TEXT_MAX, (text) => sideOf(groupable(text), stats)),
  "server/reading/place.ts#placesOf": measure(2_000, (text) => placesOf({ url: text, route: text })),
  "server/reading/symptoms.ts#readSymptoms": measure(TEXT_MAX, (text) =>
    readSymptoms({ title: title(text), text, statusCode: null }),
  ),
  "server/reading/confirmation.ts#isConfirmation": measure(TEXT_MAX, isConfirmation),
  "server/reading/preamble.ts#withoutGreeting": measure(TEXT_MAX, (text) => [
    withoutGreeting(text),
    withoutGreeting(`Hi ${text}`),
  ]),
  "server/reading/preamble.ts#withoutPreamble": measure(TEXT_MAX, (text) => [
    withoutPreamble(text),
    withoutPreamble(`Hi ${text}`),
    withoutPreamble(`Just so you know${text}`),
  ]),
  "server/reading/read-text.ts#readText": measure(TEXT_MAX, readText),
  "server/reading/component.ts#componentFromRoute": measure(2_000, (text) =>
    componentFromRoute([{ slug: "c", routePatterns: ["/a/*"] }], text),
  ),
  "server/triage/routing.ts#evaluateRules": measure(TEXT_MAX, (text) =>
    evaluateRules(rules, { sourceKind: "form", sourceName: "F", title: title(text), text, component: null }),
  ),
  "server/reading/own-words.ts#hasWords": measure(TEXT_MAX, (text) => hasWords(text, 1e9)),
  "server/reading/own-words.ts#ownTerms": measure(TEXT_MAX, (text) => ownTerms(title(text), text, "en")),
  "server/reading/own-words.ts#ownWords": measure(TEXT_MAX, (text) => [
    ownWords(text),
    ownWords(`I cannot pay here any more. ${text} Thanks, Ruth`),
    ownWords(`Any news?\nOn Monday Ruth wrote:\n${text}`),
  ]),
  "server/reading/sentiment.ts#readSentiment": measure(TEXT_MAX, readSentiment),
  "server/reading/severity.ts#severityFloor": measure(TEXT_MAX, (text) =>
    severityFloor({ title: title(text), text }),
  ),
  "server/reading/severity.ts#findStatedFloors": measure(TEXT_MAX, (text) =>
    findStatedFloors({ title: title(text), text }),
  ),
  "server/reading/spam.ts#judgeSpam": measure(TEXT_MAX, (text) => [
    judgeSpam({ title: title(text), text, sender: null, isModelSure: false, floor: null }),
    judgeSpam({
      title: "Out of office",
      text: `I am on vacation. ${text}`,
      sender: null,
      isModelSure: false,
      floor: null,
    }),
  ]),
  "server/reading/search-keys.ts#isCodeSearch": measure(2_000, isCodeSearch),
  "server/reading/search-keys.ts#personKeys": measure(LINE_MAX, (text) =>
    personKeys({ name: text, email: text, accountKey: text }),
  ),
  "server/reading/search-keys.ts#readSearch": measure(2_000, readSearch),
  "server/reading/search-keys.ts#reportKeys": measure(TEXT_MAX, (text) =>
    reportKeys({ title: title(text), text, context: { tags: [text], contact: text }, accountKey: null }),
  ),
  "server/reading/tokens.ts#countTerms": measure(TEXT_MAX, (text) => countTerms(title(text), text, "en")),
  "server/reading/tokens.ts#rareTerms": measure(TEXT_MAX, (text) =>
    rareTerms(countTerms(null, text, "en"), stats),
  ),
  "server/reading/tokens.ts#termsOf": measure(TEXT_MAX, (text) => termsOf(title(text), text, "de")),
  "server/reading/tokens.ts#wordsBehind": measure(TEXT_MAX, (text) => wordsBehind(title(text), text, "en")),
  "server/reading/trigrams.ts#trigramSimilarity": measure(BRIEF_MAX, (text) =>
    trigramSimilarity(trigramsOf(text), trigramsOf(`x${text}`)),
  ),
  "server/reading/trigrams.ts#trigramsOf": measure(TEXT_MAX, trigramsOf),
};

/** Exported by the same rooms, but never given anything a stranger wrote: what it takes is a value of ours. */
export const NOT_TEXT: Readonly<Record<string, string>> = {
  "server/launches/route-positions.ts#noPositions": "takes nothing",
  "server/monitoring/route-cap.ts#noRoutes": "takes nothing",
  "server/monitoring/route-cap.ts#learnRoutes": "what admitRoutes is made of",
  "server/http/address.ts#normaliseAddress": "hands on to readAddress",
  "server/platform/network.ts#isEverybody": "compares two networks",
  "components/launches/component-draft.ts#emptyComponent": "takes nothing",
  "components/launches/component-draft.ts#readComponent": "is made of slugFrom and readWords",
  "contracts/moment.ts#toZonedField": "takes a moment",
  "contracts/moment.ts#ownMoment": "takes what we wrote, and hands on to readMoment",
  "contracts/board.ts#formatFilter": "writes what parseFilter read",
  "contracts/board.ts#sinceMs": "takes a checked value of a filter",
  "contracts/board.ts#listInput": "takes a checked filter",
  "contracts/board.ts#boardInput": "takes a checked filter",
  "contracts/board.ts#inboxInput": "takes an id and two checked words",
  "contracts/board.ts#navInputs": "takes an id",
  "server/intake/sources/zendesk.ts#signZendesk": "a hash over bytes",
  "server/pipeline/incoming.ts#isReporters": "compares words of ours",
  "server/pipeline/conversations.ts#ticketKeyOf": "takes two ids",
  "server/pipeline/conversations.ts#joinConversations": "compares hashes and ids, and is made of joinedText",
  "server/monitoring/log-formats/log-row.ts#isFields": "asks for the kind of a value",
  "server/triage/effort.ts#estimateEffort": "takes figures",
  "server/triage/group-plan.ts#planGroups": "is made of decideGroup",
  "server/triage/grouping.ts#assumeReports": "takes figures",
  "server/triage/grouping.ts#familyOf": "takes a type",
  "server/triage/impact.ts#computeImpact": "takes figures",
  "server/reading/likeness.ts#describeEvidence": "takes evidence: four words at most",
  "server/reading/likeness.ts#chooseTerms": "takes terms: eighty at most",
  "server/reading/phrases.ts#compilePhrases":
    "takes phrases of ours; what it makes is measured by readCues and severityFloor",
  "server/reading/phrases.ts#phrasesFor": "takes phrases of ours",
  "server/reading/place.ts#isPlace": "takes a term",
  "server/reading/place.ts#placeText": "takes a term",
  "server/triage/routing.ts#isEarlyRule": "takes a rule",
  "server/reading/decide-labels.ts#decideLabels": "takes labels",
  "server/reading/decide-labels.ts#personLabelsOf": "takes labels",
  "server/reading/severity.ts#applyFloor": "takes a classification",
  "server/reading/severity.ts#describeFloor": "takes a rule of ours",
  "server/reading/stated-fault.ts#statedFaultsOf": "takes floors of ours",
  "server/reading/symptoms.ts#symptomsOf": "counts what readSymptoms found",
  "server/reading/stated-fault.ts#isStatedFault": "takes a term",
  "server/reading/stated-fault.ts#statedFaultText": "takes a term",
  "server/reading/tokens.ts#documentFrequency": "takes a term",
  "server/reading/tokens.ts#termEntries": "takes terms: eighty at most",
  "server/reading/tokens.ts#termWeight": "takes a term",
  "server/triage/urgency.ts#urgencyOf": "takes figures",
  "server/triage/urgency.ts#decideUrgency": "takes labels",
  "server/pipeline/label-report.ts#ruleReason": "takes names of rules",
  "server/pipeline/report-reader.ts#makeReader": "is given what is measured as OPERATIONS",
};

/** Where text of strangers is read: single files, and folders whose files are all rules. */
export const TEXT_ROOMS = [
  "components/launches/component-draft.ts",
  "components/triage/label-text.ts",
  "components/ui/filter-tokens.ts",
  "contracts/board.ts",
  "contracts/contact.ts",
  "contracts/cut-text.ts",
  "contracts/moment.ts",
  "server/ai/guard.ts",
  "server/http/address.ts",
  "server/intake/drafts.ts",
  "server/intake/occurred.ts",
  "server/intake/plain-text.ts",
  "server/intake/read-fields.ts",
  "server/intake/salvage.ts",
  "server/intake/sources/",
  "server/launches/route-patterns.ts",
  "server/launches/route-positions.ts",
  "server/monitoring/latency-of.ts",
  "server/monitoring/log-formats/",
  "server/monitoring/route-cap.ts",
  "server/launches/route-template.ts",
  "server/communication/answering-machines.ts",
  "server/pipeline/conversations.ts",
  "server/pipeline/incoming.ts",
  "server/pipeline/label-report.ts",
  "server/pipeline/reading.ts",
  "server/pipeline/report-reader.ts",
  "server/pipeline/unreadable.ts",
  "server/platform/json.ts",
  "server/platform/network.ts",
  "server/tenancy/password-rules.ts",
  "server/tenancy/recipients.ts",
  "server/tenancy/slugs.ts",
  "server/reading/",
  "server/triage/",
] as const;
