import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What an admission looks at, of requests and of upgrades alike. */
export interface Asked {
  method: string;
  headers: IncomingHttpHeaders;
}

/**
 * Who may ask: a page of this very origin, in a browser that once showed the token. Any web page can make a browser send
 * requests to the loopback, and a name of its own may lead there; neither gets past Host and Origin.
 */
export interface Admission {
  /** The address to open; its token works once. */
  readonly address: string;
  /** The value of the cookie. */
  readonly session: string;
  /** The session's cookie for the token, the first time; undefined for any other. */
  exchange(token: string): string | undefined;
  /** Whether the request comes from a page of ours, or from a person who typed the address. */
  isOurs(asked: Asked): boolean;
  /** As `isOurs` for what a page alone sends, and must name its origin with: sockets, and all that is not reading. */
  isOurPage(asked: Asked): boolean;
  hasSession(asked: Asked): boolean;
}

const READING = new Set(["GET", "HEAD"]);

/** The secrets of a host at a port. `session`: that of pages which an earlier host at this port has let in. */
export function createAdmission(port: number, newToken: () => string, session = newToken()): Admission {
  let token: string | undefined = newToken();
  // Cookies do not tell ports apart: two libraries in one browser need two names.
  const cookie = `imgstream-${port}`;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];

  const isOurHost = ({ host }: IncomingHttpHeaders) => host !== undefined && hosts.includes(host);
  const isOurPage = ({ headers }: Asked) => isOurHost(headers) && headers.origin === `http://${headers.host ?? ""}`;
  return {
    session,
    address: `http://127.0.0.1:${port}/?token=${token}`,
    exchange: (shown) => {
      if (token === undefined || !isSame(shown, token)) return undefined;
      token = undefined;
      return `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    isOurPage,
    isOurs: (asked) => {
      const { headers, method } = asked;
      const site = headers["sec-fetch-site"];
      if (site !== undefined && site !== "same-origin" && site !== "none") return false;
      return READING.has(method) && headers.origin === undefined ? isOurHost(headers) : isOurPage(asked);
    },
    hasSession: ({ headers }) => {
      const shown = valuesOf(headers.cookie ?? "", cookie);
      return shown.some((value) => isSame(value, session));
    },
  };
}

/** In a time that does not tell how much of it was right. */
function isSame(shown: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(shown), digest(secret));
}

function valuesOf(header: string, name: string): string[] {
  return header.split(";").flatMap((pair) => {
    const [key, value] = pair.trim().split("=", 2);
    return key === name && value !== undefined ? [value] : [];
  });
}
