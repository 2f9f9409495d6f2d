import type { KeyObject } from "node:crypto";
import { Router } from "express";
import type { Clock } from "@shared/domain/clock";
import type { RandomBytes } from "@shared/domain/uuid";
import type { SignIdToken } from "@local-cloud/oauth/id-token";
import { createAccessTokens } from "@local-cloud/runtime-identity/access-tokens";
import { createKeyFinder, type ServiceAccount } from "@local-cloud/runtime-identity/accounts";
import { type Place, serveMetadata } from "@local-cloud/runtime-identity/metadata";
import { serveSignBlob } from "@local-cloud/runtime-identity/sign-blob";

export interface RuntimeIdentityOptions {
  /** Keeps keys and access tokens. */
  folder: string;
  clock: Clock;
  randomBytes: RandomBytes;
  place: Place;
  /** The first is the one that the service runs as. */
  accounts: readonly [ServiceAccount, ...ServiceAccount[]];
  /** Google's signature under ID tokens. */
  signIdToken: SignIdToken;
}

export interface RuntimeIdentity {
  /** The metadata server and `signBlob`. */
  router: Router;
  /** The public key that an account's V4 signatures are verified with. */
  findKey(email: string): KeyObject | undefined;
  /** Whose access token it is; undefined when it is unknown or expired. */
  accountOfToken(token: string): string | undefined;
}

/** Stands in for what a process on Cloud Run finds out about itself and signs with. */
export function createRuntimeIdentity(options: RuntimeIdentityOptions): RuntimeIdentity {
  const { folder, clock, place, accounts, signIdToken: sign } = options;
  const tokens = createAccessTokens(options);
  const findKey = createKeyFinder(folder, accounts);
  const router = Router();
  router.use(serveMetadata({ clock, place, account: accounts[0], tokens, sign }));
  router.use(serveSignBlob({ findKey, findEmail: tokens.findEmail }));
  return { router, findKey: (email) => findKey(email)?.publicKey, accountOfToken: tokens.findEmail };
}
