/** Bodies that cost their reader more than their length: each shape fills a body of exactly so many bytes, in every format that is read. */

/** A text of `length` characters that repeats one thing, with something honest at its end. */
const TEXTS: Readonly<Record<string, (length: number) => string>> = {
  blanks: (length) => `${" ".repeat(length - 1)}x`,
  "blanks and line ends": (length) => " \t\n".repeat(length / 3),
  quotes: (length) => "\"'`".repeat(length / 3),
  brackets: (length) => "<([{".repeat(length / 4),
  "one character": (length) => "a".repeat(length),
  tags: (length) => "<p ".repeat(length / 3),
  entities: (length) => "&#x;&am".repeat(length / 7),
  addresses: (length) => "a@a.".repeat(length / 4),
  paths: (length) => "/a1/..//".repeat(length / 8),
};

/** Bytes where characters were expected: cut sequences, halves of pairs, NUL, other encodings. */
const INVALID = Buffer.from([0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x00, 0x22, 0x5c]);

export type Shape = { name: string; fill: (bytes: number) => Buffer };

const exactly = (text: Buffer, bytes: number): Buffer =>
  text.length >= bytes
    ? text.subarray(0, bytes)
    : Buffer.concat([text, Buffer.alloc(bytes - text.length, 0x20)]);

function repeated(unit: string, bytes: number, begin = "", end = ""): Buffer {
  const room = bytes - Buffer.byteLength(begin) - Buffer.byteLength(end);
  return exactly(Buffer.from(begin + unit.repeat(Math.floor(room / unit.length)) + end), bytes);
}

/** JSON bodies; `embed` puts a text where the route's main text goes. */
export function jsonShapes(embed: (text: string) => unknown): Shape[] {
  const around = (text: string) => JSON.stringify(embed(text));
  const overhead = Buffer.byteLength(around(""));
  return [
    { name: "many small values", fill: (bytes) => repeated("[],", bytes, "[", "[]]") },
    { name: "many numbers", fill: (bytes) => repeated("1,", bytes, "[", "1]") },
    {
      name: "many keys",
      fill: (bytes) => {
        const keys: string[] = [];
        for (let n = 0, size = 2; size < bytes - 20; n++) {
          const key = `"k${n.toString(36)}":0`;
          keys.push(key);
          size += key.length + 1;
        }
        return exactly(Buffer.from(`{${keys.join(",")}}`), bytes);
      },
    },
    {
      name: "deep lists",
      fill: (bytes) => exactly(Buffer.from("[".repeat(bytes / 2) + "]".repeat(bytes / 2)), bytes),
    },
    { name: "deep objects", fill: (bytes) => repeated('{"a":', bytes) },
    {
      name: "invalid encodings",
      fill: (bytes) =>
        exactly(Buffer.concat([Buffer.from('{"text":"'), Buffer.alloc(bytes, INVALID)]), bytes),
    },
    ...Object.entries(TEXTS).map(([name, text]): Shape => ({
      name,
      fill: (bytes) => {
        // Escaped, a text is longer than it is: how much, a piece of it tells.
        const escaping = (Buffer.byteLength(around(text(2_520))) - overhead) / 2_520;
        return exactly(Buffer.from(around(text(Math.floor((bytes - overhead) / escaping) - 12))), bytes);
      },
    })),
  ];
}

/** The fields of a form, escaped for an address. */
export const fieldShapes = (): Shape[] => [
  { name: "many fields", fill: (bytes) => repeated("a=1&", bytes, "text=x&") },
  { name: "percent signs", fill: (bytes) => repeated("%", bytes, "text=") },
  { name: "escaped blanks", fill: (bytes) => repeated("%20", bytes, "text=", "x") },
  { name: "plus signs", fill: (bytes) => repeated("+", bytes, "text=", "x") },
  { name: "invalid encodings", fill: (bytes) => repeated("%ff", bytes, "text=") },
];

const BOUNDARY = "----hostile";
const part = (head: string) => `--${BOUNDARY}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`;

/** The content type of `partShapes`. */
export const PARTS_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** The parts of a form with a screenshot. */
export const partShapes = (): Shape[] => [
  {
    name: "many parts",
    fill: (bytes) => repeated(`${part('name="a"')}x\r\n`, bytes, "", `--${BOUNDARY}--\r\n`),
  },
  {
    name: "one long field",
    fill: (bytes) => repeated(" ", bytes, part('name="text"'), `\r\n--${BOUNDARY}--\r\n`),
  },
  { name: "almost boundaries", fill: (bytes) => repeated("\r\n------hostil", bytes, part('name="text"')) },
  { name: "line ends", fill: (bytes) => repeated("\r\n", bytes, part('name="text"')) },
  { name: "long headers", fill: (bytes) => repeated("a: b\r\n", bytes, `--${BOUNDARY}\r\n`) },
  {
    name: "no picture",
    fill: (bytes) =>
      repeated(
        "\x89PNG",
        bytes,
        `${part('name="text"')}It hangs.\r\n${part('name="screenshot"; filename="a.png"')}`,
        `\r\n--${BOUNDARY}--\r\n`,
      ),
  },
  { name: "no boundary at all", fill: (bytes) => repeated("x", bytes) },
];

/** Log batches: as lines and as one array, plain; packed, some shapes of them fill what may be unpacked. */
export function logShapes(line: (text: string, n: number) => string): Shape[] {
  const lines = (bytes: number, text: string, begin: string, between: string, end: string) => {
    const all: string[] = [];
    for (let n = 0, size = begin.length; ; n++) {
      const entry = line(text, n);
      size += entry.length + between.length;
      if (size > bytes - end.length - 1) break;
      all.push(entry);
    }
    return exactly(Buffer.from(begin + all.join(between) + end), bytes);
  };
  return [
    ...jsonShapes((text) => JSON.parse(line(text, 0)) as unknown),
    {
      name: "honest lines as long as they may be",
      fill: (bytes) => lines(bytes, "x".repeat(700), "", "\n", "\n"),
    },
    { name: "an honest array", fill: (bytes) => lines(bytes, "x".repeat(700), "[", ",", "]") },
    { name: "short lines", fill: (bytes) => lines(bytes, "", "", "\n", "\n") },
    { name: "an object over many lines that never ends", fill: (bytes) => repeated('"a":\n', bytes, "{\n") },
    { name: "line ends", fill: (bytes) => repeated("\n", bytes, '{"a":1}\n') },
  ];
}

/** Requests that are none, or barely: sent as bytes over a bare connection to every port. */
export const RAW_REQUESTS: readonly string[] = [
  "GET // HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET //evil.example/%2e%2e HTTP/1.1\r\nhost: x\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET * HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET http://evil.example/ HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /%ZZ HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /f/%ZZ HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /%00 HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /%c0%ae%c0%ae/ HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /../../etc/passwd HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /_next/static/%2e%2e/%2e%2e/server/app.js HTTP/1.1\r\nhost: x\r\n\r\n",
  `GET /${"a/".repeat(4_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
  `GET /livez?${"a=1&".repeat(3_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
  `GET / HTTP/1.1\r\nhost: x\r\n${"a: b\r\n".repeat(3_000)}\r\n`,
  `GET / HTTP/1.1\r\nhost: x\r\ncookie: ${"a=b; ".repeat(3_000)}\r\n\r\n`,
  "GET / HTTP/1.1\r\n\r\n",
  "GET / HTTP/1.1\r\nhost: x/y\r\n\r\n",
  "GET / HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n",
  "GET / HTTP/1.0\r\n\r\n",
  "GET / HTTP/9.9\r\nhost: x\r\n\r\n",
  "GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
  "POST /api/v1/items HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffff\r\n",
  "POST /api/v1/items HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
  "POST /api/auth/callback/credentials HTTP/1.1\r\nhost: x\r\ncontent-length: 999999999\r\n\r\n",
  "CONNECT evil.example:443 HTTP/1.1\r\nhost: x\r\n\r\n",
  "TRACE / HTTP/1.1\r\nhost: x\r\n\r\n",
  "BREW /pot HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET / HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "GET /livez HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n",
  "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
  "\r\n\r\n\r\n",
  "\u0000\u0000\u0000\u0000",
  "GET /sign-in HTTP/1.1\r\nhost: x\r\ncookie: __Host-steady.session=%%%; =;;=\r\n\r\n",
  "GET /api/v1/events?org=%ZZ HTTP/1.1\r\nhost: x\r\nlast-event-id: 99999999999999999999\r\n\r\n",
  "GET /api/v1/attachments/..%2f..%2fx HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /api/trpc/a,b,c,d?batch=1&input=%7B HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /_next/data/x/%ZZ.json HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /_next/image?url=http://127.0.0.1 HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /?__nextDataReq=1 HTTP/1.1\r\nhost: x\r\nrsc: 1\r\nnext-router-state-tree: %5B\r\n\r\n",
  "GET /sign-in HTTP/1.1\r\nhost: x\r\nrsc: 1\r\nnext-router-prefetch: 1\r\nnext-router-segment-prefetch: /%ZZ\r\n\r\n",
  "POST /sign-in HTTP/1.1\r\nhost: x\r\nnext-action: 0000\r\ncontent-length: 2\r\n\r\n[]",
];
