import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import type { RunFile } from '../../../src/common/contracts/training/run-file';
import { temporaryFolder } from '../support/fixtures';
import { caseFolder } from '../train/model/support/training-case';
import { goldenRun } from '../train/run/support/golden-run';
import { runPython } from './support/run-python';

interface Opened {
  type: string;
  /** Names of the adapter that peft has and the file has not, or the other way round. */
  others: string[];
  same: boolean;
  distance: number;
  moved: number;
}

/** Opens an adapter by its own name for the base, and compares what it computes with the model that it is kept with. */
function openingProgram(folder: string, auto: string): string {
  return `
import json, torch, peft, transformers
from safetensors.torch import load_file
folder = ${JSON.stringify(folder)}
adapter = folder + "/adapter"
model = peft.AutoPeftModelFor${auto}.from_pretrained(adapter).eval()
state, saved = peft.get_peft_model_state_dict(model), load_file(adapter + "/adapter_model.safetensors")
ids = torch.tensor([[2, 45, 117, 102, 100, 3]])
with torch.no_grad():
    logits = model(input_ids=ids).logits
    merged = transformers.AutoModelFor${auto}.from_pretrained(folder).eval()(input_ids=ids).logits
    with model.disable_adapter():
        before = model(input_ids=ids).logits
print(json.dumps({
    "type": type(model).__name__, "others": sorted(set(state) ^ set(saved)),
    "same": all(torch.equal(state[name], saved[name]) for name in saved if name in state),
    "distance": (logits - merged).abs().max().item(), "moved": (logits - before).abs().max().item(),
}))
`;
}

const runs: [string, string, NonNullable<RunFile['lora']>][] = [
  ['lora-bert', 'SequenceClassification', { r: 4, lora_alpha: 8 }],
  ['seqcls-distilbert', 'SequenceClassification', { r: 2, lora_alpha: 3, target_modules: 'all-linear' }],
  ['causal-gpt2', 'CausalLM', { r: 2, lora_alpha: 3, target_modules: ['c_attn', 'c_proj'] }],
  ['causal-llama', 'CausalLM', { r: 2, lora_alpha: 3, target_modules: 'all-linear' }],
];

describe.skipIf(inject('transformersPython') === null)('peft opens', () => {
  it('adapters that were trained, which compute what the models with them do', { timeout: 600_000 }, async () => {
    const programs: string[] = [];
    for (const [name, auto, lora] of runs) {
      const folder = temporaryFolder();
      const settings = {
        lora,
        max_steps: 4,
        learning_rate: 0.02,
        eval_strategy: 'no',
        model: caseFolder(name),
      } as const;
      await goldenRun({ folder, name, settings });
      programs.push(openingProgram(join(folder, 'final'), auto));
    }
    const opened = runPython(programs).map((output) => JSON.parse(output) as Opened);
    for (const [index, { type, others, same, distance, moved }] of opened.entries()) {
      const [name, auto] = runs[index]!;
      expect({ name, type, others, same }).toEqual({ name, type: `PeftModelFor${auto}`, others: [], same: true });
      expect(distance).toBeLessThan(1e-4);
      expect(moved).toBeGreaterThan(1e-3);
    }
  });
});
