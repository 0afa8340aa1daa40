import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, lensApi, openText, until } from '../support/lens';

const text = '# Week 3\n\nI am excited to learn about transformers\nIt was "too long", for me.\n';

suite('Classify Each Line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'model-lens-lines-'));

  teardown(closeAll);
  suiteTeardown(() => rmSync(folder, { recursive: true }));

  test('every line with text gets a label, saved as CSV and JSONL', async () => {
    const api = await lensApi();
    const { document } = await openText(text);
    await vscode.commands.executeCommand('modelLens.classifyEachLine');
    await until(() => api.linesState(document.uri)?.phase === 'done', 'the lines are not classified');
    assert.equal(api.linesState(document.uri)?.total, 3);
    const labels = api.linesState(document.uri)?.labels ?? [];
    await api.saveLines(document.uri, vscode.Uri.file(join(folder, 'lines.csv')), 'csv');
    const [heading, ...rows] = readFileSync(join(folder, 'lines.csv'), 'utf8').trimEnd().split('\n');
    const columns = labels.map((label) => `p(${label})`).join(',');
    assert.equal(heading, `line,text,label,score,${columns},tokens,truncated,error`);
    assert.match(rows[1] ?? '', /^3,I am excited to learn about transformers,\w+,[\d.]+,/);
    assert.match(rows[2] ?? '', /^4,"It was ""too long"", for me\.",\w+,/);
    await api.saveLines(document.uri, vscode.Uri.file(join(folder, 'lines.jsonl')), 'jsonl');
    const lines = readFileSync(join(folder, 'lines.jsonl'), 'utf8').trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { line: number }).line),
      [1, 3, 4],
    );
  });

  test('an edit makes the table stale', async () => {
    const api = await lensApi();
    const editor = await openText(text);
    await vscode.commands.executeCommand('modelLens.classifyEachLine');
    const { uri } = editor.document;
    await until(() => api.linesState(uri)?.phase === 'done', 'the lines are not classified');
    assert.equal(api.linesState(uri)?.stale, false);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '>'));
    await until(() => api.linesState(uri)?.stale === true, 'the table is not stale');
  });
});
