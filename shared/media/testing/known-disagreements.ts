const TURNED = "the container turns the picture; the manifest has the stored sides without an orientation that says so";
const CROPPED = "the container crops the picture (clap); the manifest has the sides before that";
const MORE = "the reference gave up at the damage; ours read what stands before it";
const NOT_OURS = "no picture at all, but Exiv2's own container under the name .jpg";
const FUZZED = "a value that a fuzzer wrote; both readings are as good";
const COMMENT = "UserComment or XPComment counts as a description here; the manifest has no column for it";
const FILMS = "a film's time and zone (QuickTime counts in UTC) are for the work on films";
const DIGITISED = "the manifest's CreateDate is of the digital copy; XMP's DateCreated is the picture's own";

/**
 * Facts in which ours differ from the reference reader's, and why. A difference that goes away must go from here too.
 */
export const KNOWN_DISAGREEMENTS: Readonly<Record<string, string>> = {
  "animated/star.avifs captured": "the manifest's date is when the sequence was encoded",
  "avif/kimono.crop.avif size": CROPPED,
  "avif/kimono.mirror-vertical.rotate270.avif size": TURNED,
  "avif/kimono.mirror-vertical.rotate270.crop.avif size": CROPPED,
  "avif/kimono.rotate270.avif size": TURNED,
  "avif/kimono.rotate90.avif size": TURNED,
  "broken/clusterfuzz-testcase-minimized-file-fuzzer-6045213633282048.heic size": TURNED,
  "broken/corrupt-header.jpg cameraMake": MORE,
  "broken/corrupt-header.jpg cameraModel": MORE,
  "broken/corrupt-header.jpg captured": MORE,
  "broken/corrupt-header.jpg orientation": MORE,
  "broken/crash-23eba73bb01cb01caa96a389eb12955c34b98a37.jpg cameraMake": NOT_OURS,
  "broken/crash-23eba73bb01cb01caa96a389eb12955c34b98a37.jpg cameraModel": NOT_OURS,
  "broken/crash-23eba73bb01cb01caa96a389eb12955c34b98a37.jpg captured": NOT_OURS,
  "broken/crash-23eba73bb01cb01caa96a389eb12955c34b98a37.jpg description": NOT_OURS,
  "broken/crash-23eba73bb01cb01caa96a389eb12955c34b98a37.jpg orientation": NOT_OURS,
  "broken/derived-jpeg-truncated-in-exif.jpg cameraMake": MORE,
  "broken/derived-jpeg-truncated-in-exif.jpg cameraModel": MORE,
  "broken/derived-jpeg-truncated-in-exif.jpg captured": MORE,
  "broken/derived-jpeg-truncated-in-exif.jpg orientation": MORE,
  "broken/derived-webp-truncated.webp size": MORE,
  "broken/exif-no-tz.jpg cameraMake": MORE,
  "broken/exif-no-tz.jpg cameraModel": MORE,
  "broken/exif-no-tz.jpg captured": MORE,
  "broken/exif-no-tz.jpg place": MORE,
  "broken/exiv2-bug841.png size": MORE,
  "broken/github_367_2.heic size": FUZZED,
  "broken/heap-oob-write.tiff orientation": MORE,
  "broken/heap-oob-write.tiff size": MORE,
  "broken/hopper_bad_exif.jpg orientation": MORE,
  "broken/issue_1530_poc.crw size": "one side alone is no size",
  "broken/issue_1827_poc.crw size": "one side alone is no size",
  "broken/issue_1833_poc.jpg size": "two frame headers; newer versions of the reference take the first, as we do",
  "broken/issue_1838_poc.crw size": "one side alone is no size",
  "broken/issue_1847_poc.jpg description": FUZZED,
  "broken/issue_1881_coverage.jpg cameraMake": FUZZED,
  "broken/issue_1881_coverage.jpg size": "one side of a directory that is no picture's",
  "broken/issue_1920_poc.tiff cameraMake": MORE,
  "broken/issue_1934_poc4.jpg description": COMMENT,
  "broken/issue_2006_poc.tiff cameraMake": MORE,
  "broken/issue_2385_poc.tiff cameraMake": MORE,
  "broken/issue_ghsa_5p8g_9xf3_gfrr_poc.webp description": COMMENT,
  "broken/issue_ghsa_g44w_q3vm_gwjq_poc.jpg description": FUZZED,
  "broken/oom-225817ca0f8c663be7ab4b9e717b02c661e66834.tif size": MORE,
  "broken/pocIssue283.jpg size": "one side of a directory that is no picture's",
  "cameras-tiny/ExifTool.jpg cameraMake": "a test file with two cameras in it: EXIF counts before Canon's older CIFF",
  "cameras-tiny/ExifTool.jpg cameraModel": "a test file with two cameras in it: EXIF counts before Canon's older CIFF",
  "cameras-tiny/ExifTool.jpg captured": "a test file with two cameras in it: EXIF counts before Canon's older CIFF",
  "cameras-tiny/ExtendedXMP.jpg title": "pdf:Title is the title of a document, not of the picture",
  "cameras-tiny/NikonD70.jpg description": COMMENT,
  "cameras/fujifilm_x_a5.jpg rating": "a rating of 0 in Fujifilm's maker note, which says as much as none",
  "cameras/long_description.jpg captured": DIGITISED,
  "color/density_plot.png captured": "PNG's Creation Time, which the reference does not take for a date",
  "color/hopper_webp.tif description": "the mark after Photoshop is Mac Roman; the reference has a question mark",
  "gps/exiv2-bug528.jpg description": COMMENT,
  "headers-only/motion_photo_pixel_synth.jpg size":
    "the file has no frame; the reference takes a directory's word for its size",
  "live/IMG_5195.MOV captured": FILMS,
  "live/train.mov captured": FILMS,
  "orientation/rot1mir0.avif size": TURNED,
  "orientation/rot1mir1.avif size": TURNED,
  "orientation/rot3mir0.avif size": TURNED,
  "orientation/rot3mir1.avif size": TURNED,
  "raw/CanonRaw.cr2 size": "the manifest has the sides of the embedded preview",
  "raw/FujiFilm.raf size": "the manifest has the sides of the embedded preview",
  "takeout/Takeout1/Google Photos/Album test 6-10-23/PXL_20231006_063909898.LS.mp4 offset": FILMS,
  "text/BonTonARTSTORplusIPTC.jpg captured": DIGITISED,
  "text/derived-usercomment-jis.jpg description": COMMENT,
  "text/derived-xp-title.jpg description": COMMENT,
  "text/derived-xp-title.jpg keywords": "XPKeywords are parted by semicolons; the manifest has them as one text",
  "text/iptc-independent-photographer-example.jpg captured": DIGITISED,
  "video/IMG_3824.MOV captured": FILMS,
  "video/QuickTime.mov offset": FILMS,
  "video/meta.mov captured": FILMS,
  "video/sony-a7-xavc.MP4 offset": FILMS,
};

const NO_PREVIEW = "cut down for tests of metadata: the picture inside was taken out";

/** Pictures that libvips alone would decode, and we do not show. */
export const KNOWN_UNSHOWN: Readonly<Record<string, string>> = {
  "color/ojpeg-tile.tif": "old-style JPEG: libvips gives an empty picture",
  "raw/DNG.dng": NO_PREVIEW,
  "raw/IMG_1361.dng": NO_PREVIEW,
  "raw/Nikon.nef": NO_PREVIEW,
  "raw/PhaseOne.iiq": NO_PREVIEW,
};
