import type { SettingKey } from '../../../src/common/contracts/training/form-view';
import type { FormStore } from '../store/form-store';
import { exampleOf } from './setting-examples';
import { kindOf, type SettingKind } from './setting-kind';

/** Where a value is put in, and what is done with it. */
export interface Field {
  /** Of its control; by this its problems are kept. */
  readonly id: string;
  /** As the run file has it. */
  readonly name: string;
  /** What it is, in a line. */
  readonly words: string;
  readonly kind: SettingKind;
  readonly value: unknown;
  /** Undefined where it has none. */
  readonly byDefault: unknown;
  /** What is typed, as an example; null where its kind says enough. */
  readonly example: string | null;
  readonly changed: boolean;
  readonly problem: string | null;
  /** Null takes the value back to its default. */
  readonly set: (value: unknown) => void;
  /** Keeps that what was typed is no value, with the reason in words. */
  readonly refuse: (reason: string) => void;
}

/** The field of a setting. */
export function fieldOf(store: FormStore, key: SettingKey, words: string): Field {
  return {
    ...{ id: key, name: key, words },
    kind: kindOf(key),
    value: store.settingOf(key),
    byDefault: store.state?.defaults[key],
    example: exampleOf(key),
    changed: store.isChanged(key),
    problem: store.problemOf(key),
    set: (value) => store.set({ [key]: value }),
    refuse: (reason) => store.refuse(key, reason),
  };
}
