/** The part of libheif's embind interface that decode-heic.ts calls. Handles are objects of its own. */
declare module "libheif-js/wasm-bundle.js" {
  export interface HeifStatus {
    code: unknown;
    message: string;
  }
  export interface HeifContext {
    readonly context: unique symbol;
  }
  export interface HeifHandle {
    readonly code?: unknown;
    readonly message?: string;
  }
  export interface HeifChannel {
    /** Bytes a row, which may be more than its pixels take. */
    stride: number;
    width: number;
    height: number;
    /** A view of the module's memory, valid until the image is released. */
    data: Uint8Array;
  }
  export interface HeifDecoded {
    code?: unknown;
    message?: string;
    channels?: HeifChannel[];
    image?: object;
  }
  export interface LibHeif {
    heif_error_code: { heif_error_Ok: unknown };
    heif_colorspace: { heif_colorspace_RGB: unknown };
    heif_chroma: { heif_chroma_interleaved_RGB: unknown; heif_chroma_interleaved_RGBA: unknown };
    heif_context_alloc(): HeifContext | null;
    heif_context_read_from_memory(context: HeifContext, bytes: Uint8Array): HeifStatus;
    heif_js_context_get_primary_image_handle(context: HeifContext): HeifHandle | null;
    heif_image_handle_get_width(handle: HeifHandle): number;
    heif_image_handle_get_height(handle: HeifHandle): number;
    heif_image_handle_has_alpha_channel(handle: HeifHandle): number;
    heif_js_decode_image2(handle: HeifHandle, colorspace: unknown, chroma: unknown): HeifDecoded | Promise<HeifDecoded>;
    heif_image_release(image: object): void;
    heif_image_handle_release(handle: HeifHandle): void;
    heif_context_free(context: HeifContext): void;
  }
  const libheif: LibHeif;
  export default libheif;
}
