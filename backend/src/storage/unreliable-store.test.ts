import { createRandom } from "@shared/domain/seeded-random";
import { testObjectStore } from "@backend/storage/testing/object-store-suite";
import { createBucket, createUnreliableStore, RELIABLE } from "@backend/storage/testing/unreliable-store";

testObjectStore(() => {
  const bucket = createBucket();
  const open = (seed: number) => createUnreliableStore(bucket, createRandom(seed), RELIABLE);
  return Promise.resolve([open(1), open(2)]);
});
