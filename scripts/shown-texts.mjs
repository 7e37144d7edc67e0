/**
 * Which texts of a source file people read, and which names it makes. Read from the syntax tree alone, without types: quick enough for all
 * files, and the same on every machine.
 */
import ts from "typescript";

const LETTER = /\p{L}/u;
/** Two words with a space between, or one that begins like a label. */
const PROSE = /\p{L}[,.;:!?)”]?\s+[\p{L}\d#“(…]|^\p{Lu}\p{Ll}{2,}/u;
/** Attributes whose text is shown or read out, however short. */
const SHOWN_ATTRIBUTES = new Set([
  "title",
  "label",
  "hint",
  "placeholder",
  "aria-label",
  "description",
  "alt",
]);
/** Attributes that hold no text, and calls and files whose strings are classes. */
const SILENT_ATTRIBUTE =
  /^(?:\w*[cC]lassName|key|id|href|src|d|viewBox|points|transform|style|type|role|htmlFor|data-.*)$/;
const CLASS_CALLS = new Set(["cn", "cva", "clsx"]);
const CLASS_TOKEN =
  /^(?:[\w-]+:|\[.*\]:)*!?-?(?:flex|grid|block|hidden|absolute|relative|sticky|fixed|truncate|border|rounded|[a-z]+-[\w[\]/.%()#,-]+)$/;
/** Errors that only a programmer sees. */
const FAULTS = new Set(["Error", "TypeError", "RangeError", "RegExp"]);
const SHOWN_IN_HTML = /\b(?:title|placeholder|aria-label|alt)="([^"]*)"/g;

const parsed = new Map();

/** A file's syntax tree, made once. @returns {ts.SourceFile} */
export function parseSource(path, text) {
  const known = parsed.get(path);
  if (known?.text === text) return known;
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : path.endsWith(".mjs") ? ts.ScriptKind.JS : undefined;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  parsed.set(path, source);
  return source;
}

/** What a literal says, or a template with … for its values; null for anything else. */
function wordsOf(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…");
  return null;
}

/** Classes rather than words: most of them look like one. */
function isClassList(text) {
  const tokens = text.trim().split(/\s+/);
  return tokens.filter((token) => CLASS_TOKEN.test(token)).length * 2 > tokens.length;
}

const isPassedOn = (outer, inner) =>
  ts.isParenthesizedExpression(outer) ||
  (ts.isConditionalExpression(outer) && outer.condition !== inner) ||
  (ts.isBinaryExpression(outer) && /^(?:&&|\|\||\?\?|\+)$/.test(outer.operatorToken.getText()));

/** Whether a literal is what stands between two tags, or the text of an attribute that is shown, through conditions and parentheses. */
function isBetweenTags(node) {
  let inner = node;
  while (isPassedOn(inner.parent, inner)) inner = inner.parent;
  const outer = inner.parent;
  const attribute = ts.isJsxExpression(outer) ? outer.parent : outer;
  if (ts.isJsxAttribute(attribute)) return SHOWN_ATTRIBUTES.has(attribute.name.getText());
  return ts.isJsxExpression(outer);
}

const isSilent = (node) =>
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isLiteralTypeNode(node) ||
  (ts.isJsxAttribute(node) && SILENT_ATTRIBUTE.test(node.name.getText())) ||
  (ts.isCallExpression(node) && CLASS_CALLS.has(node.expression.getText())) ||
  (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)) ||
  (ts.isTaggedTemplateExpression(node) && node.tag.getText() !== "html") ||
  (ts.isNewExpression(node) && FAULTS.has(node.expression.getText()));

/** What a page written as HTML shows: between its tags and in the attributes that are read out. */
function textsOfHtml(html) {
  const attributes = [...html.matchAll(SHOWN_IN_HTML)].map(([, text]) => text);
  return [...html.replace(/<style[^]*?<\/style>/g, "").split(/<[^<>]*>|…/), ...attributes];
}

/**
 * The texts that people read: between tags, in attributes that are shown, and every other literal that reads like a sentence or a label.
 * @param {ts.SourceFile} source
 * @returns {{ line: number, text: string }[]}
 */
export function findShownTexts(source) {
  const found = [];
  const note = (node, text) => {
    const tidy = text.replace(/\s+/g, " ").trim();
    if (LETTER.test(tidy))
      found.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: tidy });
  };
  const visit = (node) => {
    if (isSilent(node)) return;
    if (ts.isTaggedTemplateExpression(node)) {
      for (const text of textsOfHtml(wordsOf(node.template))) note(node, text);
      if (ts.isTemplateExpression(node.template))
        for (const { expression } of node.template.templateSpans) visit(expression);
      return;
    }
    const words = wordsOf(node);
    if (ts.isJsxText(node)) note(node, node.text);
    else if (words !== null && !isClassList(words) && (PROSE.test(words) || isBetweenTags(node)))
      note(node, words);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const MAKES_NAME = new Set(
  [
    "VariableDeclaration",
    "FunctionDeclaration",
    "FunctionExpression",
    "ClassDeclaration",
    "Parameter",
    "BindingElement",
    "TypeAliasDeclaration",
    "InterfaceDeclaration",
    "TypeParameter",
    "PropertySignature",
    "PropertyDeclaration",
    "PropertyAssignment",
    "ShorthandPropertyAssignment",
    "MethodDeclaration",
    "MethodSignature",
    "GetAccessor",
    "EnumMember",
  ].map((kind) => ts.SyntaxKind[kind]),
);

/**
 * The names that a file makes: of variables, functions, types, properties and parameters.
 * @param {ts.SourceFile} source
 * @returns {{ line: number, name: string }[]}
 */
export function findNames(source) {
  const found = [];
  const visit = (node) => {
    if (MAKES_NAME.has(node.kind) && node.name && ts.isIdentifier(node.name))
      found.push({
        line: source.getLineAndCharacterOfPosition(node.name.getStart()).line + 1,
        name: node.name.text,
      });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A name's words in lower case: `firstSeenAt` and `FIRST_SEEN_AT` are first, seen, at. */
export const wordsOfName = (name) =>
  name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[\s_$]+/);

/** What a file imports, as written. @param {ts.SourceFile} source @returns {string[]} */
export const findImports = (source) =>
  source.statements
    .filter(
      (statement) =>
        (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier,
    )
    .map((statement) => statement.moduleSpecifier.text);
