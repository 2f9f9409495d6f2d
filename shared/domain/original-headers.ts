import { MEDIA_TYPES } from "@shared/domain/media-type";

/** How long a page may keep a picture: an id names its bytes for ever. */
export const FOREVER = "private, max-age=31536000, immutable";

/**
 * The headers that say what an original is: by the format that the import found, never by what the file's name claims.
 * Nothing that a browser would run, and what it cannot show is a download under its own name (RFC 6266, RFC 8187).
 */
export function toOriginalHeaders({ format, fileName }: { format: string; fileName: string }): Record<string, string> {
  const known = Object.hasOwn(MEDIA_TYPES, format) ? MEDIA_TYPES[format as keyof typeof MEDIA_TYPES] : undefined;
  const name = `filename*=UTF-8''${encodeURIComponent(fileName.replaceAll(/\p{Surrogate}/gu, "\uFFFD")).replaceAll(/['()*]/g, escape)}`;
  return known === undefined
    ? { "content-type": "application/octet-stream", "content-disposition": `attachment; ${name}` }
    : { "content-type": known.contentType, "content-disposition": `inline; ${name}` };
}

const escape = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
