import type { ReadableDb, WritableDb } from "@shared/sqlite/sqlite";

/** What a library remembers of itself. */
interface Settings {
  /** Random, made with the library, kept when it is bound to a service. */
  libraryId: string;
  /** Random; names this device in the log. */
  deviceId: string;
}

export interface SettingRepository {
  find<Name extends keyof Settings>(name: Name): Settings[Name] | undefined;
  save<Name extends keyof Settings>(name: Name, value: Settings[Name]): void;
}

export function createSettingRepository(db: WritableDb & ReadableDb): SettingRepository {
  return {
    find: <Name extends keyof Settings>(name: Name) => {
      const row = db.get<{ value: string }>("SELECT value FROM setting WHERE name = $name", { name });
      return row && (JSON.parse(row.value) as Settings[Name]);
    },
    save: (name, value) => {
      db.run(
        "INSERT INTO setting (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = $value",
        {
          name,
          value: JSON.stringify(value),
        },
      );
    },
  };
}
