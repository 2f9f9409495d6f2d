import js from "@eslint/js";
import tseslint from "typescript-eslint";
import { layerConfigs } from "./lint/layers.js";
import { messages } from "./lint/messages.js";
import { BANNED_GLOBALS, BANNED_PROPERTIES, BANNED_SYNTAX, NODE_GLOBALS, OWNERS } from "./lint/bans.js";

const TESTS = ["**/*.test.ts", "**/*.test.tsx", "**/*.spec.ts", "**/testing/**", "e2e/**"];
const TOOLS = ["scripts/**", "lint/**", "bench/**", "bin/**", "*.config.*"];

export default tseslint.config(
  { ignores: ["out/**", ".cache/**", "node_modules/**", "coverage/**", "**/*.d.ts"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-non-null-assertion": "error",
      // Dependencies are plain functions; nothing of ours uses `this`.
      "@typescript-eslint/unbound-method": "off",
      // A row's type is the word of the statement that asks for it.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-restricted-properties": ["error", ...BANNED_PROPERTIES],
      "no-restricted-syntax": ["error", ...BANNED_SYNTAX],
      "no-restricted-globals": ["error", ...BANNED_GLOBALS],
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  ...layerConfigs(),
  {
    files: OWNERS,
    rules: { "no-restricted-properties": "off", "no-restricted-globals": "off", "no-restricted-syntax": "off" },
  },
  {
    files: ["desktop/renderer/**/*.tsx"],
    ignores: ["**/*.test.tsx", "**/testing/**"],
    plugins: { messages },
    rules: { "messages/no-literal-text": "error" },
  },
  {
    // The types of Node are there for its tests.
    files: ["desktop/renderer/**/*.ts", "desktop/renderer/**/*.tsx"],
    ignores: ["**/*.test.ts", "**/*.test.tsx", "**/testing/**", ...OWNERS],
    rules: { "no-restricted-globals": ["error", ...BANNED_GLOBALS, ...NODE_GLOBALS] },
  },
  {
    files: TESTS,
    rules: {
      "no-restricted-properties": "off",
      "no-restricted-globals": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: TOOLS,
    rules: {
      "no-restricted-properties": "off",
      "no-restricted-globals": "off",
      "no-restricted-syntax": "off",
      "no-restricted-imports": "off",
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        Buffer: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        performance: "readonly",
      },
    },
  },
);
