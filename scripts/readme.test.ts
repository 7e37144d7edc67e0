import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { parseEnv } from "@/server/platform/env";

const readme = readFileSync("README.md", "utf8");
const project = JSON.parse(readFileSync("package.json", "utf8")) as {
  engines: { node: string };
  scripts: Record<string, string>;
};

describe("the README", () => {
  it("names the Node that package.json asks for", () => {
    const [, oldest] = /Needs Node ([\d.]+) or newer/.exec(readme) ?? [];
    expect(project.engines.node).toBe(`>=${oldest}`);
  });

  it("names commands that there are", () => {
    const named = [...readme.matchAll(/npm (?:run )?([a-z]+(?:[:-][a-z]+)*)/g)].map(([, name]) => name!);
    const own = named.filter((name) => name !== "ci");
    expect(own.length).toBeGreaterThan(15);
    expect(own.filter((name) => !project.scripts[name])).toEqual([]);
  });

  it("leads to files and folders that there are", () => {
    const table = readme.slice(readme.indexOf("### Finding one's way"), readme.indexOf("## Production"));
    const paths = [
      ...table.matchAll(/`((?:app|components|contracts|server|workers|prisma|scripts|docs)\/[^`]*)`/g),
    ].map(([, path]) => path!);
    expect(paths.length).toBeGreaterThan(60);
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
    const links = [...readme.matchAll(/\]\(((?!http)[^)]+)\)/g)].map(([, path]) => path!);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });

  it("names the ports and addresses that hold where nobody says otherwise", () => {
    const url = "postgresql://steady_app@127.0.0.1/steady";
    const env = parseEnv({
      STEADY_SECRET: "a secret for tests only, made of many letters",
      DATABASE_APP_URL: url,
      DATABASE_RELAY_URL: url,
      DATABASE_QUEUE_URL: url,
    });
    expect(readme).toContain(
      `web (port ${env.PORT}) and worker (probes on ${env.WORKER_HOST}:${env.WORKER_PORT})`,
    );
    expect(readme).toContain(`proxy_pass http://127.0.0.1:${env.PORT};`);
  });
});

/** Whether something has this path; `{a,b}` stands for both, `<kind>` for any. */
function isThere(path: string): boolean {
  const [, before, list, after] = /^([^{]*)\{([^}]*)\}([^{]*)$/.exec(path) ?? [];
  if (list) return list.split(",").every((one) => isThere(`${before}${one}${after}`));
  const isAny = path.includes("<");
  return isAny ? existsSync(dirname(path)) && readdirSync(dirname(path)).length > 0 : existsSync(path);
}
