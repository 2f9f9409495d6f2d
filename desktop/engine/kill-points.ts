/**
 * The places at which a crash is worst: after one thing has become durable and before the next. The engine names each as
 * it passes; crash tests end the process there.
 */
export type KillPoint =
  | "import.walked"
  | "import.stored"
  | "import.placed"
  | "import.settled"
  | "import.metadata_saved"
  | "import.journaled"
  | "import.folded"
  | "thumbnail.saved"
  | "thumbnail.journaled"
  | "edit.journaled"
  | "edit.folded"
  | "rebuild.folded";

export type Reached = (point: KillPoint) => void;
