import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { z } from "zod";
import { keptJsonAt } from "@local-cloud/kit/kept-json";

export interface SigningKey {
  /** Follows from the public key, so that it stays with it. */
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const PKCS8 = { format: "pem", type: "pkcs8" } as const;
const KeptKey = z.object({ pkcs8: z.string() });

const MAKERS = {
  rsa: () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
  p256: () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
};

/** The key kept under a name, made when there is none. Its bytes come from OpenSSL, never from injected chance. */
export function requireSigningKey(folder: string, name: string, kind: keyof typeof MAKERS): SigningKey {
  const kept = keptJsonAt(folder, name, KeptKey);
  const found = kept.find();
  const privateKey = found === undefined ? MAKERS[kind]() : createPrivateKey(found.pkcs8);
  if (found === undefined) kept.save({ pkcs8: privateKey.export(PKCS8).toString() });
  const publicKey = createPublicKey(privateKey);
  const spki = publicKey.export({ format: "der", type: "spki" });
  return { kid: createHash("sha256").update(spki).digest("hex").slice(0, 16), privateKey, publicKey };
}
