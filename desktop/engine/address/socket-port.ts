import type { Socket } from "node:net";
import { deserialize, serialize } from "node:v8";
import { createPort, type Port } from "@shared/contract/port";

/** No message of ours is larger; a length beyond it means that the other end does not speak our language. */
const FRAME_BYTES_MAX = 256 * 1024 * 1024;
const LENGTH_BYTES = 4;

/** Splits a stream of bytes into frames, each a length (uint32, big-endian) and so many bytes. */
export interface FrameReader {
  /** Throws RangeError when a frame is larger than allowed. */
  push(chunk: Buffer): Buffer[];
}

export function createFrameReader(): FrameReader {
  let held: Buffer[] = [];
  let heldBytes = 0;
  const take = (count: number): Buffer => {
    const all = held.length === 1 && held[0] ? held[0] : Buffer.concat(held, heldBytes);
    held = [all.subarray(count)];
    heldBytes -= count;
    return all.subarray(0, count);
  };
  let awaited: number | undefined;
  return {
    push: (chunk) => {
      held.push(chunk);
      heldBytes += chunk.length;
      const frames: Buffer[] = [];
      for (;;) {
        if (awaited === undefined) {
          if (heldBytes < LENGTH_BYTES) return frames;
          awaited = take(LENGTH_BYTES).readUInt32BE(0);
          if (awaited > FRAME_BYTES_MAX) throw new RangeError(`a frame of ${awaited} bytes`);
        }
        if (heldBytes < awaited) return frames;
        frames.push(take(awaited));
        awaited = undefined;
      }
    },
  };
}

export function toFrame(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/**
 * A port over a socket to a process that has shown the secret of this library: messages as V8 serialises them, typed
 * arrays included. `first`: bytes that came before there was a port.
 */
export function portOfSocket(socket: Socket, first: Buffer = Buffer.alloc(0)): Port {
  return createPort((receive, closed) => {
    const reader = createFrameReader();
    const read = (chunk: Buffer) => {
      try {
        for (const frame of reader.push(chunk)) receive(deserialize(frame));
      } catch {
        socket.destroy();
      }
    };
    socket.on("close", closed);
    // A broken line closes; "close" tells the rest.
    socket.on("error", () => undefined);
    return {
      post: (message) => socket.write(toFrame(serialize(message))),
      start: () => {
        if (first.length > 0) queueMicrotask(() => read(first));
        socket.on("data", read);
        socket.resume();
      },
      close: () => socket.end(),
    };
  });
}
