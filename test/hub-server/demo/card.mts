import type { RepoSpec } from '../repos/repo.mts';

/** What a card says beyond the facts of its model. */
export interface CardText {
  /** Markdown under the title. */
  readonly about: string;
  /** An input of the example. */
  readonly example: string;
}

/** A model card as people write them: front matter, headings, code, a table, pictures, links, some HTML. */
export function card(id: string, spec: Omit<RepoSpec, 'id' | 'files'>, { about, example }: CardText): string {
  const { license = 'other', languages = [], task = 'text-classification' } = spec;
  const name = id.split('/')[1] ?? id;
  return `---
license: ${license ?? 'other'}
language: [${languages.join(', ')}]
pipeline_tag: ${task ?? 'text-classification'}
---

<div align="center">
  <img src="layers.png" width="96" alt="The layers of ${name}">
</div>

# ${name}

${about}

- **Task:** ${task ?? 'text-classification'}
- **Languages:** ${languages.join(', ')}
- **License:** ${license ?? 'other'}, see [the license](LICENSE)

## How to use

\`\`\`python
from transformers import pipeline

run = pipeline("${task ?? 'text-classification'}", model="${id}")
run("${example}")
\`\`\`

## Evaluation

| split      | examples | accuracy |    F1 |
| ---------- | -------: | -------: | ----: |
| validation |      220 |    0.891 | 0.887 |
| test       |      441 |    0.879 | 0.874 |

The numbers show how a table looks; nothing was measured.

![Accuracy by epoch](https://example.com/${name}/accuracy.png)

## Risks, limitations and biases

For sentences about places or people this model can give very different probabilities for the same label. Read about
[bias in language models](https://example.com/bias) before you rely on it, and [the config](config.json) for its labels.

<details>
<summary>Training</summary>

1. epochs: 3
2. learning rate: 2e-5
3. batch size: 32

</details>

> Made for a demonstration without a network. <kbd>Ctrl</kbd>+<kbd>K</kbd> <kbd>L</kbd> reads the selection with it.
`;
}
