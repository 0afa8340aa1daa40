import * as v from 'valibot';
import type * as vscode from 'vscode';
import { isRunName } from '../folder/run-name';

const key = 'modelLens.form';

const keptSchema = v.object({
  runs: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096)),
  name: v.pipe(v.string(), v.check(isRunName)),
  exists: v.boolean(),
  settings: v.record(v.string(), v.unknown()),
});
export type FormKept = v.InferOutput<typeof keptSchema>;

/** What the form held when the window was last open, checked when it is read. */
export class KeptForm {
  constructor(private readonly state: vscode.Memento) {}

  /** Null where nothing was kept. */
  get(): FormKept | null {
    const kept = v.safeParse(keptSchema, this.state.get<unknown>(key));
    return kept.success ? kept.output : null;
  }

  async keep(kept: FormKept | undefined): Promise<void> {
    await this.state.update(key, kept);
  }
}
