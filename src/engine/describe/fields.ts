import type { RawConfig } from '../architectures/config/raw-config';

/** A record of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a config.json by names. What cannot be (a negative size, a text where a number is due) is taken as not there. Of
 * models of text and pictures the part about text comes first.
 */
export class Fields {
  readonly modelType: string;
  readonly #config: JsonObject;

  constructor(config: RawConfig) {
    this.modelType = config.model_type ?? '';
    this.#config = { ...config, ...objectOf(config['text_config']) };
  }

  /** A whole number that is not negative, by the first name that has one. */
  count(...names: readonly string[]): number | null {
    const found = this.#values(names).find((value) => Number.isSafeInteger(value) && Number(value) >= 0);
    return found === undefined ? null : Number(found);
  }

  number(...names: readonly string[]): number | null {
    const found = this.#values(names).find((value) => Number.isFinite(value));
    return found === undefined ? null : Number(found);
  }

  text(...names: readonly string[]): string | null {
    const found = this.#values(names).find((value) => typeof value === 'string');
    return typeof found === 'string' ? found : null;
  }

  flag(name: string): boolean | null {
    const value = this.#value(name);
    return typeof value === 'boolean' ? value : null;
  }

  list(name: string): readonly unknown[] {
    const value = this.#value(name);
    return Array.isArray(value) ? value : [];
  }

  /** An object; empty where there is none. */
  object(name: string): JsonObject {
    return objectOf(this.#value(name));
  }

  has(name: string): boolean {
    return this.#value(name) !== undefined;
  }

  #values(names: readonly string[]): unknown[] {
    return names.map((name) => this.#value(name));
  }

  #value(name: string): unknown {
    return Object.hasOwn(this.#config, name) ? this.#config[name] : undefined;
  }
}

/** The value when it is an object, else an empty one. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
