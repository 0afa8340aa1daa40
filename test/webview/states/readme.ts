/** A README as they are on the Hub: front matter, HTML between Markdown, badges, tables, code. */
export const sstReadme = `---
language: en
license: apache-2.0
datasets:
- sst2
model-index:
- name: distilbert
---

<div align="center">
  <img src="map.jpeg" alt="Map of the models" width="400">
</div>

# DistilBERT base uncased finetuned SST-2

[![Model DOI](https://img.shields.io/badge/doi-10.57967-blue)](https://doi.org/10.57967/hf/0181) ![](docs/plot.png?raw=true)

## Table of Contents
- [Model Details](#model-details)
- [How to Get Started With the Model](#how-to-get-started)

## Model Details

This model is a fine-tune checkpoint of [DistilBERT-base-uncased](https://huggingface.co/distilbert-base-uncased),
fine-tuned on **SST-2**. This model reaches an accuracy of *91.3* on the dev set (for comparison, the
\`bert-base-uncased\` version reaches an accuracy of 92.7). See [the licence](LICENSE) and https://arxiv.org/abs/1910.01108.

## How to Get Started

\`\`\`python
from transformers import DistilBertTokenizer, DistilBertForSequenceClassification

name = "distilbert-base-uncased-finetuned-sst-2-english"
tokenizer = DistilBertTokenizer.from_pretrained(name)
model = DistilBertForSequenceClassification.from_pretrained(name, torch_dtype="auto", device_map="auto", low_cpu_mem_usage=True)
\`\`\`

| Parameter | Value |
|:----------|------:|
| learning_rate | 1e-5 |
| batch_size | 32 |

<details>
<summary>More settings</summary>

warmup = 600

</details>

> For sentences like *This film was filmed in COUNTRY*, this binary classification model will give radically different
> probabilities for the positive label depending on the country.
`;

/** Long enough to be folded, with a link at its end. */
export const longReadme = `# Long\n\n${Array.from({ length: 900 }, (_, index) => `Paragraph ${index + 1} of a long text about a model.`).join('\n\n')}\n\n[The end](https://example.org/end)\n`;

/** Everything that must not get through. */
export const hostileReadme = `# Hello <script>window.broken = 1</script>

<img src="https://tracker.example/pixel.gif" onerror="window.broken = 1">
<a href="javascript:window.broken = 1" id="config" name="files" style="position: fixed; inset: 0" onclick="window.broken = 1">click</a>
<a href="command:workbench.action.closeWindow">command</a> <a href="data:text/html,<script>window.broken = 1</script>">data</a>
<form action="https://evil.example"><input name="token"><button>Send</button></form>
<iframe src="https://evil.example"></iframe><object data="https://evil.example"></object><embed src="https://evil.example">
<svg onload="window.broken = 1"><a xlink:href="javascript:window.broken = 1"><text>svg</text></a></svg>
<math><mtext><table><mglyph><style><img src=x onerror="window.broken = 1"></style></mglyph></table></mtext></math>
<style>* { display: none }</style><link rel="stylesheet" href="https://evil.example/a.css"><base href="https://evil.example/">
<div style="background: url(https://tracker.example/2)" class="picture" role="link" tabindex="0" aria-hidden="true" data-vscode-context="{}">styled</div>
<video src="https://tracker.example/3" autoplay></video><audio src="https://tracker.example/4"></audio><source srcset="https://tracker.example/5 1x">
<table background="https://tracker.example/6"><tr><td colspan="1000000">cell</td></tr></table>
<details-app></details-app><vscode-icon name="x"></vscode-icon><template><img src=x onerror="window.broken = 1"></template>
[one](javascript:window.broken=1) [two](vbscript:x) [three](  jAvAsCrIpT:x) ![four](javascript:x) <javascript:window.broken=1>
`;
