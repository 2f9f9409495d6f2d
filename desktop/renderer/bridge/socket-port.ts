import { decode, encode, ExtensionCodec } from "@msgpack/msgpack";
import { COLUMN_EXTENSIONS } from "@shared/contract/frames";
import { createPort, type Port } from "@shared/contract/port";
import { AppError } from "@shared/errors";

/** A port over the loopback host's WebSocket. Throws `disconnected` when it does not open. */
export function openSocketPort(address: URL): Promise<Port> {
  const extensionCodec = createCodec();
  const socket = new WebSocket(address);
  socket.binaryType = "arraybuffer";
  return new Promise((resolve, reject) => {
    const fail = () => reject(new AppError("disconnected", "The program that holds the library does not answer"));
    socket.addEventListener("error", fail);
    socket.addEventListener("close", fail);
    socket.addEventListener("open", () => resolve(portOf(socket, extensionCodec)));
  });
}

function portOf(socket: WebSocket, extensionCodec: ExtensionCodec): Port {
  return createPort((receive, closed) => {
    const take = (event: MessageEvent<unknown>) => {
      if (event.data instanceof ArrayBuffer) receive(decode(event.data, { extensionCodec }));
      else closed();
    };
    socket.addEventListener("close", closed);
    return {
      post: (message) => socket.send(encode(message, { extensionCodec, ignoreUndefined: true })),
      // Nothing comes before the first call, which is made after there is a listener.
      start: () => socket.addEventListener("message", take),
      close() {
        socket.removeEventListener("close", closed);
        socket.removeEventListener("message", take);
        socket.close();
      },
    };
  });
}

function createCodec(): ExtensionCodec {
  const codec = new ExtensionCodec();
  for (const extension of COLUMN_EXTENSIONS) codec.register(extension);
  return codec;
}
