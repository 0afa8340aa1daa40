import * as v from 'valibot';
import { errorDataSchema, fromErrorData, toErrorData } from './lens-error';

/** Schema of something that either worked or says why not, so that one part's failure leaves the rest usable. */
export function outcome<Value extends v.GenericSchema>(value: Value) {
  return v.variant('ok', [
    v.object({ ok: v.literal(true), value }),
    v.object({ ok: v.literal(false), error: errorDataSchema }),
  ]);
}

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; error: v.InferOutput<typeof errorDataSchema> };

/** Runs `work` and turns what it throws into data. */
export async function attempt<Value>(work: () => Value | Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: toErrorData(error) };
  }
}

/** The value of an outcome. Throws its error as a `LensError`. */
export function unwrap<Value>(result: Outcome<Value>): Value {
  if (result.ok) return result.value;
  throw fromErrorData(result.error);
}
