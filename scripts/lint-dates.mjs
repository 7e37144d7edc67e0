/**
 * A lint rule: text becomes a date in one place only, contracts/moment.ts, which refuses what the calendar does not have. `Date.parse` and
 * `new Date(text)` take 30 February for 2 March, and a time without a zone for one of this machine's. Looks at types, so that a number or a
 * date may be made a date anywhere.
 */
const MESSAGE =
  "Read dates that others write through contracts/moment.ts (readMoment, PostedMoment; ownMoment for our own): it refuses what is no date.";

/** Whether a value of this type may be made a date: nothing but numbers and dates. */
function isCountOrDate(checker, type) {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => {
    const name = checker.typeToString(checker.getBaseTypeOfLiteralType(part));
    return name === "number" || name === "Date";
  });
}

const isDate = (node) => node.type === "Identifier" && node.name === "Date";

export const noDateFromText = {
  meta: { type: "problem", schema: [], docs: { description: MESSAGE } },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    return {
      MemberExpression(node) {
        if (isDate(node.object) && node.property.name === "parse") context.report({ node, message: MESSAGE });
        // Zod coerces by `new Date` of whatever came.
        if (node.object.property?.name === "coerce" && node.property.name === "date")
          context.report({ node, message: MESSAGE });
      },
      NewExpression(node) {
        const [only] = node.arguments;
        if (!isDate(node.callee) || node.arguments.length !== 1) return;
        if (!isCountOrDate(checker, services.getTypeAtLocation(only)))
          context.report({ node, message: MESSAGE });
      },
    };
  },
};
