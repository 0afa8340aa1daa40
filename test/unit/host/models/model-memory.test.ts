import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hubIdOf, hubName } from '../../../../src/host/models/hub-id';
import { ModelMemory } from '../../../../src/host/models/model-memory';
import { storedNames, storedWeights } from '../../../../src/host/models/stored-choice';
import { fakeMemento } from '../hub/fakes';

const folder = resolve('models/bert');

describe('what is remembered of models', () => {
  it('has the latest first, each once, and not without end', async () => {
    const memory = new ModelMemory(fakeMemento());
    for (let index = 0; index < 10; index++) await memory.rememberModel(`org/m${index}`);
    await memory.rememberModel('org/m7');
    expect(memory.recentModels.slice(0, 3)).toEqual(['org/m7', 'org/m9', 'org/m8']);
    expect(memory.recentModels).toHaveLength(8);
    await memory.rememberFolder(folder);
    expect(memory.recentFolders).toEqual([folder]);
  });

  it('knows favourites and what was downloaded here', async () => {
    const memory = new ModelMemory(fakeMemento());
    await memory.setFavourite('org/a', true);
    await memory.setFavourite('org/b', true);
    await memory.setFavourite('org/a', false);
    expect([memory.isFavourite('org/a'), memory.favourites]).toEqual([false, ['org/b']]);
    await memory.setOwnDownload('org/a', true);
    expect([memory.isOwnDownload('org/a'), memory.isOwnDownload('org/b')]).toEqual([true, false]);
  });

  it('knows which weights were chosen for a model', async () => {
    const memory = new ModelMemory(fakeMemento());
    await memory.setWeights('org/a', 'onnx/model_int8.onnx');
    await memory.setWeights(folder, 'model.onnx');
    expect(memory.weightsOf('org/a')).toBe('onnx/model_int8.onnx');
    await memory.setWeights('org/a', null);
    expect([memory.weightsOf('org/a'), memory.weightsOf(folder)]).toEqual([null, 'model.onnx']);
  });

  it('knows how the weights of a model are to be kept', async () => {
    const memory = new ModelMemory(fakeMemento());
    expect(memory.storageOf('org/a')).toBe('auto');
    await memory.setStorage('org/a', '8-bit');
    await memory.setStorage(folder, 'float32');
    expect([memory.storageOf('org/a'), memory.storageOf(folder)]).toEqual(['8-bit', 'float32']);
    await memory.setStorage('org/a', 'auto');
    expect([memory.storageOf('org/a'), memory.storageOf(folder)]).toEqual(['auto', 'float32']);
  });

  it.each([null, 'org/a', 7, { 0: 'org/a' }, [['org/a']], [7, null], ['../x', 'a/b/c', '']])(
    'takes nothing from %j that another program may have left',
    (left) => {
      const memento = fakeMemento({
        'modelLens.favourites': left,
        'modelLens.recentModels': left,
        'modelLens.downloaded': left,
        'modelLens.weights': left,
        'modelLens.weightStorage': left,
      });
      const memory = new ModelMemory(memento);
      expect([memory.favourites, memory.recentModels, memory.weightsOf('org/a')]).toEqual([[], [], null]);
      expect(memory.storageOf('org/a')).toBe('auto');
    },
  );

  it('leaves weights out whose path would lead elsewhere', () => {
    const left = [['a', '../x'], ['b', '/etc/passwd'], ['c', 'C:\\x'], ['d', 'onnx/model.onnx'], ['e'], ['f', 7]];
    expect([...storedWeights(left)]).toEqual([['d', 'onnx/model.onnx']]);
    expect(storedNames(['a', 'b'], (name) => name === 'b')).toEqual(['b']);
  });
});

describe('names of models', () => {
  it.each([
    ['org/model', 'org/model'],
    ['org/model@v1', 'org/model'],
    ['gpt2', 'gpt2'],
    ['sample', null],
    [folder, null],
    ['../x', null],
    ['a/b/c', null],
    ['', null],
  ])('%s is %s on the Hub', (name, id) => {
    expect(hubIdOf(name)).toBe(id);
  });

  it('have no revision where it is the usual one', () => {
    expect([hubName('a/b', null), hubName('a/b', 'main'), hubName('a/b', 'v1')]).toEqual(['a/b', 'a/b', 'a/b@v1']);
  });
});
