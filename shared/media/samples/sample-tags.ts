import type { Exif } from "sharp";
import type { Shot } from "@shared/media/samples/plan";

/** What a camera writes of a shot (EXIF 2.32): in sharp's naming IFD2 is the Exif directory and IFD3 that of GPS. */
export function toExif({ camera, exposure, localMs, offsetMinutes, gps }: Shot): Exif {
  const when = new Date(localMs).toISOString();
  const taken = `${when.slice(0, 10).replaceAll("-", ":")} ${when.slice(11, 19)}`;
  const offset = toOffset(offsetMinutes);
  return {
    IFD0: { Make: camera.make, Model: camera.model, Software: "ImgStream samples", DateTime: taken },
    IFD2: {
      ...{ DateTimeOriginal: taken, DateTimeDigitized: taken, SubSecTimeOriginal: when.slice(20, 23) },
      ...{ OffsetTime: offset, OffsetTimeOriginal: offset },
      ExposureTime: exposure.seconds < 0.4 ? `1/${Math.round(1 / exposure.seconds)}` : toRational(exposure.seconds),
      FNumber: toRational(exposure.aperture),
      ISOSpeedRatings: String(exposure.iso),
      FocalLength: toRational(exposure.focalMm),
      FocalLengthIn35mmFilm: String(exposure.focal35Mm),
      ...{ LensMake: camera.make, LensModel: exposure.lens },
    },
    ...(gps && { IFD3: toGps(gps) }),
  };
}

function toGps({ latitude, longitude, altitude }: NonNullable<Shot["gps"]>): Record<string, string> {
  return {
    GPSLatitudeRef: latitude < 0 ? "S" : "N",
    GPSLatitude: toDegrees(Math.abs(latitude)),
    GPSLongitudeRef: longitude < 0 ? "W" : "E",
    GPSLongitude: toDegrees(Math.abs(longitude)),
    GPSAltitudeRef: "0",
    GPSAltitude: toRational(altitude),
  };
}

const toRational = (value: number) => `${Math.round(value * 100)}/100`;

function toDegrees(value: number): string {
  const minutes = (value % 1) * 60;
  return `${Math.floor(value)}/1 ${Math.floor(minutes)}/1 ${toRational((minutes % 1) * 60)}`;
}

function toOffset(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Title, keywords and rating as programs write them (XMP 1, ISO 16684-1). */
export function toXmp({ title, keywords, rating }: Shot): string {
  const inTitle =
    title && `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>`;
  const items = keywords.map((word) => `<rdf:li>${escaped(word)}</rdf:li>`).join("");
  const inSubject = items && `<dc:subject><rdf:Bag>${items}</rdf:Bag></dc:subject>`;
  return (
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
    `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
    `${rating === null ? "" : ` xmp:Rating="${rating}"`}>${inTitle ?? ""}${inSubject}` +
    `</rdf:Description></rdf:RDF></x:xmpmeta>`
  );
}
