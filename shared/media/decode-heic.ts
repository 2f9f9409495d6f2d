import libheif, { type HeifContext, type HeifHandle } from "libheif-js/wasm-bundle.js";
import { convertToSrgb, needsConversion } from "@shared/media/colour";
import type { Blocks } from "@shared/media/containers/blocks";
import { convertFromProfile, shrink } from "@shared/media/decode-sharp";
import { MediaError } from "@shared/media/media-error";
import type { DecodeLimits, Pixels } from "@shared/media/pixels";

/**
 * Decodes the primary picture of a HEIC file with libheif, which crops and turns it by itself. The colours come from the
 * profile among the blocks. Errors: `too_many_pixels`, `undecodable`.
 */
export async function decodeHeic(bytes: Buffer, blocks: Blocks, edgePx: number, limits: DecodeLimits): Promise<Pixels> {
  const context = libheif.heif_context_alloc();
  if (!context) throw new MediaError("undecodable", "The HEIC decoder has no memory left.");
  try {
    const small = await decodePrimary(context, bytes, edgePx, limits);
    if (blocks.icc) return await convertFromProfile(small, blocks.icc);
    if (blocks.nclx && needsConversion(blocks.nclx)) convertToSrgb(small, blocks.nclx);
    return small;
  } finally {
    libheif.heif_context_free(context);
  }
}

async function decodePrimary(
  context: HeifContext,
  bytes: Buffer,
  edgePx: number,
  limits: DecodeLimits,
): Promise<Pixels> {
  const read = libheif.heif_context_read_from_memory(context, bytes);
  if (read.code !== libheif.heif_error_code.heif_error_Ok) throw refused(read.message);
  const handle = libheif.heif_js_context_get_primary_image_handle(context);
  if (!handle || handle.code !== undefined) throw refused(handle?.message);
  try {
    const pixelCount = libheif.heif_image_handle_get_width(handle) * libheif.heif_image_handle_get_height(handle);
    if (pixelCount > limits.pixels) {
      throw new MediaError("too_many_pixels", "The picture has more pixels than are decoded here.");
    }
    return await decodeHandle(handle, edgePx);
  } finally {
    libheif.heif_image_handle_release(handle);
  }
}

/** The decoded pixels are a view of the decoder's memory: they are made small before it is given back. */
async function decodeHandle(handle: HeifHandle, edgePx: number): Promise<Pixels> {
  const hasAlpha = libheif.heif_image_handle_has_alpha_channel(handle) !== 0;
  const { heif_chroma_interleaved_RGB: rgb, heif_chroma_interleaved_RGBA: rgba } = libheif.heif_chroma;
  const chroma = hasAlpha ? rgba : rgb;
  const decoded = await libheif.heif_js_decode_image2(handle, libheif.heif_colorspace.heif_colorspace_RGB, chroma);
  const [channel] = decoded.channels ?? [];
  if (decoded.code !== undefined || !channel || !decoded.image) throw refused(decoded.message);
  try {
    const channels = hasAlpha ? 4 : 3;
    const rowBytes = channel.width * channels;
    const rows =
      channel.stride === rowBytes ? channel.data.subarray(0, rowBytes * channel.height) : packed(channel, rowBytes);
    const full: Pixels = { bytes: rows, widthPx: channel.width, heightPx: channel.height, channels };
    const small = await shrink(full, edgePx);
    return small === full ? { ...full, bytes: Buffer.from(rows) } : small;
  } finally {
    libheif.heif_image_release(decoded.image);
  }
}

/** Rows without what the decoder puts behind each. */
function packed(channel: { data: Uint8Array; stride: number; height: number }, rowBytes: number): Uint8Array {
  const rows = new Uint8Array(rowBytes * channel.height);
  for (let y = 0; y < channel.height; y++) {
    rows.set(channel.data.subarray(y * channel.stride, y * channel.stride + rowBytes), y * rowBytes);
  }
  return rows;
}

/** libheif's messages end in dots and stray bytes. */
function refused(message = "libheif gave no reason"): MediaError {
  const reason = message.replace(/[^\x20-\x7e]/g, "").replace(/\.+$/, "");
  return new MediaError("undecodable", `The picture cannot be decoded: ${reason}.`);
}
