#!/usr/bin/env node
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const built = new URL("../out/cli/main.js", import.meta.url);

if (existsSync(built)) {
  process.setSourceMapsEnabled(true);
  await import(built.href);
} else {
  const checkout = path.resolve(fileURLToPath(new URL("..", import.meta.url)));
  console.error(
    `ImgStream is not built yet. Run \`npm run setup --prefix ${JSON.stringify(checkout)}\`, then try again.`,
  );
  process.exitCode = 3;
}
