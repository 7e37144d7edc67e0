import { promisify } from "node:util";
import { gzip } from "node:zlib";
import Negotiator from "negotiator";
import { textOfAnswer } from "./read-body";

/** Less than fits a packet is on its way sooner as it stands, bytes. */
const WORTH_BYTES = 1_024;

const pack = promisify(gzip);

/**
 * The answer to a read as gzip, for whoever takes it so: a screen's data is JSON of many rows alike, of which a tenth goes over the line.
 * Left as they are: answers to changes and refusals, which are small; what is small; what is sent piece by piece; and what says so
 * (no-transform), because there is a key in it: the length of a compressed answer tells whether what somebody put beside the key is like
 * it.
 */
export async function compressAnswer(request: Request, answer: Response): Promise<Response> {
  const { headers, status } = answer;
  if (request.method !== "GET" || !answer.ok || headers.has("transfer-encoding")) return answer;
  if (!headers.get("content-type")?.startsWith("application/json")) return answer;
  if (headers.get("cache-control")?.includes("no-transform")) return answer;
  headers.append("vary", "accept-encoding");
  const requested = { headers: { "accept-encoding": request.headers.get("accept-encoding") ?? "identity" } };
  if (new Negotiator(requested).encoding(["gzip", "identity"]) !== "gzip") return answer;
  const plain = await textOfAnswer(answer);
  if (Buffer.byteLength(plain) < WORTH_BYTES) return new Response(plain, { status, headers });
  const packed = await pack(plain);
  headers.set("content-encoding", "gzip");
  headers.set("content-length", String(packed.byteLength));
  return new Response(new Uint8Array(packed), { status, headers });
}
