import type { Random } from "@shared/domain/seeded-random";
import type { Light } from "@shared/media/samples/light";
import type { Noise } from "@shared/media/samples/noise";
import type { Painting } from "@shared/media/samples/painting";

export type Season = "spring" | "summer" | "autumn" | "winter";
export type Country = "Japan" | "Portugal" | "Norway";

/** What a scene is painted on and with. */
export interface Scene {
  painting: Painting;
  light: Light;
  season: Season;
  country: Country;
  random: Random;
  noise: Noise;
}

export type PaintScene = (scene: Scene) => void;
