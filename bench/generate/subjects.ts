/** Somewhere photos are taken. */
export interface Place {
  /** As a tag: country, then town. */
  path: string;
  latitude: number;
  longitude: number;
  offsetMinutes: number;
}

/** Coordinates of the towns' centres, and the offset of their summer. */
export const PLACES: readonly [Place, ...Place[]] = [
  { path: "Places|Germany|Hamburg", latitude: 53.5511, longitude: 9.9937, offsetMinutes: 120 },
  { path: "Places|Germany|Berlin", latitude: 52.52, longitude: 13.405, offsetMinutes: 120 },
  { path: "Places|Germany|Freiburg", latitude: 47.999, longitude: 7.8421, offsetMinutes: 120 },
  { path: "Places|France|Paris", latitude: 48.8566, longitude: 2.3522, offsetMinutes: 120 },
  { path: "Places|France|Brest", latitude: 48.3904, longitude: -4.4861, offsetMinutes: 120 },
  { path: "Places|Italy|Rome", latitude: 41.9028, longitude: 12.4964, offsetMinutes: 120 },
  { path: "Places|Italy|Bari", latitude: 41.1171, longitude: 16.8719, offsetMinutes: 120 },
  { path: "Places|Portugal|Lisbon", latitude: 38.7223, longitude: -9.1393, offsetMinutes: 60 },
  { path: "Places|Norway|Tromsø", latitude: 69.6492, longitude: 18.9553, offsetMinutes: 120 },
  { path: "Places|Iceland|Reykjavík", latitude: 64.1466, longitude: -21.9426, offsetMinutes: 0 },
  { path: "Places|Japan|Tokyo", latitude: 35.6762, longitude: 139.6503, offsetMinutes: 540 },
  { path: "Places|Japan|京都", latitude: 35.0116, longitude: 135.7681, offsetMinutes: 540 },
  { path: "Places|Canada|Toronto", latitude: 43.6532, longitude: -79.3832, offsetMinutes: -240 },
  { path: "Places|Peru|Cusco", latitude: -13.532, longitude: -71.9675, offsetMinutes: -300 },
  { path: "Places|Kenya|Nairobi", latitude: -1.2921, longitude: 36.8219, offsetMinutes: 180 },
  { path: "Places|New Zealand|Wellington", latitude: -41.2866, longitude: 174.7756, offsetMinutes: 720 },
];

export const PEOPLE = [
  ...["People|Family|Anna", "People|Family|Jonas", "People|Family|Grandma Ilse", "People|Family|Mika"],
  ...["People|Friends|Birgit", "People|Friends|José", "People|Friends|Yuki", "People|Work|Choir"],
] as const satisfies readonly [string, ...string[]];

export const THINGS = [
  ...["Nature|Birds|Heron", "Nature|Birds|Blackbird", "Nature|Trees|Birch", "Nature|Sea", "Nature|Mountains"],
  ...["Events|Birthday", "Events|Wedding", "Events|Concert", "Food", "Garden", "Architecture|Bridges"],
] as const satisfies readonly [string, ...string[]];

/** Words that titles are made of. */
export const QUALITIES = ["Early", "Quiet", "Windy", "Last", "Golden", "Crowded", "Misty", "Second", "Blue"] as const;
export const SIGHTS = [
  ...["morning", "harbour", "market", "summit", "façade", "tram", "sunset", "lighthouse", "meadow", "ferry"],
  ...["street", "rehearsal", "birthday cake", "first snow", "old town", "bridge", "garden gate"],
] as const satisfies readonly [string, ...string[]];
