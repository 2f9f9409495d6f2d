import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "@shared/domain/clock";
import { toConnectString } from "@shared/contract/connect-string";
import type { Random } from "@shared/domain/seeded-random";
import type { RandomBytes } from "@shared/domain/uuid";
import { type Buckets, BUCKETS, createBucketPolicy } from "@local-cloud/buckets";
import { createFaultSwitch, type FaultSwitch } from "@local-cloud/faults/fault-switch";
import { createIap } from "@local-cloud/iap/iap";
import { listen, type Listening } from "@local-cloud/kit/listen";
import type { Account, Client } from "@local-cloud/oauth/account";
import { createOauth } from "@local-cloud/oauth/oauth";
import { createRuntimeIdentity, type RuntimeIdentity } from "@local-cloud/runtime-identity/runtime-identity";
import { serveStorage } from "@local-cloud/storage/serve-storage";

export interface LocalCloudOptions {
  /** Keeps everything; found again at the next start. */
  folder: string;
  /** Of the proxy; 0 for any that is free. */
  port: number;
  /** Devices are let in at once, without anybody being asked. */
  approveAll: boolean;
  clock: Clock;
  randomBytes: RandomBytes;
  random: Pick<Random, "chance">;
}

/** What the service has to be told, as Terraform tells it elsewhere. */
export interface ServiceEnvironment {
  /** The `aud` of the proxy's assertions. */
  audience: string;
  iapKeysUrl: string;
  storageUrl: string;
  /** Where `signBlob` answers. */
  signingUrl: string;
  /** Host and port of the metadata server, for `GCE_METADATA_HOST`. */
  metadataHost: string;
  projectId: string;
  buckets: Buckets;
}

export interface LocalCloud {
  /** The service as everybody sees it: through the proxy. */
  url: string;
  /** What a device signs in with. */
  connect: string;
  environment: ServiceEnvironment;
  /** Where faults are switched on: `POST /faults`. */
  faultsUrl: string;
  /** Lets the proxy lead to a service; until then it says that there is none. */
  leadTo(upstream: string): void;
  close(): Promise<void>;
}

const ISSUER = "https://accounts.google.com";
const PLACE = { projectId: "imgstream-local", projectNumber: "100000000001", region: "europe-west1" };
const AUDIENCE = `/projects/${PLACE.projectNumber}/locations/${PLACE.region}/services/imgstream`;
const SERVICE_ACCOUNT = {
  email: `imgstream-run@${PLACE.projectId}.iam.gserviceaccount.com`,
  uniqueId: "100000000000000000010",
};
const CLIENT: Client = { id: "imgstream-desktop.local", secret: "not-a-secret", name: "ImgStream", type: "device" };
/** The last one may sign in, but has no access. */
const ACCOUNTS: readonly Account[] = [
  { sub: "100000000000000000001", email: "owner@imgstream.local" },
  { sub: "100000000000000000002", email: "family@imgstream.local" },
  { sub: "100000000000000000003", email: "stranger@imgstream.local" },
];
const ACCESS_LIST = ACCOUNTS.slice(0, -1).map(({ email }) => email);
const DEVICE_REQUESTS_PER_MINUTE = 60;

/** Google on this computer, as far as ImgStream uses it. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { folder, clock, randomBytes } = options;
  mkdirSync(folder, { recursive: true });
  const [proxy, google, storage] = [await listen(options.port), await listen(0), await listen(0)];
  const faults = createFaultSwitch(options);
  const oauth = createOauth({
    ...{ folder: join(folder, "oauth"), clock, randomBytes, origin: google.origin, issuer: ISSUER },
    ...{ clients: [CLIENT], accounts: ACCOUNTS, approveAll: options.approveAll },
    deviceRequestsPerMinute: DEVICE_REQUESTS_PER_MINUTE,
  });
  const identity = createRuntimeIdentity({
    ...{ folder: join(folder, "identity"), clock, randomBytes, place: PLACE },
    ...{ accounts: [SERVICE_ACCOUNT], signIdToken: oauth.signIdToken },
  });
  let service: string | undefined;
  const iap = createIap({
    ...{ folder: join(folder, "iap"), clock, randomBytes, origin: proxy.origin, audience: AUDIENCE },
    ...{ findKey: oauth.findKey, programmaticClients: [CLIENT.id], accounts: ACCOUNTS, accessList: ACCESS_LIST },
    ...{ allowHttpOptions: false, isStale: faults.isStale, findUpstream: () => service },
  });
  google.app.use(faults.router, faults.middleware("google"), iap.keys, oauth.router, identity.router);
  proxy.app.use(faults.middleware("iap"), iap.router);
  const closeStorage = await serveBuckets(storage, { ...options, faults, identity });
  return {
    url: proxy.origin,
    connect: connectFor(proxy.origin, google.origin),
    environment: {
      ...{ audience: AUDIENCE, iapKeysUrl: `${google.origin}/iap/verify/public_key` },
      ...{ storageUrl: storage.origin, signingUrl: google.origin, metadataHost: new URL(google.origin).host },
      ...{ projectId: PLACE.projectId, buckets: BUCKETS },
    },
    faultsUrl: `${google.origin}/faults`,
    leadTo: (upstream) => void (service = upstream),
    close: async () => {
      await Promise.all([proxy.close(), google.close(), storage.close()]);
      closeStorage();
    },
  };
}

const connectFor = (url: string, issuer: string) =>
  toConnectString({ url, issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret });

interface StorageDeps extends LocalCloudOptions {
  faults: FaultSwitch;
  identity: RuntimeIdentity;
}

/** Serves the storage with our buckets in it. Gives what closes it. */
async function serveBuckets(host: Listening, { folder, clock, randomBytes, faults, identity }: StorageDeps) {
  const adminToken = Buffer.from(randomBytes(32)).toString("base64url");
  const callers = { adminToken, serviceEmail: SERVICE_ACCOUNT.email, accountOfToken: identity.accountOfToken };
  const served = serveStorage({
    ...{ folder: join(folder, "storage"), clock, findKey: identity.findKey },
    isAllowed: createBucketPolicy(callers),
  });
  host.app.use(faults.middleware("storage"), served.router);
  for (const name of Object.values(BUCKETS)) {
    const response = await fetch(`${host.origin}/storage/v1/b?project=${PLACE.projectId}`, {
      method: "POST",
      headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({ name }),
    });
    // 409: it is there from the last time.
    if (!response.ok && response.status !== 409) throw new Error(`bucket ${name} cannot be made: ${response.status}`);
  }
  return () => served.close();
}
