import type { RepoSpec } from '../repos/repo.mts';

/** A model card as people write them: front matter, headings, a table, code, a picture, some HTML. */
export function card(id: string, { license, languages, task }: Omit<RepoSpec, 'id' | 'files'>): string {
  const name = id.split('/')[1] ?? id;
  return `---
license: ${license ?? 'unknown'}
language: [${(languages ?? []).join(', ')}]
pipeline_tag: ${task ?? 'text-classification'}
---

<div align="center">
  <img src="https://example.com/${name}.png" width="400" alt="Architecture of ${name}">
</div>

# ${name}

A very small model for **trying Model Lens** without a network. Its numbers are those of a test, not of a study.

## How to use

\`\`\`python
from transformers import pipeline

classify = pipeline("text-classification", model="${id}")
classify("I am excited to learn about transformers")
\`\`\`

## Evaluation

| split | accuracy | F1 |
|---|---:|---:|
| validation | 0.891 | 0.887 |
| test | 0.879 | 0.874 |

## Risks, limitations and biases

For sentences about places or people this classifier can give very different probabilities for the same label. See the
[paper](https://example.com/paper) and the [license](LICENSE) before you use it.

<details><summary>Training</summary>

- epochs: 3
- learning rate: 2e-5

</details>
`;
}
