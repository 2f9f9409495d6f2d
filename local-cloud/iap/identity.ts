/** Whom IAP has let in. */
export interface Identity {
  /** The account's digits, without a prefix. */
  sub: string;
  email: string;
  /** The Workspace domain of the account, if any. */
  hd?: string;
}
