import { ApiError, type Bucket } from "@google-cloud/storage";
import { AppError } from "@shared/errors";
import type { ObjectStore } from "@backend/storage/object-store";

const PRECONDITION_FAILED = 412;
const NOT_FOUND = 404;

/** A bucket of Cloud Storage in which objects are created once. Whoever runs it needs to create and to read, nothing else. */
export function createGcsStore(bucket: Bucket): ObjectStore {
  return {
    create: (name, bytes) =>
      orUnavailable(name, async () => {
        try {
          await bucket.file(name).save(Buffer.from(bytes), {
            ...{ resumable: false, validation: "crc32c", contentType: "application/gzip" },
            preconditionOpts: { ifGenerationMatch: 0 },
          });
          return "created";
        } catch (error) {
          // A repeated request whose first answer was lost ends here as well: the log reads what it wrote.
          if (codeOf(error) === PRECONDITION_FAILED) return "exists";
          throw error;
        }
      }),
    read: (name) =>
      orUnavailable(name, async () => {
        try {
          const [bytes] = await bucket.file(name).download({ decompress: false, validation: "crc32c" });
          return bytes;
        } catch (error) {
          if (codeOf(error) === NOT_FOUND) return undefined;
          throw error;
        }
      }),
  };
}

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : undefined);

async function orUnavailable<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const message = `The storage does not answer for ${name}. Nothing is lost; try again soon.`;
    throw new AppError("storage_unavailable", message, { cause });
  }
}
