/** The places at which a crash is worst: after one thing has become durable and before the next. */
type KillPoint = "bytes_stored" | "chunk_stored" | "upload_moving" | "bytes_moved" | "committed";

export type Reached = (point: KillPoint) => void;
