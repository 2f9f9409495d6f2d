const SIGNATURES = new Set(["8BIM", "PHUT", "AgHg", "DCSR", "MeSa"]);

/** One image resource of Photoshop (Adobe Photoshop File Formats, "Image Resource Blocks"). */
export interface PhotoshopResource {
  id: number;
  bytes: Buffer;
}

export const RESOURCE = { iptc: 0x0404, exif: 0x0422, xmp: 0x0424 } as const;

/** The image resources of a block. Stops at the first thing that is none. */
export function photoshopResources(block: Buffer): PhotoshopResource[] {
  const resources: PhotoshopResource[] = [];
  let at = 0;
  while (at + 12 <= block.length && SIGNATURES.has(block.toString("latin1", at, at + 4))) {
    const id = block.readUInt16BE(at + 4);
    const nameBytes = (block[at + 6] ?? 0) + 1;
    const sizeAt = at + 6 + nameBytes + (nameBytes % 2);
    if (sizeAt + 4 > block.length) break;
    const size = block.readUInt32BE(sizeAt);
    resources.push({ id, bytes: block.subarray(sizeAt + 4, sizeAt + 4 + size) });
    at = sizeAt + 4 + size + (size % 2);
  }
  return resources;
}

/** The IPTC records among the resources, in order. */
export function iptcOfPhotoshop(block: Buffer): Buffer[] {
  return photoshopResources(block)
    .filter(({ id, bytes }) => id === RESOURCE.iptc && bytes.length > 0)
    .map(({ bytes }) => bytes);
}
