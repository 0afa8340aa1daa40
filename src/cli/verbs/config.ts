import type { Options } from '../arguments/options';
import { modelOption, weightsOption } from '../model/model-options';
import { chosenCheckpoint } from '../model/chosen-checkpoint';
import { formatTable } from '../output/table';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

/** `model-lens config`: facts of a model, from its config and the headers of its weights. */
export const config: Verb = {
  summary: 'shows what a model is made of.',
  options: { ...modelOption, ...weightsOption },
  run,
};

type Fact = string | number | readonly string[] | Readonly<Record<string, string>> | null;

async function run(options: Options, context: VerbContext): Promise<VerbResult> {
  const { info, facts } = (await chosenCheckpoint(options, context)).checkpoint;
  const { kvHeads, encoderLayers, decoderLayers } = facts;
  const labels = Object.fromEntries(info.labels.map((label, id) => [id, label]));
  const stacks = info.kind === 'encoder-decoder' ? { encoderLayers, decoderLayers } : {};
  const json: Record<string, Fact> = { ...info, kvHeads, ...stacks, labels };
  const rows = Object.entries(json).map(([name, value]) => [name, shown(value)]);
  return { json, text: `${formatTable(rows)}\n` };
}

function shown(value: Fact): string {
  if (value === null) return '-';
  return typeof value === 'object' ? Object.values(value).join(', ') || '-' : String(value);
}
