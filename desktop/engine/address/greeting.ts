/** What an engine says to a caller that has shown the token: another program at an old address says something else. */
export const GREETING = "imgstream engine\n";
