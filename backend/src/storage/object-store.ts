/**
 * A bucket as the log needs it: names that are written once. Everything throws AppError `storage_unavailable` when the storage does not
 * answer; then nothing is known of what was asked, and it may still be carried out later.
 */
export interface ObjectStore {
  /** Writes an object that is not there yet (`ifGenerationMatch=0`). Gives "exists" when the name is taken, by whomever. */
  create(name: string, bytes: Uint8Array): Promise<"created" | "exists">;
  /** Undefined when there is no object of that name. */
  read(name: string): Promise<Uint8Array | undefined>;
}
