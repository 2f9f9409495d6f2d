/** A state of the contract that programs were released with. */
interface ContractVersion {
  version: number;
  /** The first 16 digits of the SHA-256 of its description (version.test.ts says what to enter). */
  hash: string;
  /** What changed for those who speak it. Fields are added; none changes its meaning. */
  change: string;
}

/** Append-only, from the second release on. */
export const CONTRACT_HISTORY: readonly [ContractVersion, ...ContractVersion[]] = [
  { version: 1, hash: "59750aa171555955", change: "Photos, mutations, and the questions about a library." },
];

/** The version that this program speaks. */
export const CONTRACT_VERSION = Math.max(...CONTRACT_HISTORY.map(({ version }) => version));
