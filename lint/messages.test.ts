import { fileURLToPath } from "node:url";
import { ESLint, RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, test } from "vitest";
import { messages } from "./messages.js";

RuleTester.describe = describe;
RuleTester.it = test;

const tester = new RuleTester({
  languageOptions: { ecmaVersion: 2023, sourceType: "module", parserOptions: { ecmaFeatures: { jsx: true } } },
});
const rule = messages.rules?.["no-literal-text"];
if (typeof rule !== "object" || !("create" in rule)) throw new Error("The rule is not there");

const refused = (code: string) => ({ code, errors: [{ messageId: "text" }] });

tester.run("visible text comes from the message catalog", rule, {
  valid: [
    `<p>{t("timeline.empty")}</p>;`,
    `<p> · </p>;`,
    `<p>{"▶"} {count} {"–"}</p>;`,
    `<p className="quiet" data-act="select" role="grid">{text}</p>;`,
    `<button aria-label={t("action.close")} title={name} />;`,
    `<button aria-label={\`\${name}, \${count}\`} />;`,
    `<img alt="" />;`,
    `<p>{isOpen && <Panel kind="wide" />}</p>;`,
    `<p style={{ width: "auto" }}>{names[isFirst ? "first" : "last"]}</p>;`,
  ],
  invalid: [
    `<p>Nothing here</p>;`,
    `<p>写真</p>;`,
    `<p>{"Nothing here"}</p>;`,
    "<p>{`${count} photos`}</p>;",
    `<p>{isEmpty && "Nothing here"}</p>;`,
    `<p>{name ?? "Untitled"}</p>;`,
    `<p>{count + " photos"}</p>;`,
    `<button aria-label="Close" />;`,
    `<button title={"Close"} />;`,
    `<input placeholder={isShort ? "Search" : placeholder} />;`,
    `<img alt="A photo" />;`,
    `<Field label="Name" />;`,
    `<span data-text="RAW" />;`,
    "<Meter aria-valuetext={`${count} of ${total}`} />;",
  ].map(refused),
});

test.each(["desktop/renderer/planted.tsx", "desktop/renderer/features/planted/planted.tsx"])(
  "the rule holds for %s",
  async (filePath) => {
    const eslint = new ESLint({
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      overrideConfig: [tseslint.configs.disableTypeChecked],
    });
    const [result] = await eslint.lintText("export const planted = <p>Planted</p>;\n", { filePath });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(["messages/no-literal-text"]);
  },
);
