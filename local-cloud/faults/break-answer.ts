import type { ServerResponse } from "node:http";

type Callback = (error?: Error | null) => void;
type Written = [chunk?: unknown, encodingOrDone?: unknown, done?: unknown];

/** The three forms of arguments that `write` and `end` take. */
function parseWritten([chunk, second, third]: Written): { bytes: Buffer; done: Callback | undefined } {
  const done = [chunk, second, third].find((one): one is Callback => typeof one === "function");
  if (typeof chunk === "string") {
    const encoding = typeof second === "string" && Buffer.isEncoding(second) ? second : "utf8";
    return { bytes: Buffer.from(chunk, encoding), done };
  }
  return { bytes: chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0), done };
}

interface Sink {
  write(bytes: Buffer, done: Callback | undefined): boolean;
  end(bytes: Buffer): void;
}

/** Puts a sink in the place of the answer's connection: whoever answers does not notice. */
function divert(response: ServerResponse, { write, end }: Sink): void {
  response.write = (...written: Written) => {
    const { bytes, done } = parseWritten(written);
    return write(bytes, done);
  };
  response.end = (...written: Written) => {
    end(parseWritten(written).bytes);
    return response;
  };
}

/** Lets the request be carried out and destroys the connection once it is answered: not a byte of the answer goes out. */
export function loseReply(response: ServerResponse): void {
  response.flushHeaders = () => void response.destroy();
  divert(response, {
    write: (_bytes, done) => {
      response.destroy();
      if (done !== undefined) process.nextTick(done);
      return true;
    },
    end: () => void response.destroy(),
  });
}

/** Destroys the connection after so many bytes of the body. An answer that is shorter arrives whole. */
export function dropAfter(response: ServerResponse, byteCount: number): void {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  let left = byteCount;
  const cut = (bytes: Buffer) => {
    response.flushHeaders();
    const destroy = () => void response.destroy();
    if (left === 0) setImmediate(destroy);
    else write(bytes.subarray(0, left), destroy);
    left = 0;
    divert(response, { write: () => true, end: () => undefined });
  };
  divert(response, {
    write: (bytes, done) => {
      if (bytes.length > left) {
        cut(bytes);
        return true;
      }
      left -= bytes.length;
      return write(bytes, done);
    },
    end: (bytes) => {
      if (bytes.length > left) cut(bytes);
      else end(bytes);
    },
  });
}
