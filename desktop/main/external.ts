/** Sites that the app itself sends people to. Nothing read from a photo or typed into a page ever adds to them. */
const HOSTS: readonly string[] = ["github.com", "www.google.com", "accounts.google.com", "console.cloud.google.com"];

/** No address of ours is longer. */
const LENGTH_MAX = 2000;

/** Where parsers differ on what is host and what is path. */
const READ_DIFFERENTLY = /[\\\s\p{Cc}]/u;

/**
 * The address to open in the system's browser, as the parser wrote it anew; undefined for all but https to exactly one of
 * our sites, at its usual port, without a name or password in it.
 */
export function toExternalUrl(text: string): string | undefined {
  if (text.length > LENGTH_MAX || READ_DIFFERENTLY.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isOurs = url.protocol === "https:" && url.port === "" && HOSTS.includes(url.hostname);
  return isOurs && url.username === "" && url.password === "" ? url.href : undefined;
}
