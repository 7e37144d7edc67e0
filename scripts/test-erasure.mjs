/**
 * Plants a marker wherever a reporter's words, name and address reach, erases the person, and looks for the marker in every table of the
 * database (server/pipeline/erasure.cases.int.test.ts). The last line says how often it was found; exit code 1 when that is not never.
 * `npm run test:erasure`
 */
import { spawn } from "node:child_process";

const run = spawn(
  "npx",
  ["vitest", "run", "--project", "integration", "server/pipeline/erasure.cases", ...process.argv.slice(2)],
  { stdio: ["ignore", "pipe", "inherit"] },
);
let output = "";
run.stdout.setEncoding("utf8").on("data", (text) => {
  output += text;
  process.stdout.write(text);
});
run.on("close", (code) => {
  const figure = /^erasure: .*$/m.exec(output)?.[0];
  console.log(
    `${figure ?? "erasure: the marker was not looked for"}: ${code === 0 && figure ? "met" : "not met"}`,
  );
  process.exitCode = code === 0 && figure ? 0 : 1;
});
