import type { CellWriter, Mutation } from "@shared/contract/mutation";
import { photoImport } from "@shared/testing/catalog";
import { midOf } from "@backend/log/testing/drafts";
import { NOW_MS } from "@backend/services/testing/instance";

const headOf = (dev: string, n: number) => ({ n, mid: midOf(dev, n), action: midOf("x", 1), atMs: NOW_MS });

/** Mutation `n` of a device: photos that come in, each with two keywords. */
export function imports(dev: string, n: number, ...ids: string[]): Mutation {
  const items = ids.map((k) => ({ k, f: photoImport({ title: `Title of ${k}`, keywords: ["Lake", k] }) }));
  return { ...headOf(dev, n), op: "photo.import.bulk", items };
}

/** Mutation `n` of a device: a rating for one photo, by somebody who saw `base`. */
export function rates(dev: string, n: number, rating: number, k: string, base?: CellWriter): Mutation {
  const item = { k, f: { rating }, ...(base && { base: { rating: base } }) };
  return { ...headOf(dev, n), op: "photo.set.bulk", items: [item] };
}
