import { provideSamplePhotos } from "@e2e/kit/samples";

/** Before tests that share the sample photos: files of tests that run side by side would each paint them. */
export async function setup(): Promise<void> {
  await provideSamplePhotos();
}
