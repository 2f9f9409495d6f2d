import type * as MessagePack from "@msgpack/msgpack";
import { COLUMN_EXTENSIONS, FRAME_BYTES_MAX } from "@shared/contract/frames";

/** Messages as bytes, as shared/contract/frames.ts says. */
export interface Frames {
  pack(message: unknown): Uint8Array;
  /** Undefined for bytes that are no message. */
  unpack(frame: Uint8Array): { value: unknown } | undefined;
}

export function createFrames({ decode, encode, ExtensionCodec }: typeof MessagePack): Frames {
  const extensionCodec = new ExtensionCodec();
  for (const extension of COLUMN_EXTENSIONS) extensionCodec.register(extension);
  // No list can be longer than its frame; said, because a length costs nothing to claim.
  const limits = { maxArrayLength: FRAME_BYTES_MAX, maxMapLength: FRAME_BYTES_MAX };
  return {
    pack: (message) => encode(message, { extensionCodec, ignoreUndefined: true }),
    unpack: (frame) => {
      try {
        return { value: decode(frame, { extensionCodec, ...limits }) };
      } catch {
        return undefined;
      }
    },
  };
}
