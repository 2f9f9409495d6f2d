import type { IsAllowed, StorageAction } from "@local-cloud/storage/allowed";

type Kind = StorageAction["kind"];

/** What the service may do in each bucket (design decision 4). Nobody overwrites or deletes a log. */
const SERVICE_MAY = {
  log: ["read", "list", "create"],
  state: ["read", "list", "create", "update", "delete"],
  originals: ["read", "list", "create", "delete"],
  staging: ["read", "list", "create", "update", "delete"],
  derivatives: ["read", "list", "create", "update", "delete"],
} as const satisfies Record<string, readonly Kind[]>;

export type BucketRole = keyof typeof SERVICE_MAY;
export type Buckets = Readonly<Record<BucketRole, string>>;

const ROLES = Object.keys(SERVICE_MAY) as BucketRole[];

/** The buckets' names on this computer, which need no suffix to be the only ones. */
export const BUCKETS = Object.fromEntries(ROLES.map((role) => [role, `imgstream-local-${role}`])) as Buckets;

export interface StorageCallers {
  /** Who makes the buckets, as Terraform does elsewhere. */
  adminToken: string;
  serviceEmail: string;
  accountOfToken(token: string): string | undefined;
}

/** What Google's IAM would answer for our buckets. */
export function createBucketPolicy({ adminToken, serviceEmail, accountOfToken }: StorageCallers): IsAllowed {
  return (token, { kind, bucket }) => {
    if (token === adminToken) return true;
    if (accountOfToken(token) !== serviceEmail) return "unauthenticated";
    const role = ROLES.find((one) => BUCKETS[one] === bucket);
    return role !== undefined && (SERVICE_MAY[role] as readonly Kind[]).includes(kind);
  };
}
