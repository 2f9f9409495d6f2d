import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NAMED_SCHEMAS, ROUTES } from "@shared/contract/contract";
import { toOpenApi } from "@shared/contract/openapi";
import { CONTRACT_VERSION } from "@shared/contract/version";

/** Writes backend/openapi.json from the routes; `--check` only looks whether it is as they say. */
const FILE = fileURLToPath(new URL("../backend/openapi.json", import.meta.url));

const contract = toOpenApi(ROUTES, {
  title: "ImgStream",
  version: String(CONTRACT_VERSION),
  description:
    "The service that keeps photo libraries: what it answers over HTTP. Errors are problem details (RFC 9457).",
  schemas: NAMED_SCHEMAS,
});
const text = `${JSON.stringify(contract, null, 2)}\n`;

if (!process.argv.includes("--check")) writeFileSync(FILE, text);
else if (text !== readOr(FILE, "")) {
  console.error("backend/openapi.json is not what the routes say. Write it anew: npx tsx scripts/openapi.ts");
  process.exitCode = 1;
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
}
