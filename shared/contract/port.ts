/**
 * One end of a two-way line of messages, in whatever host. Messages arrive whole and in order, or the port closes; none is
 * given out before there is a listener.
 */
export interface Port {
  /** Sends by structured clone. Does nothing once closed; throws when the message cannot be cloned. */
  post(message: unknown): void;
  /** Gives what takes the listener away again; so does `onClose`. */
  onMessage(listener: (message: unknown) => void): () => void;
  /** Calls once, when either end has closed; at once when that was before. */
  onClose(listener: () => void): () => void;
  close(): void;
}

/** What a port needs of the host's own. */
export interface PortLink {
  post(message: unknown): void;
  /** Begins to hear messages. Called once, with the first listener: Node starts a port that has one for messages. */
  start(): void;
  /** Lets go of everything at the host. */
  close(): void;
}

/** A port over a link. `connect` is called once and gives the link; it tells the port what comes in. */
export function createPort(connect: (receive: (message: unknown) => void, closed: () => void) => PortLink): Port {
  const messageListeners = new Set<(message: unknown) => void>();
  const closeListeners = new Set<() => void>();
  let isStarted = false;
  let isClosed = false;
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    link.close();
    messageListeners.clear();
    for (const listener of [...closeListeners]) listener();
    closeListeners.clear();
  };
  const receive = (message: unknown) => {
    for (const listener of [...messageListeners]) listener(message);
  };
  const link = connect(receive, close);
  return {
    post(message) {
      if (!isClosed) link.post(message);
    },
    onMessage(listener) {
      if (isClosed) return () => undefined;
      messageListeners.add(listener);
      if (!isStarted) {
        isStarted = true;
        link.start();
      }
      return () => void messageListeners.delete(listener);
    },
    onClose(listener) {
      if (isClosed) listener();
      else closeListeners.add(listener);
      return () => void closeListeners.delete(listener);
    },
    close,
  };
}

interface MessageEventLike {
  readonly data: unknown;
}

/** A MessagePort as browsers have it; Electron's renderer too, where `close` tells that the other end is gone. */
export interface WebMessagePort {
  postMessage(message: unknown): void;
  addEventListener(type: string, listener: (event: MessageEventLike) => void): void;
  removeEventListener(type: string, listener: (event: MessageEventLike) => void): void;
  start(): void;
  close(): void;
}

/** A message that cannot be read closes the port: an answer lost would be waited for without end. */
export function portOfWeb(native: WebMessagePort): Port {
  return createPort((receive, closed) => {
    const onMessage = (event: MessageEventLike) => receive(event.data);
    native.addEventListener("messageerror", closed);
    native.addEventListener("close", closed);
    return {
      post: (message) => native.postMessage(message),
      start() {
        native.addEventListener("message", onMessage);
        native.start();
      },
      close() {
        native.removeEventListener("message", onMessage);
        native.removeEventListener("messageerror", closed);
        native.removeEventListener("close", closed);
        native.close();
      },
    };
  });
}

interface Emitter<Message> {
  on(event: "message", listener: (message: Message) => void): unknown;
  on(event: "messageerror" | "close", listener: () => void): unknown;
  off(event: "message", listener: (message: Message) => void): unknown;
  off(event: "messageerror" | "close", listener: () => void): unknown;
  postMessage(message: unknown): void;
  close(): void;
}

/** A MessagePort of node:worker_threads. */
export type NodeMessagePort = Emitter<unknown>;
/** Electron's MessagePortMain, in the main process and in utility processes. */
export type ElectronMessagePort = Emitter<MessageEventLike> & { start(): void };

export function portOfNode(native: NodeMessagePort): Port {
  return createPort((receive, closed) => {
    native.on("messageerror", closed);
    native.on("close", closed);
    return {
      post: (message) => native.postMessage(message),
      start: () => void native.on("message", receive),
      close() {
        native.off("message", receive);
        native.off("messageerror", closed);
        native.off("close", closed);
        native.close();
      },
    };
  });
}

export function portOfElectron(native: ElectronMessagePort): Port {
  return createPort((receive, closed) => {
    const onMessage = (event: MessageEventLike) => receive(event.data);
    native.on("close", closed);
    return {
      post: (message) => native.postMessage(message),
      start() {
        native.on("message", onMessage);
        native.start();
      },
      close() {
        native.off("message", onMessage);
        native.off("close", closed);
        native.close();
      },
    };
  });
}
