import { expect, test } from "vitest";
import { latencyOfLine, schemeOf, type Timed } from "./latency-of";

const NO_SIGNS = { upgrade: null, scheme: null, grpcType: null, contentType: null };
const LONG = 1_800_000;
type Over = Partial<Omit<Timed, "signs">> & { signs?: Partial<Timed["signs"]> };
const line = ({ signs, ...over }: Over): Timed => ({
  method: "GET",
  path: "/x",
  status: 200,
  latencyMs: LONG,
  firstByteMs: null,
  ...over,
  signs: { ...NO_SIGNS, ...signs },
});

test.each<[string, Over, string]>([
  ["a switch of protocols", { status: 101 }, "upgrade"],
  ["a websocket over HTTP/2", { signs: { upgrade: "WebSocket" } }, "upgrade"],
  ["several offers, a websocket among them", { signs: { upgrade: "h2c, websocket" } }, "upgrade"],
  ["an extended CONNECT", { method: "CONNECT", signs: { upgrade: "websocket" } }, "upgrade"],
  ["a tunnel", { method: "CONNECT" }, "tunnel"],
  ["wss", { signs: { scheme: "WSS" } }, "upgrade"],
  ["ws", { signs: { scheme: "ws" } }, "upgrade"],
  ["events", { signs: { contentType: "text/event-stream;charset=UTF-8" } }, "stream"],
  ["a stream of JSON", { signs: { contentType: "application/stream+json" } }, "stream"],
  ["a stream of gRPC", { method: "POST", signs: { grpcType: "BIDI_STREAM" } }, "stream"],
  ["a watch", { method: "POST", path: "/grpc.health.v1.Health/Watch" }, "stream"],
  ["a reflection", { method: "POST", path: "/grpc.reflection.v1alpha.ServerReflection/Info" }, "stream"],
  ["an answer that goes on", { firstByteMs: 40 }, "stream"],
  ["an answer that went on for half a minute", { firstByteMs: LONG - 30_000 }, "stream"],
  ["a redirected websocket", { status: 399, signs: { upgrade: "websocket" } }, "upgrade"],
  ["a websocket that was told to go on", { status: 100, signs: { upgrade: "websocket" } }, "upgrade"],
])("%s is judged by its first byte", (_, over, connection) => {
  expect(latencyOfLine(line(over))).toEqual({
    connection,
    latencyMs: over.firstByteMs ?? null,
    lastedMs: LONG,
  });
  expect(latencyOfLine(line({ ...over, firstByteMs: 55 })).latencyMs).toBe(55);
});

test.each<[string, Over]>([
  ["an answer", {}],
  ["an answer whose first byte came late", { firstByteMs: LONG - 29_999 }],
  ["an answer without a first byte", { status: 204, latencyMs: LONG, firstByteMs: null }],
  ["a websocket that was no good request", { status: 400, signs: { upgrade: "websocket" } }],
  ["a status that is none", { status: 99, signs: { upgrade: "websocket" } }],
  ["another scheme that ends alike", { signs: { scheme: "xws" } }],
  ["another scheme that begins alike", { signs: { scheme: "wsx" } }],
  ["a refused websocket", { status: 403, signs: { upgrade: "websocket" } }],
  ["a failed stream", { status: 503, signs: { contentType: "text/event-stream" } }],
  ["nobody's answer", { status: null, signs: { upgrade: "websocket" } }],
  ["a tunnel that was refused", { method: "CONNECT", status: 502 }],
  ["an offer of h2c", { signs: { upgrade: "h2c" } }],
  ["one question and one answer by gRPC", { signs: { contentType: "application/grpc", grpcType: "unary" } }],
  ["a type that only begins alike", { signs: { contentType: "text/event-streamer" } }],
])("%s is judged by its whole time", (_, over) =>
  expect(latencyOfLine(line(over))).toEqual({ connection: null, latencyMs: LONG, lastedMs: null }),
);

test.each([
  ["wss://a.example/x", "wss"],
  ["HTTPS://a.example", "https"],
  ["/a/b?next=wss://x", null],
  ["", null],
  ["://a.example", null],
  ["websocket://a.example", "websocket"],
  ["websockets://a.example", null],
])("the scheme of %s is %s", (address, scheme) => expect(schemeOf(address)).toBe(scheme));

test("without a whole time nothing lasted", () =>
  expect(latencyOfLine(line({ latencyMs: null, firstByteMs: 40_000 }))).toEqual({
    connection: null,
    latencyMs: null,
    lastedMs: null,
  }));
