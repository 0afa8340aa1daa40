import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fromErrorData, LensError, toErrorData } from '../../../src/common/errors/lens-error';
import { attempt, unwrap } from '../../../src/common/errors/outcome';
import { parseJson } from '../../../src/common/json/parse-json';

describe('errors', () => {
  it('keep code, message and help across a boundary, and the stack only as details', () => {
    const error = new LensError('too-big', 'It needs 9 GB.', 'Choose a smaller model.', { cause: new Error('alloc') });
    const data = toErrorData(error);
    expect(data).toMatchObject({ code: 'too-big', message: 'It needs 9 GB.', help: 'Choose a smaller model.' });
    expect(data.details).toContain('alloc');
    expect(fromErrorData(data)).toMatchObject({
      code: 'too-big',
      message: 'It needs 9 GB.',
      help: 'Choose a smaller model.',
    });
  });

  it('messages are one line of a bounded length, whatever a file put into them', () => {
    const name = `x\u001b[31m\n\u202e${'y'.repeat(5000)}`;
    const { message } = toErrorData(new LensError('bad-file', `The tensor "${name}" is broken.`));
    expect(message).toMatch(/^The tensor "x \[31m y+…$/);
    expect(message.length).toBeLessThan(1100);
    expect(toErrorData(new Error('a\nb')).message).toBe('Something went wrong inside Model Lens: a b');
  });

  it('outcomes hold either a value or the error', async () => {
    expect(unwrap(await attempt(() => 3))).toBe(3);
    const failed = await attempt(() => Promise.reject(new LensError('not-found', 'No such file.')));
    expect(() => unwrap(failed)).toThrow('No such file.');
  });
});

describe('parseJson', () => {
  const schema = v.object({ layers: v.array(v.object({ size: v.number() })) });

  it('names the file and the field that is wrong', () => {
    expect(() => parseJson('{', schema, 'config.json')).toThrow('config.json is not valid JSON.');
    expect(() => parseJson('{"layers":[{"size":"12"}]}', schema, 'config.json')).toThrow(
      'config.json: "layers.0.size" should be number but is "12".',
    );
  });

  it('reads past a byte-order mark', () => {
    expect(parseJson('\uFEFF{"layers":[]}', schema, 'config.json')).toEqual({ layers: [] });
  });
});
