/** What every runtime of ours has beyond ECMAScript: browsers, Node and Electron's processes. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
