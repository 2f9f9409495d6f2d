import type { IRouter, Request, Response } from "express";
import type { Connection } from "@shared/contract/connect";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { photoIdSchema } from "@shared/contract/photo";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { AppError } from "@shared/errors";
import { FOREVER, sendOriginal } from "@serve/send-original";

/** Pictures by id: `/rendition/<photoId>/thumbnail`, `…/preview` and `…/original`. `ask` gives the owner's connection. */
export function serveRenditions(router: IRouter, ask: () => Promise<Connection>): void {
  router.get("/rendition/:photoId/:size", async (request: Request<{ photoId: string; size: string }>, response) => {
    const photoId = requirePhotoId(request.params.photoId);
    const engine = await ask();
    switch (request.params.size) {
      case "thumbnail":
        sendPicture(request, response, photoId, await engine.invoke(STATE_OPERATIONS.thumbnail, { photoId }));
        return;
      case "preview":
        sendPicture(request, response, photoId, await engine.invoke(STATE_OPERATIONS.preview, { photoId }));
        return;
      case "original": {
        const { photos } = await engine.invoke(LIBRARY_OPERATIONS.details, { photoIds: [photoId] });
        const photo = photos[0]?.photo;
        if (!photo) throw new AppError("photo_not_found", "There is no such photo in this library.");
        await sendOriginal(request, response, photo);
        return;
      }
      default:
        throw new AppError(
          "route_not_found",
          "There is no picture of that size. Ask for thumbnail, preview or original.",
        );
    }
  });
}

function requirePhotoId(text: string): string {
  const { success, data } = photoIdSchema.safeParse(text);
  if (success) return data;
  throw new AppError("photo_not_found", "There is no such photo in this library.");
}

function sendPicture(
  request: Request,
  response: Response,
  photoId: string,
  picture: { bytes: Uint8Array } | null,
): void {
  if (!picture) throw new AppError("photo_not_found", "There is no picture of this photo yet.");
  const { buffer, byteOffset, byteLength } = picture.bytes;
  response.set({ "cache-control": FOREVER, etag: `"${photoId}"` }).type("image/webp");
  if (request.fresh) response.status(304).end();
  else response.send(Buffer.from(buffer, byteOffset, byteLength));
}
