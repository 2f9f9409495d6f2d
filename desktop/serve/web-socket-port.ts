import type { RawData, WebSocket } from "ws";
import { createPort, type Port } from "@shared/contract/port";
import type { Frames } from "@serve/frames";

/** RFC 6455, 7.4.1. */
const UNSUPPORTED = 1003;
const INVALID = 1007;

/** A port over a WebSocket: a message a frame. A frame that cannot be read closes it. */
export function portOfWebSocket(socket: WebSocket, frames: Frames): Port {
  // Held back until somebody listens.
  socket.pause();
  return createPort((receive, closed) => {
    const read = (frame: RawData, isBinary: boolean) => {
      if (!isBinary || !Buffer.isBuffer(frame)) {
        socket.close(UNSUPPORTED);
        return;
      }
      const message = frames.unpack(frame);
      if (message) receive(message.value);
      else socket.close(INVALID);
    };
    socket.on("close", closed);
    // What breaks the line also closes it.
    socket.on("error", () => undefined);
    return {
      post: (message) => socket.send(frames.pack(message)),
      start: () => {
        socket.on("message", read);
        socket.resume();
      },
      close: () => {
        socket.resume();
        socket.close();
      },
    };
  });
}
