import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { toFsPath } from "@engine/files/file-path";

/** SHA-256 of a file's content, in hexadecimal. Errors of the file system are thrown as they are. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(toFsPath(path))) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
