import { describe, expect, test } from "vitest";
import { describeListenFailure } from "./listen-failure";

const failure = (code: string | undefined, syscall: string | undefined) =>
  Object.assign(new Error("no"), { code, syscall });

describe("why a server cannot listen", () => {
  test.each([
    ["EADDRINUSE", "listen", "another process listens there"],
    ["EACCES", "bind", "this user may not listen there"],
    ["EADDRNOTAVAIL", "listen", "this machine does not have that address"],
    ["ENOTFOUND", "getaddrinfo", "there is no such host"],
    ["EAI_AGAIN", "getaddrinfo", "there is no such host"],
    ["EWHATEVER", "listen", "EWHATEVER"],
  ])("%s of %s", (code, syscall, why) =>
    expect(describeListenFailure(failure(code, syscall), "0.0.0.0", 3000)).toBe(
      `cannot listen on 0.0.0.0 port 3000: ${why}`,
    ),
  );

  test.each<[string, unknown]>([
    ["a connection to somewhere else", failure("ECONNREFUSED", "connect")],
    ["a call whose name only holds the word", failure("EACCES", "relisten")],
    ["a call whose name only begins with it", failure("EACCES", "listened")],
    ["an error without a call", failure("EADDRINUSE", undefined)],
    ["an error without a code", failure(undefined, "listen")],
    ["nothing", null],
    ["not even that", undefined],
    ["a text", "EADDRINUSE listen"],
  ])("is another matter: %s", (_, error) => expect(describeListenFailure(error, "0.0.0.0", 3000)).toBeNull());
});
