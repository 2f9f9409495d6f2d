import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readMultipart } from "@local-cloud/storage/multipart";

const TYPE = "multipart/related; boundary=line";
const toBody = (bytes: Buffer, end = "\r\n--line--\r\n") =>
  Buffer.concat([
    Buffer.from('--line\r\ncontent-type: application/json\r\n\r\n{"name":"a"}\r\n'),
    Buffer.from("--line\r\nContent-Type: image/jpeg\r\n\r\n"),
    ...[bytes, Buffer.from(end)],
  ]);

function toPieces(body: Buffer, cuts: readonly number[]): Readable {
  const at = [0, ...cuts.map((cut) => cut % body.byteLength).sort((a, b) => a - b), body.byteLength];
  return Readable.from(at.slice(1).map((to, index) => body.subarray(at[index], to)));
}

test("the two parts are told apart wherever the body is cut", async () => {
  // What looks like the beginning of a boundary is part of the bytes.
  const piece = fc.constantFrom("\r", "\n", "\r\n", "--", "\r\n--lin", "\r\n--", "x", "\0");
  const bytes = fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.from(pieces.join("")));
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.nat(), { maxLength: 8 }), async (sent, cuts) => {
      const { resource, contentType, bytes: read } = await readMultipart(TYPE, toPieces(toBody(sent), cuts));
      expect([resource, contentType, await buffer(read)]).toEqual([{ name: "a" }, "image/jpeg", sent]);
    }),
  );
});

test("a boundary may be quoted", async () => {
  const quoted = await readMultipart('multipart/related; boundary="line"', Readable.from([toBody(Buffer.from("b"))]));
  expect(String(await buffer(quoted.bytes))).toBe("b");
});

test("a body that ends before its closing boundary fails", async () => {
  const { bytes } = await readMultipart(TYPE, Readable.from([toBody(Buffer.from("bytes"), "\r\n--li")]));
  await expect(buffer(bytes)).rejects.toMatchObject({ status: 400 });
  await expect(readMultipart(TYPE, Readable.from([Buffer.from("--line\r\n")]))).rejects.toMatchObject({ status: 400 });
});

test("what is no multipart body is refused", async () => {
  await expect(readMultipart("application/json", Readable.from([]))).rejects.toMatchObject({ status: 400 });
  const broken = Buffer.from("--line\r\n\r\nnonsense\r\n--line\r\n\r\nb\r\n--line--");
  await expect(readMultipart(TYPE, Readable.from([broken]))).rejects.toMatchObject({ status: 400 });
});
