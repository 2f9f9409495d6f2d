import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { Storage } from "@google-cloud/storage";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

const SIGNER = "backend@local.iam.gserviceaccount.com";
const KEY = createPublicKey(publicKey);
export const findSignerKey = (email: string) => (email === SIGNER ? KEY : undefined);

type Intercept = NonNullable<Storage["interceptors"][number]["request"]>;

/** Google's own client with a bearer of ours; it signs URLs with the key that `findSignerKey` finds. */
export function createClient(url: string, token = "token"): Storage {
  const storage = new Storage({
    ...{ apiEndpoint: url, projectId: "local" },
    credentials: { client_email: SIGNER, private_key: privateKey },
    retryOptions: { autoRetry: false },
  });
  // By way of `authClient` the client leaves it out of some of its requests to an endpoint that is not Google's.
  storage.interceptors.push({
    request: (options) => {
      const headers = { ...options.headers, authorization: `Bearer ${token}` };
      return Object.assign(options, { headers }) as ReturnType<Intercept>;
    },
  });
  return storage;
}
