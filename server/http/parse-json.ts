import { cutText } from "@/contracts/cut-text";
import type { z } from "zod";
import { AppError } from "@/server/platform/errors";
import { parseJsonBytes } from "@/server/platform/json";

/**
 * A request's media type when it is one of those accepted.
 * @throws AppError UNSUPPORTED_MEDIA_TYPE also for another charset than UTF-8
 */
export function expectMediaType(request: Request, accepted: readonly string[]): string {
  const header = request.headers.get("content-type") ?? "";
  const [type = "", ...parameters] = header.split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters
    .find((p) => p.startsWith("charset="))
    ?.slice("charset=".length)
    .replaceAll('"', "");
  if (!accepted.includes(type) || (charset !== undefined && charset !== "utf-8" && charset !== "utf8"))
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", `Send ${accepted.join(" or ")} in UTF-8.`, {
      header: "Content-Type",
      accepted,
    });
  return type;
}

/**
 * Parses JSON and looks through it before anything else does.
 * @throws AppError BAD_REQUEST when it is not UTF-8 or not JSON; UNPROCESSABLE for too deep nesting, too many values, and, naming the path,
 * NUL and lone surrogates.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const value = parseJsonBytes(bytes);
  guardJson(value);
  return value;
}

type Visit = { value: unknown; path: string };

/** Without recursion, level by level. */
function guardJson(root: unknown): void {
  let level: Visit[] = [{ value: root, path: "" }];
  while (level.length > 0) {
    const next: Visit[] = [];
    for (const { value, path } of level) {
      if (typeof value === "string") guardText(value, path);
      else if (typeof value === "object" && value !== null) {
        for (const [key, child] of Object.entries(value)) {
          guardText(key, path);
          if (typeof child === "string" || (typeof child === "object" && child !== null))
            next.push({ value: child, path: path ? `${path}.${key}` : key });
        }
      }
    }
    level = next;
  }
}

/** Under the u flag a surrogate matches only when it has no other half. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Postgres refuses NUL in text and lone surrogates in jsonb. */
export function guardText(text: string, path: string): void {
  const where = cutText(path, 200);
  if (text.includes("\0"))
    throw new AppError("UNPROCESSABLE", `There is a NUL character in ${where || "the body"}.`, {
      path: where,
      reason: "unstorable_text",
    });
  if (LONE_SURROGATE.test(text))
    throw new AppError(
      "UNPROCESSABLE",
      `There is half a surrogate pair, which is not a character, in ${where || "the body"}.`,
      { path: where, reason: "unstorable_text" },
    );
}

/**
 * A value of the shape that a route takes.
 * @throws AppError UNPROCESSABLE with the first thing wrong with each field, as a sentence (`fields`) and as Zod's code (`fieldCodes`)
 */
export function expectShape<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  const fieldCodes: Record<string, string> = {};
  for (const issue of result.error.issues.slice(0, 30)) {
    const name = cutText(issue.path.map(String).join(".") || "body", 200);
    fields[name] ??= cutText(issue.message, 300);
    fieldCodes[name] ??= issue.code;
  }
  const [[field, message] = ["body", "is not valid"]] = Object.entries(fields);
  throw new AppError("UNPROCESSABLE", `${field}: ${message}`, { fields, fieldCodes });
}
