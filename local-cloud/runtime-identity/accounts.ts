import { requireSigningKey, type SigningKey } from "@local-cloud/kit/signing-key";

/** A service account: an identity of programs. */
export interface ServiceAccount {
  /** As in `imgstream@local.iam.gserviceaccount.com`. */
  email: string;
  /** Decimal digits. */
  uniqueId: string;
}

/** Finds the key by which an account signs: made when it is first asked for, as making one takes long. */
export function createKeyFinder(folder: string, accounts: readonly ServiceAccount[]) {
  const found = new Map<string, SigningKey>();
  return (email: string): SigningKey | undefined => {
    const account = accounts.find((one) => one.email === email);
    if (account === undefined) return undefined;
    const key = found.get(email) ?? requireSigningKey(folder, `account-${account.uniqueId}`, "rsa");
    found.set(email, key);
    return key;
  };
}
