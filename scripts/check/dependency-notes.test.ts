import { expect, test } from "vitest";
import { listGaps } from "./dependency-notes.mjs";

const NOTES = `# Dependencies

### \`sharp\`

Decodes pictures.

### \`eslint\`, \`@eslint/js\`

Lint.

## Others
`;

test("notes that describe every package, and no other, have no gaps", () => {
  const manifests = [
    { dependencies: { sharp: "0.35.5" } },
    { devDependencies: { eslint: "10.15.0", "@eslint/js": "10.0.1" } },
  ];
  expect(listGaps(manifests, NOTES)).toEqual([]);
});

test("each gap is named", () => {
  const manifests = [{ dependencies: { sharp: "^0.35.5", zod: "4.6.7" }, devDependencies: { eslint: "10.15.0" } }];
  expect(listGaps(manifests, NOTES.replace("Decodes pictures.", ""))).toEqual([
    "zod has no paragraph in docs/dependencies.md.",
    "@eslint/js has a paragraph, but no package.json asks for it.",
    "sharp: the paragraph is empty.",
    "sharp: ^0.35.5 is not an exact version.",
  ]);
});
