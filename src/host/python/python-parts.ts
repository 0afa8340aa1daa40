import type { EncodeOptions } from '../../common/contracts/run';
import type { ResolvedModel } from '../../hub/models/resolve-model';
import { pythonString } from './string-literal';

/** The lines that name the model and open its tokenizer, and the arguments of `from_pretrained`. */
export function pretrained(model: Pick<ResolvedModel, 'id' | 'revision' | 'commit' | 'folder' | 'origin'>): {
  readonly lines: string[];
  readonly from: string;
} {
  const hub = model.origin === 'cache';
  const revision = model.commit ?? model.revision;
  const from = hub && revision !== null ? `model_id, revision=${pythonString(revision)}` : 'model_id';
  return {
    from,
    lines: [
      `model_id = ${pythonString(hub ? model.id : model.folder)}`,
      `tokenizer = AutoTokenizer.from_pretrained(${from})`,
    ],
  };
}

/** The lines that set the tokenizer's sides where they differ from its own. */
export function tokenizerSides({ truncationSide, paddingSide }: EncodeOptions): string[] {
  return [
    ...(truncationSide === null ? [] : [`tokenizer.truncation_side = ${pythonString(truncationSide)}`]),
    ...(paddingSide === null ? [] : [`tokenizer.padding_side = ${pythonString(paddingSide)}`]),
  ];
}
