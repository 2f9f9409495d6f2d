import { createRandom, type Random } from "@shared/domain/seeded-random";
import { fromPixels } from "@shared/media/decode-sharp";
import { type Development, develop } from "@shared/media/samples/finish";
import { lightOf } from "@shared/media/samples/light";
import { createNoise, type Noise } from "@shared/media/samples/noise";
import { createPainting } from "@shared/media/samples/painting";
import type { Shot } from "@shared/media/samples/plan";
import { toExif, toXmp } from "@shared/media/samples/sample-tags";
import { seasonOf, SUBJECTS } from "@shared/media/samples/subjects";

const NOISE_SEED = 7;
const QUALITY = 88;
/** How much more than a picture shows is painted for a burst, of which each picture shows another part. */
const MARGIN = 0.03;

/** One picture is painted at a time in a worker: each lies where the one before it lay. */
let space: Float32Array | undefined;
let noise: Noise | undefined;

/** A JPEG as the shot says, with its EXIF and XMP. The same shot gives the same bytes. */
export async function makeSample(shot: Shot): Promise<Buffer> {
  const { camera, isUpright, burst } = shot;
  const [widthPx, heightPx] = isUpright ? [camera.shortPx, camera.longPx] : [camera.longPx, camera.shortPx];
  const random = createRandom(shot.seed);
  const margin = burst > 0 ? MARGIN : 0;
  const painting = createPainting(Math.round(widthPx * (1 + margin)), Math.round(heightPx * (1 + margin)), space);
  space = painting.rgb.length < (space?.length ?? 0) ? space : painting.rgb;
  noise ??= createNoise(createRandom(NOISE_SEED));
  const month = new Date(shot.localMs).getUTCMonth();
  SUBJECTS[shot.subject].paint({
    ...{ painting, random, noise, season: seasonOf(month), country: shot.place.country },
    light: lightOf(shot.elevation, shot.weather, random),
  });
  const bytes = develop(painting, developmentOf(shot, random), createRandom(shot.seed + burst));
  const [left, top] = [painting.widthPx - widthPx, painting.heightPx - heightPx].map((spare) =>
    Math.round(spare / (burst || 1)),
  );
  const picture = fromPixels({ bytes, widthPx: painting.widthPx, heightPx: painting.heightPx, channels: 3 })
    .extract({ left: left ?? 0, top: top ?? 0, width: widthPx, height: heightPx })
    .rotate(isUpright ? (camera.uprightOrientation === 6 ? 270 : 90) : 0);
  return picture
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:2:0" })
    .withExif(toExif(shot))
    .withXmp(toXmp(shot))
    .withMetadata({ orientation: isUpright ? camera.uprightOrientation : 1 })
    .toBuffer();
}

function developmentOf({ camera, exposure }: Shot, random: Random): Development {
  const grain = 1.6 + Math.log2(exposure.iso / camera.iso[0]) * 0.55;
  if (camera.model === "iPhone 7") return { film: "natural", grain };
  return { film: random.chance(0.06) ? "monochrome" : random.pick(["natural", "vivid", "vivid", "soft"]), grain };
}
