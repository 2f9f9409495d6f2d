import { walkFiles } from "@engine/files/walk";
import { answer } from "@bench/kit/answer";

answer(async ({ folder }: { folder: string }): Promise<{ files: number; tookMs: number }> => {
  const startedAt = performance.now();
  let files = 0;
  for await (const entry of walkFiles([folder], new AbortController().signal)) if (entry.kind === "file") files += 1;
  return { files, tookMs: performance.now() - startedAt };
});
