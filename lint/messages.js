/** Props that a person reads or hears; `data-text` is drawn by stylesheets. */
const SEEN_PROPS = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "aria-valuetext",
  "title",
  "placeholder",
  "alt",
  "label",
  "data-text",
]);
/** A letter of any script: signs such as `·` or `▶` are the same in every language. */
const HAS_LETTER = /\p{L}/u;

/**
 * What a person sees comes from the message catalog, or it cannot be read in another language.
 * @type {import("eslint").Rule.RuleModule}
 */
const noLiteralText = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      text: "Visible text comes from the message catalog (desktop/renderer/messages): write t(key) instead of {{text}}.",
    },
  },
  create(context) {
    /**
     * @param {any} node
     * @param {unknown} value
     */
    const refuse = (node, value) => {
      if (typeof value !== "string" || !HAS_LETTER.test(value)) return;
      context.report({ node, messageId: "text", data: { text: JSON.stringify(value.trim()) } });
    };
    /**
     * Everything that an expression may turn out to be.
     * @param {any} node
     */
    const look = (node) => {
      if (node === null || node === undefined) return;
      if (node.type === "Literal") refuse(node, node.value);
      else if (node.type === "TemplateLiteral") {
        for (const part of node.quasis) refuse(node, part.value.cooked);
      } else if (node.type === "ConditionalExpression") [node.consequent, node.alternate].forEach(look);
      else if (node.type === "LogicalExpression") [node.left, node.right].forEach(look);
      else if (node.type === "BinaryExpression" && node.operator === "+") [node.left, node.right].forEach(look);
      else if (node.type === "JSXExpressionContainer") look(node.expression);
    };
    return {
      /** @param {any} node */
      JSXText: (node) => refuse(node, node.value),
      /** @param {any} node */
      JSXExpressionContainer(node) {
        if (node.parent.type !== "JSXAttribute") look(node.expression);
      },
      /** @param {any} node */
      JSXAttribute(node) {
        const name = node.name.type === "JSXIdentifier" ? node.name.name : "";
        if (SEEN_PROPS.has(name)) look(node.value);
      },
    };
  },
};

/** @type {import("eslint").ESLint.Plugin} */
export const messages = { rules: { "no-literal-text": noLiteralText } };
