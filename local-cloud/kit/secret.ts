import { createHash, timingSafeEqual } from "node:crypto";
import type { RandomBytes } from "@shared/domain/uuid";

/** 256 bits as base64url. */
export function toSecret(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(32)).toString("base64url");
}

/** In a time that does not tell how much of it was right. */
export function isSameSecret(shown: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(shown), digest(secret));
}
