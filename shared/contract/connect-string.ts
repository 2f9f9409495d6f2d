import { z } from "zod";
import { parseStrictly } from "@shared/contract/parse-strictly";

const webAddress = z.url({ protocol: /^https?$/ }).refine((text) => !text.includes("#"), "has a fragment");

/** All that a device needs to know of a service before it can sign in (design decision 11). */
export const servicePlaceSchema = z.strictObject({
  /** Where the service answers, as in `https://photos.example.org`. */
  url: webAddress,
  /** Where `/.well-known/openid-configuration` tells of the sign-in. */
  issuer: webAddress,
  /** The OAuth client of devices. Its secret is none: Google asks for it, and every device has it. */
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(200),
});
export type ServicePlace = z.infer<typeof servicePlaceSchema>;

/** One line that a person can copy: the service's address, all else behind a `#`. */
export function toConnectString({ url, issuer, clientId, clientSecret }: ServicePlace): string {
  const parts = Object.entries({ issuer, clientId, clientSecret });
  return `${url}#${parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
}

/** Throws AppError `bad_request` on anything that `toConnectString` would not write. */
export function parseConnectString(text: string): ServicePlace {
  const [url = "", ...fragments] = text.trim().split("#");
  const parts = fragments.join("#").split("&").map(parsePart);
  return parseStrictly(servicePlaceSchema, { url, ...Object.fromEntries(parts) }, "The connect string");
}

function parsePart(part: string): [string, string] {
  const cut = part.indexOf("=");
  const value = part.slice(cut + 1);
  try {
    return [part.slice(0, Math.max(cut, 0)), decodeURIComponent(value)];
  } catch {
    return [part.slice(0, Math.max(cut, 0)), value];
  }
}
