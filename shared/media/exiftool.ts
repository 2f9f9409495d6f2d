import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { ExifTool, exiftoolPath } from "exiftool-vendored";
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
  "PhotoshopThumbnail",
] as const;

const TASK_TIMEOUT_MS = 20_000;

let running: Promise<ExifTool> | undefined;

/** One process for as long as this worker lives, started by the first file that needs it. */
function exifTool(): Promise<ExifTool> {
  running ??= startExifTool();
  return running;
}

/** Rejects at once where ExifTool cannot run, for want of Perl or of a part of it: the pool would try for ever. */
async function startExifTool(): Promise<ExifTool> {
  const options = { maxProcs: 1, maxTasksPerProcess: 5000, taskTimeoutMillis: TASK_TIMEOUT_MS, taskRetries: 0 };
  if (process.platform === "win32") return new ExifTool(options);
  await promisify(execFile)("perl", [await exiftoolPath(), "-ver"]);
  return new ExifTool({ ...options, processFactory: spawnExifTool });
}

/**
 * Runs ExifTool under a watch on its parent. By itself it would wait for ever on the closed pipe of a worker that was
 * killed. A person's own ExifTool settings, found through HOME, must not change what is read here.
 */
const PERL_PRELUDE = `
  my $parent = getppid;
  $SIG{ALRM} = sub { exit if getppid != $parent; alarm 2 };
  alarm 2;
  delete $ENV{HOME};
  $0 = shift;
  do $0;
  die $@ if $@;
`;

async function spawnExifTool(): Promise<ChildProcess> {
  const script = await exiftoolPath();
  return spawn("perl", ["-e", PERL_PRELUDE, script, "-stay_open", "True", "-@", "-"], { stdio: "pipe" });
}

/** Ends the process that reads metadata, if one was started. The next file that needs it starts another. */
export async function closeMedia(): Promise<void> {
  const ending = running;
  running = undefined;
  last = undefined;
  const started = await ending?.catch(() => undefined);
  await started?.end();
}

interface Asked {
  path: string | Buffer;
  sizeBytes: number;
  modifiedAtMs: number;
}

/** The last file's tags: its facts and its picture are asked for one after the other. */
let last: { asked: Asked; tags: ExifToolTags } | undefined;

/** All that ExifTool finds in a file. Rejects when it is not installed, or gave up on this file. */
export async function readWithExifTool(asked: Asked): Promise<ExifToolTags> {
  const { path, sizeBytes, modifiedAtMs } = asked;
  const isLast = last?.asked.sizeBytes === sizeBytes && last.asked.modifiedAtMs === modifiedAtMs;
  if (last && isLast && Buffer.from(last.asked.path).equals(Buffer.from(path))) return last.tags;
  const tags = await withPlainPath(path, (plain) => read(plain, ["-G1", "-n", "-api", "LargeFileSupport=1"]));
  last = { asked: { path, sizeBytes, modifiedAtMs }, tags };
  return tags;
}

async function read(plain: string, readArgs: string[]): Promise<ExifToolTags> {
  // The MWG's rules would leave out what lies in unusual places, such as captions behind a JPEG.
  return { ...(await (await exifTool()).readRaw(plain, { readArgs, useMWG: false })) };
}

const BASE64 = "base64:";

/** One of the pictures inside a file, by its group and name (`SubIFD1:PreviewImage`). */
export async function extractPreview(path: string | Buffer, key: string): Promise<Buffer | undefined> {
  const tags = await withPlainPath(path, (plain) => read(plain, ["-G1", "-b", `-${key}`]));
  const value = tags[key];
  return typeof value === "string" && value.startsWith(BASE64)
    ? Buffer.from(value.slice(BASE64.length), "base64")
    : undefined;
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
