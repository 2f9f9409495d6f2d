import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { SignJWT, type JWTPayload } from "jose";
import { expect, test, vi } from "vitest";
import { verifyAssertion } from "@backend/auth/iap-assertion";
import { createIapKeySource, type FetchedKeys } from "@backend/auth/iap-keys";

const AUDIENCE = "/projects/1/locations/europe-west1/services/imgstream";
const EMAIL = "someone@example.com";
const SUBJECT = "accounts.google.com:1234567890";
const nowS = Math.floor(Date.now() / 1000);
const clock = { nowMs: () => 1000 * nowS, monotonicMs: () => 0 };

const newPair = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
const [ours, theirs] = [newPair(), newPair()];
const pem = ours.publicKey.export({ type: "spki", format: "pem" }).toString();

const keySource = (fetched: FetchedKeys = { keys: { ours: pem }, maxAgeMs: 3_600_000 }) =>
  createIapKeySource(() => Promise.resolve(fetched), clock);
const verify = (token: string | undefined) => verifyAssertion(token, { keys: keySource(), clock, audience: AUDIENCE });

interface Signing {
  claims?: JWTPayload;
  header?: object;
  key?: KeyObject | Uint8Array;
}

function sign({ claims = {}, header = {}, key = ours.privateKey }: Signing = {}): Promise<string> {
  const payload = { iss: "https://cloud.google.com/iap", aud: AUDIENCE, sub: SUBJECT, email: EMAIL };
  return new SignJWT({ ...payload, iat: nowS, exp: nowS + 600, ...claims })
    .setProtectedHeader({ alg: "ES256", kid: "ours", ...header })
    .sign(key);
}

test("an assertion that the proxy signed for this service tells who is asking", async () => {
  expect(await verify(await sign())).toEqual({ subject: SUBJECT, email: EMAIL });
});

const unsigned = (header: object) =>
  [header, { sub: SUBJECT, email: EMAIL, aud: AUDIENCE, iat: nowS, exp: nowS + 600 }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");

test.each<[string, () => Promise<string | undefined>]>([
  ["there is none", () => Promise.resolve(undefined)],
  ["it is empty", () => Promise.resolve("")],
  ["it is no token", () => Promise.resolve("not.a.token")],
  ["it is longer than any token", () => Promise.resolve("a".repeat(9000))],
  ["it was signed by somebody else", () => sign({ key: theirs.privateKey })],
  ["its key is unknown", () => sign({ header: { kid: "other" } })],
  ["its key id is a property of every object", () => sign({ header: { kid: "__proto__" } })],
  ["it is for another service", () => sign({ claims: { aud: `${AUDIENCE}-2` } })],
  ["it is for another service as well", () => sign({ claims: { aud: [] } })],
  ["somebody else issued it", () => sign({ claims: { iss: "https://accounts.google.com" } })],
  ["it has run out", () => sign({ claims: { iat: nowS - 700, exp: nowS - 31 } })],
  ["it is of the future", () => sign({ claims: { iat: nowS + 31, exp: nowS + 600 } })],
  ["it lives for too long", () => sign({ claims: { exp: nowS + 4000 } })],
  ["it has no address", () => sign({ claims: { email: undefined } })],
  ["it has no subject", () => sign({ claims: { sub: "" } })],
  ["it says that it is not signed", () => Promise.resolve(`${unsigned({ alg: "none", kid: "ours" })}.`)],
  ["it is signed with the public key as a secret", () => sign({ header: { alg: "HS256" }, key: Buffer.from(pem) })],
  [
    "it was changed after it was signed",
    async () => {
      const [header, , signature] = (await sign()).split(".");
      return `${header}.${unsigned({}).split(".")[1]}.${signature}`;
    },
  ],
])("an assertion is refused when %s, and the refusal does not tell of it", async (_, toToken) => {
  const token = await toToken();
  const error = await verify(token).then(
    () => undefined,
    (thrown: unknown) => thrown as Error,
  );
  expect(error).toMatchObject({ code: "unauthenticated" });
  if (token) expect(JSON.stringify([error?.message, error?.cause])).not.toContain(token.slice(0, 20));
});

test("a token of a longer kind of key is refused", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const token = await sign({
    header: { alg: "RS256" },
    key: createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" })),
  });
  await expect(verify(token)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("keys are fetched once for callers at the same time, kept, and fetched again for an unknown one, but not each time", async () => {
  let now = 0;
  const fetchKeys = vi.fn(() => Promise.resolve({ keys: { ours: pem }, maxAgeMs: 3_600_000 }));
  const source = createIapKeySource(fetchKeys, { ...clock, monotonicMs: () => now });
  await Promise.all([source.keysWith("ours"), source.keysWith("ours")]);
  await source.keysWith("ours");
  const after = [fetchKeys.mock.calls.length];
  for (now of [1000, 31_000, 32_000, 62_001, 3_700_000]) {
    await source.keysWith(now === 3_700_000 ? "ours" : "unknown");
    after.push(fetchKeys.mock.calls.length);
  }
  expect(after).toEqual([1, 1, 2, 2, 3, 4]);
});

test("keys that could not be fetched are asked for again by the next caller", async () => {
  const fetchKeys = vi
    .fn<() => Promise<FetchedKeys>>()
    .mockRejectedValueOnce(new Error("no network"))
    .mockResolvedValue({ keys: { ours: pem }, maxAgeMs: 1000 });
  const source = createIapKeySource(fetchKeys, clock);
  await expect(source.keysWith("ours")).rejects.toThrow("no network");
  expect(await source.keysWith("ours")).toEqual({ ours: pem });
});
