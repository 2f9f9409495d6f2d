import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { ExifTool } from "exiftool-vendored";
import { decodeUtf8 } from "@shared/media/tags/text";

/** Tags by group and name (`IFD0:Make`), values unformatted; binary ones only say how long they are. */
export type ExifToolTags = Record<string, unknown>;

/** JPEG pictures that lie in other files, under ExifTool's names. */
export const PREVIEW_TAGS = [
  "JpgFromRaw",
  "JpgFromRaw2",
  "PreviewImage",
  "OtherImage",
  "ThumbnailImage",
  "CoverArt",
  "PreviewTIFF",
] as const;
export type PreviewTag = (typeof PREVIEW_TAGS)[number];

const TASK_TIMEOUT_MS = 20_000;

let running: ExifTool | undefined;

/** One process for as long as this worker lives, started by the first file that needs it. */
function exifTool(): ExifTool {
  running ??= new ExifTool({
    maxProcs: 1,
    maxTasksPerProcess: 5000,
    taskTimeoutMillis: TASK_TIMEOUT_MS,
    taskRetries: 0,
  });
  return running;
}

/** Ends the process that reads metadata, if one was started. The next file that needs it starts another. */
export async function closeMedia(): Promise<void> {
  const ending = running;
  running = undefined;
  await ending?.end();
}

/** All that ExifTool finds in a file. Rejects when it is not installed, or gave up on this file. */
export async function readWithExifTool(path: string | Buffer): Promise<ExifToolTags> {
  return withPlainPath(path, async (plain) => {
    const tags: ExifToolTags = {
      ...(await exifTool().readRaw(plain, { readArgs: ["-G1", "-n", "-api", "LargeFileSupport=1"] })),
    };
    return tags;
  });
}

/** One of the pictures inside a file. */
export async function extractPreview(path: string | Buffer, tag: PreviewTag): Promise<Buffer> {
  return withPlainPath(path, (plain) => exifTool().extractBinaryTagToBuffer(tag as "PreviewImage", plain));
}

/**
 * Calls with a path that ExifTool's protocol can carry, one argument a line in UTF-8. Another name is reached by a link
 * for as long as the call takes.
 */
async function withPlainPath<T>(path: string | Buffer, call: (plain: string) => Promise<T>): Promise<T> {
  const text = typeof path === "string" ? path : decodeUtf8(path);
  // eslint-disable-next-line no-control-regex -- they are what the protocol cannot carry
  if (text !== undefined && !/[\u0000-\u001f\u007f]/.test(text)) return call(resolve(text));
  const folder = await mkdtemp(join(tmpdir(), "imgstream-name-"));
  try {
    const extension = extname(text ?? "");
    const link = join(folder, /^\.[A-Za-z0-9]{1,8}$/.test(extension) ? `original${extension}` : "original");
    await symlink(absolute(path), link);
    return await call(link);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function absolute(path: string | Buffer): string | Buffer {
  if (typeof path === "string") return resolve(path);
  return path[0] === 0x2f ? path : Buffer.concat([Buffer.from(`${process.cwd()}/`), path]);
}
