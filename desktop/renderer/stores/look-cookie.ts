import { z } from "zod";

const NAME = "imgstream-look";
/** Browsers keep none for longer. */
const KEPT_S = 400 * 86_400;

/** What is the same for every library of a person. */
const lookSchema = z.object({
  theme: z.string().max(20).optional(),
  language: z.string().max(20).optional(),
  zoom: z.number().optional(),
  isSidebarOpen: z.boolean().optional(),
});

/** The cookie that keeps how the app looks, of settings as their place keeps them. Throws on what are none. */
export function toLookCookie(settings: string): string {
  const look = lookSchema.parse(JSON.parse(settings));
  return `${NAME}=${encodeURIComponent(JSON.stringify(look))}; Max-Age=${KEPT_S}; SameSite=Strict; Path=/`;
}

/** What `toLookCookie` has left among a page's cookies, as settings. */
export function toLookText(cookies: string): string | null {
  const kept = cookies.split("; ").find((cookie) => cookie.startsWith(`${NAME}=`));
  return kept === undefined ? null : decodeURIComponent(kept.slice(NAME.length + 1));
}
