import type { Run } from '../../../common/contracts/run';
import type { Token } from '../../../common/contracts/tokens';
import { toPython } from '../../python/to-python';
import type { ReadOutcome } from '../run/read-with-model';
import { toInputs } from '../source/read-text';

/** The lines of `transformers` that compute the run. */
export function runAsPython({ params, model, run, options }: ReadOutcome): string {
  return toPython({
    model: params.model.resolved,
    info: run?.prediction?.ok ? model.info : null,
    texts: params.read.rows.map(({ text }) => text),
    pair: toInputs(params.read, model.info)[0]?.pair ?? null,
    options,
    maxLength: run?.maxLength ?? null,
  });
}

/** The run's numbers as JSON: each row's text, window, tokens and, where there is a prediction, labels by probability. */
export function runAsJson({ params, model, run }: ReadOutcome): string {
  const inputs = toInputs(params.read, model.info);
  const results = (run?.rows ?? []).map((row, index) => ({
    ...inputs[row.input],
    window: row.window,
    tokens: row.length,
    cut: row.cut,
    labels: run ? labelsOf(run, index) : null,
  }));
  const { commit } = params.model.resolved;
  return JSON.stringify({ model: model.id, revision: commit, device: run?.device ?? null, results }, undefined, 2);
}

function labelsOf({ prediction }: Run, row: number) {
  if (!prediction?.ok) return null;
  const { labels, rows } = prediction.value;
  const { logits, probabilities } = rows[row] ?? { logits: [], probabilities: [] };
  return labels
    .map((label, id) => ({ id, label, logit: logits[id] ?? null, probability: probabilities[id] ?? null }))
    .sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
}

const columns = ['row', 'index', 'token', 'text', 'id', 'start', 'end', 'word', 'type', 'special', 'mask'];

/** Tokens as a table that spreadsheets take: a heading, tabs between columns; tabs and line breaks in texts escaped. */
export function tokensAsTable(rows: readonly (readonly Token[])[]): string {
  const lines = rows.flatMap((tokens, row) => tokens.map((token, index) => line(row, index, token)));
  return `${[columns.join('\t'), ...lines].join('\n')}\n`;
}

function line(row: number, index: number, token: Token): string {
  const { start, end, word, typeId, special, attention } = token;
  const values = [row, index, token.token, token.text, token.id, start, end, word, typeId, special ? 1 : 0, attention];
  return values.map(cell).join('\t');
}

function cell(value: string | number | null): string {
  const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
  return value === null ? '' : String(value).replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}
