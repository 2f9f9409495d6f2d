/** The window of a library that holds nothing yet. */
export const firstRun = {
  "firstRun.title": "Your photos, on this computer",
  "firstRun.text": "Add a folder and its photos appear here by date. Originals are never changed.",
  "firstRun.addFolder": "Add a folder…",
  "firstRun.samples": "Try with sample photos",
  "firstRun.makingSamples": "Making sample photos…",
  "firstRun.samplesHint": "The samples are 200 generated scenes with dates, places and cameras.",
  "firstRun.dropHint": "Or drop files and folders anywhere in this window",
} as const;
