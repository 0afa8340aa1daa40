import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ClassScore, Score } from './score.mts';

const configSchema = v.object({
  num_hidden_layers: v.number(),
  num_attention_heads: v.number(),
  hidden_size: v.number(),
  max_position_embeddings: v.number(),
  vocab_size: v.number(),
  id2label: v.record(v.string(), v.string()),
});

/** The model card, README.md of the model folder, with the model's sizes and its score. */
export function cardOf(folder: string, score: Score): string {
  const config = v.parse(configSchema, JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')));
  const labels = Object.entries(config.id2label).map(([id, label]) => `${id} \`${label}\``);
  const classes = Object.entries(score.classes).map(([label, one]) => `${label} ${percent(one)}`);
  const { num_hidden_layers: layers, num_attention_heads: heads } = config;
  return `---
license: apache-2.0
language: en
library_name: transformers
pipeline_tag: text-classification
tags: [sentiment, sample]
---

# Sample sentiment model

A very small BERT that says whether a short English sentence is negative, neutral or positive. It comes with Model
Lens as a sample, so that there is something to look at before the first download. It is made for looking at, not for
decisions.

| | |
|---|---|
| architecture | \`BertForSequenceClassification\` |
| size | ${layers} layers of ${heads} heads, hidden size ${config.hidden_size}, ${config.max_position_embeddings} positions |
| parameters | ${grouped(parametersOf(join(folder, 'model.safetensors')))}, float32 |
| tokenizer | WordPiece, uncased, ${grouped(config.vocab_size)} tokens |
| labels | ${labels.join(', ')} |
| accuracy | ${percent(score)} of ${score.sentences} sentences that it was not trained on (${classes.join(', ')}) |
| licence | Apache-2.0 |

## How it was made

Trained from random weights by Model Lens itself: \`npm run sample-model\` in its repository, where \`tools/sample-model\` has
the sentences written for it, the grammar with a word list that puts more of them together, and the settings of the run.
They are about feedback, courses, products, films, food, travel, everyday matters and software. No other text, model or
data set went into it. \`model-lens score\` gives the score.

## Limits

It knows some four thousand English words, and what negation, contrast and "too long" do in short sentences. Irony, long
texts, other languages and knowledge of the world are beyond it.
`;
}

function percent({ accuracy }: ClassScore): string {
  return `${(accuracy * 100).toFixed(1)}%`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

/** How many float32 values a safetensors file holds: it is eight bytes, a header of so many bytes, and the values. */
function parametersOf(path: string): number {
  const header = Number(readFileSync(path).readBigUInt64LE());
  return (statSync(path).size - 8 - header) / Float32Array.BYTES_PER_ELEMENT;
}
