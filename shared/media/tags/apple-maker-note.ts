import { fromBuffer } from "@shared/media/byte-source";
import { bytesOfField, readDirectory, textBytesOfField, type Tiff, type TiffField } from "@shared/media/tags/tiff";

const MARK = "Apple iOS\0";
const DIRECTORY_AT = 14;
const CONTENT_IDENTIFIER = 0x0011;

/**
 * The identifier that an iPhone gives to the picture and the film of one Live Photo. Apple's maker note is a big-endian
 * directory after a mark of 14 bytes, its offsets counted from the mark.
 */
export function contentIdentifierOf(tiff: Tiff, makerNote: TiffField | undefined): string | undefined {
  const bytes = bytesOfField(tiff, makerNote);
  if (bytes.toString("latin1", 0, MARK.length) !== MARK) return undefined;
  const note: Tiff = { source: fromBuffer(bytes), isLittleEndian: false, isBig: false, firstOffset: DIRECTORY_AT };
  const { fields } = readDirectory(note, DIRECTORY_AT);
  const text = textBytesOfField(note, fields.get(CONTENT_IDENTIFIER)).toString("latin1");
  return /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i.test(text) ? text : undefined;
}
