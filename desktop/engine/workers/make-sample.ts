import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { planSamples } from "@shared/media/samples/plan";
import { makeSample } from "@shared/media/samples/sample-file";
import { toFsPath } from "@engine/files/file-path";
import type { Sampled, SampleTask } from "@engine/workers/media-task";

/** Makes the sample photo of that number. The file is there whole or not at all. */
export async function makeSampleFile({ index, to }: SampleTask): Promise<Sampled> {
  const shot = planSamples()[index];
  if (!shot) throw new RangeError(`there is no sample ${index}`);
  const jpeg = await makeSample(shot);
  await mkdir(toFsPath(dirname(to)), { recursive: true });
  const part = toFsPath(`${to}.${process.pid}.part`);
  await writeFile(part, jpeg);
  await rename(part, toFsPath(to));
  return { sizeBytes: jpeg.length };
}
