import { readWithExifTool } from "@shared/media/exiftool";

/** A process that has started ExifTool and stays, for the test that kills it. Its argument is a file to read. */
const [, , path = ""] = process.argv;
await readWithExifTool({ path, sizeBytes: 0, modifiedAtMs: 0 });
process.stdout.write("ready\n");
setInterval(() => undefined, 1000);
