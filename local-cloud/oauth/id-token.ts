import { SignJWT } from "jose";
import type { Clock } from "@shared/domain/clock";
import type { SigningKey } from "@local-cloud/kit/signing-key";

const LIFE_S = 3600;

/** What an ID token says beyond issuer and times (OpenID Connect Core 1.0, 2). */
export interface IdClaims {
  aud: string;
  azp: string;
  sub: string;
  email?: string;
  email_verified?: boolean;
  hd?: string;
}

/** Gives a signed token of one hour. */
export type SignIdToken = (claims: IdClaims) => Promise<string>;

export function createIdTokenSigner(key: SigningKey, issuer: string, clock: Clock): SignIdToken {
  return (claims) => {
    const issuedAtS = Math.floor(clock.nowMs() / 1000);
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "RS256", kid: key.kid, typ: "JWT" })
      .setIssuer(issuer)
      .setIssuedAt(issuedAtS)
      .setExpirationTime(issuedAtS + LIFE_S)
      .sign(key.privateKey);
  };
}
