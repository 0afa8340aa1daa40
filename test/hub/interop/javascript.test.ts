import { createHash } from 'node:crypto';
import {
  downloadFile,
  fileDownloadInfo,
  listFiles,
  listModels,
  modelInfo,
  parseSafetensorsMetadata,
  pathsInfo,
  whoAmI,
} from '@huggingface/hub';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf } from '../../hub-server/content/content.mts';
import { startHub, syntheticContent, testTokens, type TestHub } from '../../hub-server/start-hub.mts';
import { repos } from './repos';

const repo = 'fixtures/roberta-sentiment';
let hub: TestHub;
let hubUrl: string;

beforeAll(async () => {
  hub = await startHub({ repos, many: 1200 });
  hubUrl = hub.endpoint;
});
afterAll(() => hub.stop());

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('@huggingface/hub with the test Hub', () => {
  it('searches with filters, over several pages', async () => {
    const everything = await all(listModels({ hubUrl, sort: 'downloads' }));
    // All but the private one.
    expect(everything).toHaveLength(1200 + repos.length - 1);
    expect(new Set(everything.map(({ name }) => name)).size).toBe(everything.length);
    const downloads = everything.map((model) => model.downloads);
    expect(downloads).toEqual(downloads.toSorted((one, other) => other - one));

    const search = { query: 'roberta', owner: 'fixtures', task: 'text-classification', tags: ['license:apache-2.0'] };
    const [found, ...others] = await all(
      listModels({
        hubUrl,
        search: { ...search, task: 'text-classification' },
        additionalFields: ['filePaths', 'sha'],
      }),
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({ name: repo, gated: false, likes: 12, sha: hub.repo(repo).head });
    expect(found?.filePaths).toContain('onnx/model.onnx');
  });

  it('reads a model and its files', async () => {
    const info = await modelInfo({ name: repo, hubUrl, additionalFields: ['safetensors', 'config', 'tags'] });
    expect(info).toMatchObject({ name: repo, task: 'text-classification', config: { model_type: 'roberta' } });
    expect(info.safetensors?.total).toBeGreaterThan(30_000);

    const files = await all(listFiles({ repo, hubUrl, recursive: true }));
    const snapshot = hub.repo(repo).files(hub.repo(repo).head);
    expect(files.filter(({ type }) => type === 'file').map(({ path }) => path)).toEqual([...snapshot.keys()].sort());
    const many = await all(listFiles({ repo: 'fixtures/many-files', hubUrl, recursive: true }));
    expect(many.filter(({ type }) => type === 'file')).toHaveLength(2500);
    const [first] = await all(listFiles({ repo, hubUrl, path: 'onnx', expand: true }));
    expect(first?.lastCommit?.id).toBe(hub.repo(repo).head);

    const [weights] = await pathsInfo({ repo, hubUrl, paths: ['large.bin', 'not there'] });
    expect(weights?.lfs).toMatchObject({ size: 12_000_001, oid: await snapshot.get('large.bin')?.sha256() });
  });

  it.each(['config.json', 'onnx/model.onnx', 'large.bin'])('downloads %s whole', async (path) => {
    const content = hub.repo(repo).files(hub.repo(repo).head).get(path)!;
    const blob = await downloadFile({ repo, path, hubUrl });
    const bytes = Buffer.from(await blob!.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(await content.sha256());
    const part = Buffer.from(await blob!.slice(100, 300).arrayBuffer());
    expect(part).toEqual((await bytesOf(content)).subarray(100, 300));
  });

  it('downloads a file from the storage called Xet', async () => {
    const path = 'large.bin';
    const files = { [path]: syntheticContent('xet', 700_001) };
    const { head } = hub.addRepo({ id: 'fixtures/xet', files, xet: true });
    const content = hub.repo('fixtures/xet').files(head).get(path)!;
    const blob = await downloadFile({ repo: 'fixtures/xet', path, hubUrl });
    const bytes = Buffer.from(await blob!.arrayBuffer());
    expect(bytes.equals(await bytesOf(content))).toBe(true);
    const part = Buffer.from(await blob!.slice(65_000, 140_000).arrayBuffer());
    expect(part.equals(bytes.subarray(65_000, 140_000))).toBe(true);
    expect(hub.requests.filter(({ url }) => url.startsWith('/xorbs/')).length).toBeGreaterThan(0);
    hub.store.remove('fixtures/xet');
  });

  it('reads the header of a safetensors file by range', async () => {
    const { header } = await parseSafetensorsMetadata({ repo, path: 'model.safetensors', hubUrl }).then((metadata) => {
      if (metadata.sharded) throw new Error('The model is in one file.');
      return metadata;
    });
    expect(header).toHaveProperty(['classifier.out_proj.weight', 'shape'], [3, 32]);
  });

  it('knows who asks', async () => {
    expect(await whoAmI({ accessToken: testTokens.reader, hubUrl })).toMatchObject({ type: 'user', name: 'reader' });
    await expect(whoAmI({ accessToken: 'hf_nobodys', hubUrl })).rejects.toThrow('Invalid credentials');
    const accessToken = testTokens.member;
    expect(await fileDownloadInfo({ repo: 'fixtures/gated', path: 'config.json', hubUrl, accessToken })).toMatchObject({
      size: 2,
    });
    expect(await fileDownloadInfo({ repo, path: 'none.json', hubUrl })).toBeNull();
  });

  it.each([
    ['fixtures/gated', undefined, 401],
    ['fixtures/gated', testTokens.reader, 403],
    ['fixtures/private', undefined, 401],
    ['fixtures/private', testTokens.reader, 404],
    ['fixtures/disabled', testTokens.member, 403],
    ['fixtures/none', testTokens.member, 404],
  ])('is refused %s as %s', async (name, accessToken, statusCode) => {
    const refusal = downloadFile({ repo: name, path: 'config.json', hubUrl, ...(accessToken ? { accessToken } : {}) });
    await expect(refusal).rejects.toMatchObject({ statusCode });
  });
});
