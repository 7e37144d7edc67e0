import { describe, expect, test } from "vitest";
import { isEverybody, networkOf, reachOf } from "./network";

describe("the network of an address", () => {
  test.each([
    ["203.0.113.9", "203.0.113.9"],
    [" 203.0.113.9 ", "203.0.113.9"],
    ["203.0.113.9:51234", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["::FFFF:cb00:7109", "203.0.113.9"],
    ["0:0:0:0:0:ffff:cb00:7109", "203.0.113.9"],
    ["[::ffff:203.0.113.9]:443", "203.0.113.9"],
    ["64:ff9b::203.0.113.9", "203.0.113.9"],
    ["2002:cb00:7109:1::5", "203.0.113.9"],
    ["2002:cb00:7109:ffff::5", "203.0.113.9"],
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
    ["[2001:db8:1:2::1]:443", "2001:db8:1:2::/64"],
    ["2001:db8:1:3::1", "2001:db8:1:3::/64"],
    ["fe80::1%eth0", "fe80::/64"],
    ["::1", "::/64"],
    ["127.0.0.1", "127.0.0.1"],
    ["[127.0.0.1]:80", "127.0.0.1"],
    ["[2001:db8:1:2::1]", "2001:db8:1:2::/64"],
    ["[fe80::1%eth0]:443", "fe80::/64"],
    ["64:ff9b::1:203.0.113.9", "64:ff9b::/64"],
    ["2001:0002::1", "2001:2::/64"],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test.each([
    "",
    "unknown",
    "nonsense",
    "203.0.113",
    "0x7f.0.0.1",
    "017700000001",
    "1.2.3.4.5",
    "203.0.113.999",
    "203.0.113.09",
    "0203.0.113.9",
    "_hidden",
    "x".repeat(5_000),
    "::1".repeat(2_000),
    "2001:db8::1::2",
    "x[2001:db8::1]",
    "[2001:db8::1]x",
    "[2001:db8::1]:123456",
    "x203.0.113.9:80",
    "203.0.113.9:80x",
    "203.0.113.9:123456",
    `::1${" ".repeat(80)}`,
  ])("of what is no address is one for all: %s", (text) => {
    expect(networkOf(text)).toBe("unknown");
  });
});

test.each([
  ["127.0.0.1", "machine"],
  ["::1", "machine"],
  ["::ffff:127.0.0.1", "machine"],
  ["10.1.2.3", "private"],
  ["172.18.0.2", "private"],
  ["::ffff:192.168.0.1", "private"],
  ["fd00::1", "private"],
  ["fe80::1%eth0", "private"],
  ["169.254.1.1", "private"],
  ["100.64.0.1", "private"],
  ["[10.0.0.1]:80", "private"],
  ["10.0.0.1:80", "private"],
  ["8.8.8.8", "public"],
  ["2001:4860::1", "public"],
  ["unknown", null],
])("%s is reached from: %s", (address, reach) => {
  expect(reachOf(address)).toBe(reach);
});

test("a proxy that tells nobody's address asks for everybody", () => {
  const [a, b] = [networkOf("203.0.113.9"), networkOf("127.0.0.1")];
  expect(isEverybody({ network: a, via: a })).toBe(true);
  expect(isEverybody({ network: a, via: b })).toBe(false);
  expect(isEverybody({ network: a, via: null })).toBe(false);
});
