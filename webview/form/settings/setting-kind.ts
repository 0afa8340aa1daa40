import type * as v from 'valibot';
import type { SettingKey } from '../../../src/common/contracts/training/form-view';
import { runFileSchema } from '../../../src/common/contracts/training/run-file';

/** How a setting is put in: by its shape in the run file. `modules` are the layers that LoRA is for. */
export type SettingKind =
  | { readonly kind: 'number' | 'text' | 'switch' | 'json' | 'modules' }
  | { readonly kind: 'choice'; readonly options: readonly string[] };

/** The kind of a setting, as the schema of run files has it. */
export function kindOf(key: SettingKey): SettingKind {
  return kindOfSchema(runFileSchema.entries[key]);
}

/** The kind of what a schema checks. */
export function kindOfSchema(wrapped: v.GenericSchema): SettingKind {
  const schema = unwrapped(wrapped);
  switch (schema.type) {
    case 'picklist':
      return { kind: 'choice', options: optionsOf(schema) };
    case 'number':
      return { kind: 'number' };
    case 'string':
      return { kind: 'text' };
    case 'boolean':
      return { kind: 'switch' };
    default:
      return { kind: 'json' };
  }
}

function unwrapped(schema: v.GenericSchema): v.GenericSchema {
  return 'wrapped' in schema ? (schema.wrapped as v.GenericSchema) : schema;
}

function optionsOf(schema: v.GenericSchema): string[] {
  return 'options' in schema && Array.isArray(schema.options) ? schema.options.map(String) : [];
}
