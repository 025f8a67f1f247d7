/** The small file that a person may read and edit while the server runs. It holds no secrets. */
import { Low } from 'lowdb';
import { DurableFile } from './durableFile.ts';
import { complaints, type ConnectionSettings, type SettingsFile, settingsShape } from './shape.ts';

export type { ConnectionSettings, SettingsFile };

/** The file says something that cannot be. It has not been changed. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

export interface Settings {
  /** What the file says now, with defaults filled in. */
  read(): Promise<Readonly<SettingsFile>>;
  /** Changes a copy and writes it, durably, if it is still valid. One update at a time. */
  update(change: (draft: SettingsFile) => void): Promise<Readonly<SettingsFile>>;
}

/** Throws a SettingsError if there is a file and it is not valid; without one the settings are empty. */
export async function openSettings(path: string): Promise<Settings> {
  const settings = new FileSettings(path);
  await settings.read();
  return settings;
}

class FileSettings implements Settings {
  readonly #path: string;
  readonly #file: DurableFile;
  #known: { version: string; settings: SettingsFile } | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
    this.#file = new DurableFile(path);
  }

  async read(): Promise<Readonly<SettingsFile>> {
    const version = await this.#file.version();
    if (this.#known?.version !== version) this.#known = { version, settings: await this.#load() };
    return this.#known.settings;
  }

  update(change: (draft: SettingsFile) => void): Promise<Readonly<SettingsFile>> {
    const done = this.#turn.then(() => this.#change(change));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #change(change: (draft: SettingsFile) => void): Promise<Readonly<SettingsFile>> {
    const database = new Low<unknown>(this.#file, {});
    for (;;) {
      const draft = structuredClone(await this.read()) as SettingsFile;
      const before = this.#known?.version;
      change(draft);
      database.data = this.#valid(draft);
      // Someone may have saved the file in an editor meanwhile; then the change is made to what they wrote.
      if ((await this.#file.version()) !== before) continue;
      await database.write();
      return this.read();
    }
  }

  async #load(): Promise<SettingsFile> {
    const database = new Low<unknown>(this.#file, {});
    try {
      await database.read();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new SettingsError(
        `${this.#path} cannot be read: ${reason}. Correct the file; it was not changed.`,
        { cause },
      );
    }
    return this.#valid(database.data);
  }

  #valid(data: unknown): SettingsFile {
    const result = settingsShape.safeParse(data);
    if (result.success) return result.data;
    throw new SettingsError(
      `${this.#path}:\n${complaints(result.error)
        .map((line) => `  ${line}`)
        .join('\n')}`,
    );
  }
}
