/**
 * What a compiler cannot see: promises nobody waits for, hooks out of order, controls a keyboard cannot reach. Import directions are
 * not here but in .dependency-cruiser.cjs, where one list holds them all.
 */
import nextPlugin from "@next/eslint-plugin-next";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";
import { noDateFromText } from "./scripts/lint-dates.mjs";
import { noFixedWait, noSilentTest } from "./scripts/lint-tests.mjs";

const NODE_GLOBALS = Object.fromEntries(
  [
    "process",
    "console",
    "Buffer",
    "URL",
    "fetch",
    "setTimeout",
    "clearTimeout",
    "setInterval",
    "clearInterval",
    "setImmediate",
    "AbortSignal",
    "AbortController",
    "FormData",
    "Blob",
    "Response",
    "Request",
    "Headers",
    "structuredClone",
    "performance",
    "WebAssembly",
    "TextEncoder",
    "TextDecoder",
    "URLSearchParams",
  ].map((name) => [name, "readonly"]),
);

/** Where the environment may be read: its one parser, and code that runs around the product instead of in it. */
const READS_ENV = [
  "server/platform/env.ts",
  "server/testing/**",
  "scripts/**",
  "bench/**",
  "e2e/**",
  "**/*.test.{ts,tsx}",
  "*.config.{ts,mjs}",
];

/** Where the plain fetch may be called on the server: the one door outwards, and tests. */
const MAY_FETCH = ["server/platform/safe-fetch.ts", "server/testing/**", "**/*.test.ts"];

const NO_ENV = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Read the environment through getEnv() of server/platform/env.ts: parsed once, checked at boot.",
};
const NO_FETCH = [
  {
    selector: "CallExpression[callee.name='fetch']",
    message:
      "Requests leave through server/platform/safe-fetch.ts, which refuses private addresses and holds limits.",
  },
  {
    selector: "CallExpression[callee.object.name='globalThis'][callee.property.name='fetch']",
    message:
      "Requests leave through server/platform/safe-fetch.ts, which refuses private addresses and holds limits.",
  },
];

/**
 * Where bodies and JSON from outside may be read: counted and bounded there. Tests read answers of their own making.
 */
const READS_BODIES = [
  "server/platform/json.ts",
  "server/http/read-body.ts",
  "server/testing/**",
  "**/*.test.ts",
];
const NO_UNBOUNDED = [
  {
    selector: "CallExpression[callee.object.name='JSON'][callee.property.name='parse']",
    message: "Parse JSON through server/platform/json.ts, which counts what it would become first.",
  },
  {
    selector:
      "CallExpression[callee.property.name=/^(?:json|text|arrayBuffer|formData|blob|bytes)$/][arguments.length=0]",
    message: "Read bodies through server/http/read-body.ts, which counts them while they arrive.",
  },
];

/** Where text may be made a date; tests and what is around the product write their own dates. */
const READS_DATES = ["contracts/moment.ts", "server/testing/**", "**/*.test.{ts,tsx}"];

/** The house's own rules. */
const steady = {
  rules: {
    "no-date-from-text": noDateFromText,
    "no-fixed-wait": noFixedWait,
    "no-silent-test": noSilentTest,
  },
};

/** How long a line may be, and where the lists of words and phrases are that may be longer. */
const LINE_CHARS = 140;
const LEXICONS = "server/reading/models/**";
/** Messages: a text is one literal, so that its type says what it takes. */
const CATALOGUE = "contracts/messages/*/**";

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      ".next/",
      "dist/",
      "dist-faults/",
      ".data/",
      "server/db/generated/",
      "next-env.d.ts",
      "test-results/",
      "playwright-report/",
      "coverage/",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx,mts}"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ["error", "always"],
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // Numbers and booleans read well in a template; objects do not.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true, allowNullish: false },
      ],
      // With noUncheckedIndexedAccess, `!` is how a checked index says that it is in range.
      "@typescript-eslint/no-non-null-assertion": "off",
      // `rows<T>()` and `singleton<T>()` name what the caller knows about a value from outside.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // An async function may answer at once: its type is the contract, not what it happens to do.
      "@typescript-eslint/require-await": "off",
      // Spreading a string counts code points, which is what lengths and initials are about here.
      "@typescript-eslint/no-misused-spread": [
        "error",
        { allow: [{ from: "lib", name: "string" }, "string"] },
      ],
      // `() => doIt()` is how an event handler is written.
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    // A pattern whose cost grows faster than what it reads is a way to stop the reader. scripts/slow-patterns.test.ts proves that these
    // bite.
    files: ["**/*.{ts,tsx,mts,mjs,cjs,js}"],
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential" }],
    },
  },
  {
    // A line longer than a screen is wide hides its end in every difference. Lists of words are read by nobody line by line.
    files: ["**/*.{ts,tsx,mts,mjs,cjs,js}"],
    ignores: [LEXICONS, CATALOGUE],
    rules: { "max-len": ["error", { code: LINE_CHARS, tabWidth: 2 }] },
  },
  {
    files: ["**/*.{ts,tsx,mts}"],
    ignores: READS_ENV,
    rules: { "no-restricted-syntax": ["error", NO_ENV] },
  },
  {
    files: ["server/**/*.ts", "workers/**/*.ts"],
    ignores: [...MAY_FETCH, ...READS_ENV],
    rules: { "no-restricted-syntax": ["error", NO_ENV, ...NO_FETCH, ...NO_UNBOUNDED] },
  },
  {
    files: ["server/platform/safe-fetch.ts"],
    rules: { "no-restricted-syntax": ["error", NO_ENV, ...NO_UNBOUNDED] },
  },
  {
    files: READS_BODIES.filter((file) => file.startsWith("server/") && file.endsWith(".ts")),
    rules: { "no-restricted-syntax": ["error", NO_ENV, ...NO_FETCH] },
  },
  {
    files: ["server/platform/env.ts"],
    rules: { "no-restricted-syntax": ["error", ...NO_FETCH, ...NO_UNBOUNDED] },
  },
  {
    // What is no date of the calendar is refused, not rolled over. scripts/lint-dates.test.ts proves that this bites.
    files: ["{server,workers,contracts,components,app}/**/*.{ts,tsx}"],
    ignores: READS_DATES,
    plugins: { steady },
    rules: { "steady/no-date-from-text": "error" },
  },
  {
    // A test waits for an outcome and asserts it. scripts/lint-tests.test.ts proves that these bite.
    files: ["**/*.test.{ts,tsx,mjs}", "e2e/**/*.spec.ts"],
    plugins: { steady },
    rules: { "steady/no-fixed-wait": "error", "steady/no-silent-test": "error" },
  },
  {
    files: ["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}"],
    extends: [jsxA11y.flatConfigs.recommended],
    plugins: { "react-hooks": reactHooks, "@next/next": nextPlugin },
    settings: {
      "jsx-a11y": {
        components: {
          Button: "button",
          IconButton: "button",
          Input: "input",
          Textarea: "textarea",
          Label: "label",
          Link: "a",
        },
      },
    },
    rules: {
      ...reactHooks.configs["recommended-latest"].rules,
      ...nextPlugin.configs.recommended.rules,
      ...nextPlugin.configs["core-web-vitals"].rules,
      // The React compiler is not used, so what it would skip does not matter.
      "react-hooks/incompatible-library": "off",
      // A region that scrolls must be reachable by keyboard.
      "jsx-a11y/no-noninteractive-tabindex": [
        "error",
        { tags: [], roles: ["tabpanel", "region", "listbox", "grid"], allowExpressionValues: true },
      ],
    },
  },
  {
    files: ["**/*.test.{ts,tsx}", "e2e/**", "bench/**/*.ts", "scripts/**/*.{ts,mts}", "server/testing/**"],
    rules: {
      "no-console": "off",
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
  {
    // Where settings are refused before there is a log to write to.
    files: ["server/main.ts", "workers/main.ts"],
    rules: { "no-console": ["error", { allow: ["error"] }] },
  },
  {
    files: ["**/*.{mjs,cjs,js}"],
    languageOptions: {
      globals: {
        ...NODE_GLOBALS,
        require: "readonly",
        module: "writable",
        document: "readonly",
        window: "readonly",
      },
    },
    rules: {
      "no-undef": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      eqeqeq: ["error", "always"],
      "prefer-const": ["error", { ignoreReadBeforeAssign: true }],
      "no-var": "error",
    },
  },
);
