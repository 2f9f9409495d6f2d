/** The bits of an order's flag column. 16 bits a photo; a bit once given keeps its meaning. */
export const PHOTO_FLAGS = {
  favourite: 1 << 0,
  trashed: 1 << 1,
  hidden: 1 << 2,
  archived: 1 << 3,
  private: 1 << 4,
  video: 1 << 5,
  raw: 1 << 6,
  /** Has the video half of a Live Photo. */
  live: 1 << 7,
  stacked: 1 << 8,
  picked: 1 << 9,
  rejected: 1 << 10,
  backedUp: 1 << 11,
  placed: 1 << 12,
} as const;

export type PhotoFlag = keyof typeof PHOTO_FLAGS;

export function hasFlag(flags: number, flag: PhotoFlag): boolean {
  return (flags & PHOTO_FLAGS[flag]) !== 0;
}
