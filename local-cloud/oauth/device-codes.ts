import { z } from "zod";
import type { Clock } from "@shared/domain/clock";
import type { RandomBytes } from "@shared/domain/uuid";
import { keptJsonAt } from "@local-cloud/kit/kept-json";
import { toSecret } from "@local-cloud/kit/secret";

export const DEVICE_CODE_LIFE_S = 1800;
export const POLL_INTERVAL_S = 5;
/** RFC 8628, 3.5: each poll that comes too soon adds as much, for good. */
const SLOWER_BY_MS = 5000;
/** Timers of a client may fire a little early; that is no hurry. */
const EARLY_MS = 250;
/** What a device request counts for in the quota. */
const QUOTA_SPAN_MS = 60_000;

const DeviceAnswer = z.discriminatedUnion("state", [
  z.object({ state: z.literal("pending") }),
  z.object({ state: z.literal("refused") }),
  z.object({ state: z.literal("allowed"), sub: z.string() }),
]);
export type DeviceAnswer = z.infer<typeof DeviceAnswer>;

const DeviceCode = z.object({
  deviceCode: z.string(),
  userCode: z.string(),
  clientId: z.string(),
  scope: z.string(),
  createdAtMs: z.number(),
  intervalMs: z.number(),
  polledAtMs: z.number().optional(),
  answer: DeviceAnswer,
});
export type DeviceCode = z.infer<typeof DeviceCode>;

export interface DeviceCodes {
  /** undefined when this client has asked too often within a minute. */
  add(clientId: string, scope: string): DeviceCode | undefined;
  /** The code a person may still answer. */
  findUnanswered(userCode: string): DeviceCode | undefined;
  /** False when there is no such code to answer. */
  answer(userCode: string, answer: DeviceAnswer): boolean;
  /** What a client learns that polls now; undefined when the code is unknown, another client's, claimed or expired. */
  poll(deviceCode: string, clientId: string): DeviceCode | "too_soon" | undefined;
  delete(deviceCode: string): void;
}

interface Deps {
  folder: string;
  clock: Clock;
  randomBytes: RandomBytes;
  requestsPerMinute: number;
}

/** The codes of sign-ins that are under way (RFC 8628). */
export function createDeviceCodes({ folder, clock, randomBytes, requestsPerMinute }: Deps): DeviceCodes {
  const kept = keptJsonAt(folder, "device-codes", z.array(DeviceCode));
  let codes = kept.find() ?? [];

  const isLive = ({ createdAtMs }: DeviceCode) => clock.nowMs() < createdAtMs + DEVICE_CODE_LIFE_S * 1000;
  const save = (next: DeviceCode[]) => {
    codes = next.filter(isLive);
    kept.save(codes);
  };
  const replace = (code: DeviceCode) =>
    save(codes.map((other) => (other.deviceCode === code.deviceCode ? code : other)));
  const findUnanswered = (userCode: string) =>
    codes.find((code) => code.userCode === userCode && code.answer.state === "pending" && isLive(code));

  return {
    findUnanswered,
    add: (clientId, scope) => {
      const createdAtMs = clock.nowMs();
      const isRecent = (code: DeviceCode) =>
        code.clientId === clientId && code.createdAtMs > createdAtMs - QUOTA_SPAN_MS;
      if (codes.filter(isRecent).length >= requestsPerMinute) return undefined;
      const code: DeviceCode = {
        ...{ deviceCode: toSecret(randomBytes), userCode: toUserCode(randomBytes), clientId, scope, createdAtMs },
        ...{ intervalMs: POLL_INTERVAL_S * 1000, answer: { state: "pending" } },
      };
      save([...codes, code]);
      return code;
    },
    answer: (userCode, answer) => {
      const code = findUnanswered(userCode);
      if (code !== undefined) replace({ ...code, answer });
      return code !== undefined;
    },
    poll: (deviceCode, clientId) => {
      const code = codes.find((other) => other.deviceCode === deviceCode && other.clientId === clientId);
      if (code === undefined || !isLive(code)) return undefined;
      const polledAtMs = clock.nowMs();
      const isTooSoon = code.polledAtMs !== undefined && polledAtMs < code.polledAtMs + code.intervalMs - EARLY_MS;
      replace({ ...code, polledAtMs, intervalMs: code.intervalMs + (isTooSoon ? SLOWER_BY_MS : 0) });
      return isTooSoon ? "too_soon" : code;
    },
    delete: (deviceCode) => save(codes.filter((code) => code.deviceCode !== deviceCode)),
  };
}

/** Consonants that are hard to confuse and spell no words (RFC 8628, 6.1): 34 bits. */
const ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
/** The bytes that fall evenly on the alphabet. */
const EVEN_BYTES = 256 - (256 % ALPHABET.length);

function toUserCode(randomBytes: RandomBytes): string {
  let letters = "";
  while (letters.length < 8) {
    for (const byte of randomBytes(16)) if (byte < EVEN_BYTES) letters += ALPHABET.charAt(byte % ALPHABET.length);
  }
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}`;
}
