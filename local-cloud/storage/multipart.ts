import { Readable } from "node:stream";
import { toInvalid } from "./storage-error";

const HEAD_BYTES_MAX = 16 * 1024;
const RESOURCE_BYTES_MAX = 1024 * 1024;

interface Multipart {
  /** The first part, as JSON. */
  resource: unknown;
  /** The `content-type` of the second part. */
  contentType: string | undefined;
  /** The second part. It fails where the body ends before its closing boundary. */
  bytes: Readable;
}

/**
 * Reads a body of `multipart/related` (RFC 2387) with two parts, the resource and the bytes, of which no more is held
 * than one piece. Throws StorageError 400.
 */
export async function readMultipart(contentType: string | undefined, body: Readable): Promise<Multipart> {
  const boundary = /^multipart\/related\b.*;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? "");
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined)
    throw toInvalid("A multipart upload needs the content type multipart/related with a boundary.");
  const reader = createReader(body);
  // The first boundary stands at the very beginning: as if a line had ended before it.
  const between = Buffer.from(`\r\n--${name}`);
  reader.putBack(Buffer.from("\r\n"));
  await reader.readUntil(between, HEAD_BYTES_MAX);
  await reader.readUntil(END_OF_HEAD, HEAD_BYTES_MAX);
  const resource = parseJson(await reader.readUntil(between, RESOURCE_BYTES_MAX));
  const head = (await reader.readUntil(END_OF_HEAD, HEAD_BYTES_MAX)).toString("latin1");
  return {
    resource,
    contentType: /^content-type:\s*(.*?)\s*$/im.exec(head)?.[1],
    bytes: Readable.from(reader.passUntil(between), { objectMode: false }),
  };
}

const END_OF_HEAD = Buffer.from("\r\n\r\n");

interface Reader {
  putBack(bytes: Buffer): void;
  /** What stands before a mark; the mark is taken, too. */
  readUntil(mark: Buffer, bytesMax: number): Promise<Buffer>;
  passUntil(mark: Buffer): AsyncGenerator<Buffer>;
}

function createReader(body: Readable): Reader {
  const chunks = body.iterator({ destroyOnReturn: false });
  let held: Buffer = Buffer.alloc(0);
  const more = async () => {
    const next = (await chunks.next()) as IteratorResult<Buffer, undefined>;
    if (next.done === true) throw toInvalid("The multipart body ended before its closing boundary.");
    held = held.byteLength === 0 ? next.value : Buffer.concat([held, next.value]);
  };
  return {
    putBack: (bytes) => (held = Buffer.concat([bytes, held])),
    readUntil: async (mark, bytesMax) => {
      for (;;) {
        const at = held.indexOf(mark);
        if (at < 0 && held.byteLength > bytesMax) throw toInvalid("A part of the multipart body is too long.");
        if (at < 0) {
          await more();
          continue;
        }
        const before = held.subarray(0, at);
        held = held.subarray(at + mark.byteLength);
        return before;
      }
    },
    passUntil: async function* (mark) {
      for (;;) {
        const at = held.indexOf(mark);
        // What may be the beginning of the mark waits for the rest of it.
        const sure = at < 0 ? Math.max(0, held.byteLength - mark.byteLength + 1) : at;
        if (sure > 0) yield held.subarray(0, sure);
        held = held.subarray(sure);
        if (at >= 0) return;
        await more();
      }
    },
  };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch (cause) {
    throw toInvalid("The first part of a multipart upload must be JSON.", cause);
  }
}
