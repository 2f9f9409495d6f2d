import type { IncomingMessage } from "node:http";

interface Cookie {
  name: string;
  value: string;
}

/** The cookies of a header, in order; a name may come twice. */
export function parseCookies(header: string | undefined): Cookie[] {
  return (header ?? "").split(";").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at < 1 ? [] : [{ name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() }];
  });
}

export function cookiesOf({ headers }: IncomingMessage, name: string): string[] {
  return parseCookies(headers.cookie).flatMap((cookie) => (cookie.name === name ? [cookie.value] : []));
}
