/** Why no picture could be made of an original. */
export type MediaErrorCode = "undecodable" | "damaged" | "no_decoder" | "too_many_pixels" | "unreadable";

/**
 * A picture that could not be made. `undecodable`: a decoder refused the content; `damaged`: the file ends before its
 * picture can be seen; `no_decoder`: the format is kept but not shown; `too_many_pixels`: refused by header, nothing was decoded.
 */
export class MediaError extends Error {
  override readonly name = "MediaError";
  readonly code: MediaErrorCode;

  constructor(code: MediaErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
