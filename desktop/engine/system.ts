import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "@shared/domain/clock";
import { tagIdOf } from "@shared/domain/tag";
import { createIdSource } from "@shared/domain/uuid";

/** What the engine takes from the machine that differs from run to run. Injected, so that tests can fix it. */
export interface System {
  clock: Clock;
  /** A new UUID of version 7; ids of one system rise strictly. */
  newId(): string;
  /** A secret of 256 bits, in base64url. */
  newToken(): string;
  tagIdOf(path: string): string;
}

function sha1(bytes: Uint8Array): Uint8Array {
  return createHash("sha1").update(bytes).digest();
}

/** The running machine's clock and randomness. */
export function createSystem(): System {
  const clock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
  return {
    clock,
    newId: createIdSource(clock, (count) => new Uint8Array(randomBytes(count))),
    newToken: () => randomBytes(32).toString("base64url"),
    tagIdOf: (path) => tagIdOf(path, sha1),
  };
}
