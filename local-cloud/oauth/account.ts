/** A person with a Google Account. */
export interface Account {
  /** Decimal digits: what identifies the account, whatever becomes of its e-mail address. */
  sub: string;
  email: string;
  /** The Workspace domain that manages the account; absent for a personal one. */
  hostedDomain?: string;
  /** The domain's administrator lets no application have this account's scopes. */
  isBarredByAdmin?: boolean;
}

/** An OAuth client as the console makes it. */
export interface Client {
  id: string;
  /** Asked for though no desktop program can keep it. */
  secret: string;
  /** Shown to the person who is asked to allow it. */
  name: string;
  /** "device" is "TVs and Limited Input devices"; no other may use the device flow. */
  type: "device" | "web";
  /** The consent screen is Internal: only accounts of this domain may sign in. */
  internalDomain?: string;
  /** The consent screen is External and in Testing: a grant dies after 7 days. */
  isInTesting?: boolean;
}
