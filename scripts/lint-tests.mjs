/**
 * Lint rules for tests.
 *
 * A test asserts something: itself (`expect`, `assert`), by a function whose name begins so, or by one of its file that does.
 *
 * A test waits for what it waits for, not for a while. A fixed while is too long on every good day and too short on the bad one.
 * `until` (server/testing/waiting.ts, e2e/fixtures/waiting.ts), `expect.poll` and Playwright's own assertions wait for an outcome; a fake
 * clock (`vi.useFakeTimers`) lets time pass at once. Where passing time is itself what is tested, the line says so.
 */
const WAITS =
  "Wait for what the test waits for (until, expect.poll) or use a fake clock; where time itself is tested, disable this with the reason.";

const TIMERS = new Set(["timers/promises", "node:timers/promises"]);

const isTimer = (callee) =>
  (callee.type === "Identifier" && callee.name === "setTimeout") ||
  (callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    ["globalThis", "window"].includes(callee.object.name) &&
    callee.property.name === "setTimeout") ||
  (callee.type === "MemberExpression" && callee.property.name === "waitForTimeout");

export const noFixedWait = {
  meta: { type: "problem", schema: [], docs: { description: WAITS } },
  create(context) {
    return {
      CallExpression(node) {
        if (isTimer(node.callee)) context.report({ node, message: WAITS });
      },
      ImportDeclaration(node) {
        if (TIMERS.has(node.source.value)) context.report({ node, message: WAITS });
      },
    };
  },
};

const ASSERTS = /\b(?:expect|assert)\w*/;
const SILENT = "This test cannot fail by what it finds: it asserts nothing.";

/** The name a call begins with: `test`, also of `test.each(table)(name, run)` and `test.runIf(is)(name, run)`; null for what is no test. */
function testNameOf(callee) {
  for (let node = callee; ;) {
    if (node.type === "Identifier") return /^(?:test|it)$/.test(node.name) ? node.name : null;
    if (node.type === "CallExpression") node = node.callee;
    else if (node.type === "TaggedTemplateExpression") node = node.tag;
    else if (
      node.type === "MemberExpression" &&
      /^(?:each|for|runIf|skipIf|only|concurrent)$/.test(node.property.name)
    )
      node = node.object;
    else return null;
  }
}

export const noSilentTest = {
  meta: { type: "problem", schema: [], docs: { description: SILENT } },
  create(context) {
    const helpers = new Map();
    const tests = [];
    const textOf = (node) => context.sourceCode.getText(node);
    const isFunction = (node) => /^(?:ArrowFunction|Function)Expression$/.test(node?.type);
    return {
      FunctionDeclaration: (node) => void helpers.set(node.id?.name, textOf(node.body)),
      VariableDeclarator(node) {
        if (node.id.type === "Identifier" && isFunction(node.init))
          helpers.set(node.id.name, textOf(node.init.body));
      },
      CallExpression(node) {
        if (!testNameOf(node.callee)) return;
        const run = node.arguments.find(isFunction);
        if (run) tests.push({ node, text: textOf(run.body) });
      },
      "Program:exit"() {
        const asserting = new Set();
        const asserts = (text) =>
          ASSERTS.test(text) || [...asserting].some((name) => new RegExp(`\\b${name}\\b`).test(text));
        for (let known = -1; known < asserting.size;) {
          known = asserting.size;
          for (const [name, text] of helpers) if (name && asserts(text)) asserting.add(name);
        }
        for (const { node, text } of tests)
          if (!asserts(text)) context.report({ node: node.callee, message: SILENT });
      },
    };
  },
};
