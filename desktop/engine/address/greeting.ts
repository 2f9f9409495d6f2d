import type { PortAccess } from "@shared/contract/engine-link";

/** What an engine says to a caller that has shown the token: another program at an old address says something else. */
export const GREETING = "imgstream engine\n";

/** The byte that a caller sends after the token: as whom it wants to be answered. */
export const ACCESS_BYTES = { owner: "o", page: "p" } as const satisfies Record<PortAccess, string>;
