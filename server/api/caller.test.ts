import { describe, expect, test } from "vitest";
import {
  describeProxyFault,
  PEER_HEADER,
  proxyFaultAtStart,
  proxyFaultOf,
  readCaller,
  readCallerAddress,
} from "./caller";

const from = (peer: string, headers: Record<string, string> = {}) =>
  new Headers({ [PEER_HEADER]: peer, ...headers });
const HTTP = { TRUSTED_PROXIES: 0, PUBLIC_URL: "http://steady.example" };
const HTTPS = { TRUSTED_PROXIES: 0, PUBLIC_URL: "https://steady.example" };

describe("the caller's address", () => {
  const headers = from("10.0.0.1", { "x-forwarded-for": "6.6.6.6, 198.51.100.7, 10.0.0.2" });

  test.each([
    [0, "10.0.0.1"],
    [1, "10.0.0.2"],
    [2, "198.51.100.7"],
  ])("with %d trusted proxies is %s, whatever the caller wrote before", (trusted, address) => {
    expect(readCallerAddress(headers, trusted)).toBe(address);
  });

  test("without a server that told it is unknown, not what the caller says", () => {
    expect(readCallerAddress(new Headers({ "x-forwarded-for": "6.6.6.6" }), 0)).toBe("unknown");
    expect(readCallerAddress(new Headers(), 1)).toBe("unknown");
  });

  test.each<[string, Record<string, string>, number, string]>([
    [
      "fewer hops than were announced: the first of them",
      { "x-forwarded-for": "6.6.6.6, 7.7.7.7" },
      3,
      "6.6.6.6",
    ],
    ["no hop where one was announced: the other end", {}, 1, "10.0.0.1"],
    ["blanks and empty entries do not count", { "x-forwarded-for": "6.6.6.6 ,, 7.7.7.7 ," }, 2, "6.6.6.6"],
    ["an endless entry is cut", { "x-forwarded-for": "9".repeat(500) }, 1, "9".repeat(60)],
  ])("%s", (_, sent, trusted, address) =>
    expect(readCallerAddress(from("10.0.0.1", sent), trusted)).toBe(address),
  );
});

describe("what limits count by, while no proxy is announced", () => {
  const forwarded = { "x-forwarded-for": "6.6.6.6, 203.0.113.9" };
  test.each<[string, Headers, typeof HTTP, { network: string; via: string | null }]>([
    ["a plain connection", from("203.0.113.1"), HTTP, { network: "203.0.113.1", via: null }],
    [
      "a stranger who claims another address",
      from("203.0.113.1", forwarded),
      HTTPS,
      { network: "203.0.113.1", via: null },
    ],
    ["this machine itself", from("127.0.0.1"), HTTP, { network: "127.0.0.1", via: null }],
    [
      "a proxy on this machine",
      from("::ffff:127.0.0.1", forwarded),
      HTTP,
      { network: "203.0.113.9", via: "127.0.0.1" },
    ],
    [
      "one that names the other end only",
      from("::1", { "x-real-ip": "2001:db8::7" }),
      HTTP,
      { network: "2001:db8::/64", via: "::/64" },
    ],
    [
      "one that says Forwarded",
      from("127.0.0.1", { forwarded: 'for=6.6.6.6, for="[2001:db8::7]:443";proto=https' }),
      HTTP,
      { network: "2001:db8::/64", via: "127.0.0.1" },
    ],
    [
      "one that names the other end as an address among others",
      from("127.0.0.1", { forwarded: "proto=https;FOR=203.0.113.9;by=10.0.0.1" }),
      HTTP,
      { network: "203.0.113.9", via: "127.0.0.1" },
    ],
    [
      "one that names it twice: the nearest proxy's word counts",
      from("127.0.0.1", { ...forwarded, "x-real-ip": "6.6.6.6" }),
      HTTP,
      { network: "203.0.113.9", via: "127.0.0.1" },
    ],
    [
      "one that tells nobody's address",
      from("127.0.0.1", { forwarded: "for=_hidden" }),
      HTTP,
      { network: "127.0.0.1", via: "127.0.0.1" },
    ],
    [
      "one that tells nothing, before an https site",
      from("127.0.0.1"),
      HTTPS,
      { network: "127.0.0.1", via: "127.0.0.1" },
    ],
    [
      "one that was announced and tells nothing",
      from("127.0.0.1"),
      { ...HTTP, TRUSTED_PROXIES: 1 },
      { network: "127.0.0.1", via: "127.0.0.1" },
    ],
    [
      "one in a private network that was announced and tells it otherwise",
      from("10.0.0.2", { "x-real-ip": "203.0.113.9" }),
      { ...HTTP, TRUSTED_PROXIES: 1 },
      { network: "203.0.113.9", via: "10.0.0.2" },
    ],
    [
      "a stranger who comes past the proxy that was announced",
      from("203.0.113.1"),
      { ...HTTP, TRUSTED_PROXIES: 1 },
      { network: "203.0.113.1", via: null },
    ],
    [
      "one in a private network, before an https site",
      from("172.18.0.2", forwarded),
      HTTPS,
      { network: "203.0.113.9", via: "172.18.0.2" },
    ],
    [
      "nobody knows where from, before an https site",
      new Headers({ ...forwarded, [PEER_HEADER]: "unknown" }),
      HTTPS,
      { network: "unknown", via: null },
    ],
    [
      "a neighbour in a private network without https",
      from("172.18.0.2", forwarded),
      HTTP,
      { network: "172.18.0.2", via: null },
    ],
  ])("%s", (_, headers, settings, expected) => {
    const { address, ...read } = readCaller(headers, settings);
    expect(read).toEqual(expected);
    expect(address).toBe(headers.get(PEER_HEADER));
  });

  test("an announced proxy is believed as far as it is announced, and nothing is hearsay", () => {
    expect(readCaller(from("127.0.0.1", forwarded), { ...HTTP, TRUSTED_PROXIES: 1 })).toEqual({
      address: "203.0.113.9",
      network: "203.0.113.9",
      via: null,
    });
  });
});

test.each<[number, Record<string, string>, ReturnType<typeof proxyFaultOf>]>([
  [0, {}, null],
  [0, { "x-forwarded-for": "203.0.113.9" }, "unannounced"],
  [0, { forwarded: "for=203.0.113.9" }, "unannounced"],
  [0, { "x-real-ip": "203.0.113.9" }, "unannounced"],
  [1, { "x-forwarded-for": "203.0.113.9" }, null],
  [1, { "x-forwarded-for": "6.6.6.6, 203.0.113.9" }, null],
  [1, {}, "no_header"],
  [1, { "x-forwarded-for": " , " }, "no_header"],
  [1, { "x-real-ip": "203.0.113.9" }, "no_header"],
  [2, { "x-forwarded-for": "203.0.113.9" }, "too_few_hops"],
  [2, { "x-forwarded-for": "6.6.6.6, 203.0.113.9" }, null],
])("with %d trusted proxies, %o says: %s", (trusted, headers, fault) => {
  expect(proxyFaultOf(from("10.0.0.1", headers), trusted)).toBe(fault);
});

test.each([
  ["https://steady.example.com", "0.0.0.0", 0, "unannounced"],
  ["https://steady.example.com", "0.0.0.0", 1, null],
  ["http://steady.example.com", "127.0.0.1", 0, "unannounced"],
  ["http://steady.example.com", "0.0.0.0", 0, null],
  ["http://localhost:3000", "127.0.0.1", 0, null],
  ["http://steady.example.com", "localhost", 0, "unannounced"],
  ["https://localhost", "127.0.0.1", 0, "unannounced"],
  ["http://127.0.0.1:3000", "localhost", 0, null],
  ["http://[::1]:3000", "::1", 0, null],
])("settings alone: %s on %s with %d proxies says %s", (PUBLIC_URL, HOST, TRUSTED_PROXIES, fault) => {
  expect(proxyFaultAtStart({ PUBLIC_URL, HOST, TRUSTED_PROXIES })).toBe(fault);
});

test.each([
  [
    "unannounced",
    0,
    /^Requests come through a proxy .+ one address\. Set TRUSTED_PROXIES to the number of proxies in front\.$/,
  ],
  [
    "no_header",
    1,
    /^TRUSTED_PROXIES is 1, but requests arrive without X-Forwarded-For: .+ can claim any address\.$/,
  ],
  [
    "too_few_hops",
    2,
    /^TRUSTED_PROXIES is 2, but requests have passed fewer proxies: .+ append to X-Forwarded-For\.$/,
  ],
] as const)("%s is told in words that say what to set", (fault, trusted, words) =>
  expect(describeProxyFault(fault, trusted)).toMatch(words),
);
