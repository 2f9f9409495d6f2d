import type { Request } from "express";
import { z } from "zod";
import type { Clock } from "@shared/domain/clock";
import type { RandomBytes } from "@shared/domain/uuid";
import { cookiesOf } from "@local-cloud/kit/cookies";
import { keptJsonAt } from "@local-cloud/kit/kept-json";
import { isSameSecret, toSecret } from "@local-cloud/kit/secret";

const LIFE_S = 12 * 3600;
const COOKIE = "GCP_IAP_AUTH_TOKEN";

const Session = z.object({ token: z.string(), sub: z.string(), expiresAtMs: z.number() });

/** Cookies that are IAP's own: the service does not see them. */
export function isIapCookie(name: string): boolean {
  return name.startsWith("GCP_IAP_");
}

/** The browsers that people have signed in with. */
export interface Sessions {
  /** Gives the session's cookie. */
  add(sub: string): string;
  findSub(request: Request): string | undefined;
  /** Ends the request's session; gives the cookie that clears it. */
  delete(request: Request): string;
}

interface Deps {
  folder: string;
  clock: Clock;
  randomBytes: RandomBytes;
}

export function createSessions({ folder, clock, randomBytes }: Deps): Sessions {
  const kept = keptJsonAt(folder, "sessions", z.array(Session));
  let sessions = kept.find() ?? [];
  const save = (next: z.infer<typeof Session>[]) => {
    sessions = next.filter(({ expiresAtMs }) => clock.nowMs() < expiresAtMs);
    kept.save(sessions);
  };
  const find = (request: Request) => {
    const shown = cookiesOf(request, COOKIE);
    return sessions.find(
      ({ token, expiresAtMs }) => clock.nowMs() < expiresAtMs && shown.some((value) => isSameSecret(value, token)),
    );
  };
  return {
    add: (sub) => {
      const token = toSecret(randomBytes);
      save([...sessions, { token, sub, expiresAtMs: clock.nowMs() + LIFE_S * 1000 }]);
      return `${COOKIE}=${token}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${LIFE_S}`;
    },
    findSub: (request) => find(request)?.sub,
    delete: (request) => {
      const ended = find(request);
      if (ended !== undefined) save(sessions.filter((session) => session !== ended));
      return `${COOKIE}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0`;
    },
  };
}
