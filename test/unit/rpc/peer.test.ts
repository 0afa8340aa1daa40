import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import { emptyContract, type Contract, type RequestContext } from '../../../src/common/rpc/contract';
import { RpcPeer } from '../../../src/common/rpc/peer';
import { connectedTransports } from './connected-transports';

const contract = {
  requests: {
    double: { params: v.object({ values: v.instance(Float32Array) }), result: v.instance(Float32Array) },
    wait: { params: v.object({}), result: v.string(), progress: v.object({ step: v.number() }) },
    fail: { params: v.object({ known: v.boolean() }), result: v.string() },
    lie: { params: v.object({}), result: v.string() },
  },
  notifications: { note: v.object({ text: v.string() }) },
} as const satisfies Contract;

type Wait = RequestContext<{ step: number }>;

function connect() {
  const [clientEnd, serverEnd] = connectedTransports();
  const seen = { notes: [] as string[], waits: [] as Wait[], errors: [] as string[] };
  const finish: ((text: string) => void)[] = [];
  const server = new RpcPeer({
    transport: serverEnd,
    serves: contract,
    calls: emptyContract,
    onProtocolError: (error) => seen.errors.push(error.message),
    handlers: {
      requests: {
        double: ({ values }) => Float32Array.from(values, (value) => value * 2),
        wait: (_params, context) =>
          new Promise<string>((resolve) => {
            seen.waits.push(context);
            finish.push(resolve);
          }),
        fail: ({ known }) => {
          throw known ? new LensError('bad-file', 'config.json is broken.', 'Mend it.') : new TypeError('oops');
        },
        lie: () => 7 as unknown as string,
      },
      notifications: { note: ({ text }) => seen.notes.push(text) },
    },
  });
  const client = new RpcPeer({
    transport: clientEnd,
    serves: emptyContract,
    handlers: { requests: {}, notifications: {} },
    calls: contract,
    onProtocolError: (error) => seen.errors.push(error.message),
  });
  return { client, server, clientEnd, serverEnd, seen, finish };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('RpcPeer', () => {
  it('carries tensors as packed buffers and gives a typed result', async () => {
    const { client, clientEnd } = connect();
    expect(await client.request('double', { values: Float32Array.of(1.5, -2) })).toEqual(Float32Array.of(3, -4));
    const sent = clientEnd.sent[0];
    expect(sent?.type === 'request' && sent.data.body).toEqual({ values: { $array: 0 } });
    expect(sent?.type === 'request' && sent.data.buffer.byteLength).toBe(8);
  });

  it('delivers notifications', async () => {
    const { client, seen } = connect();
    client.notify('note', { text: 'hello' });
    await settle();
    expect(seen.notes).toEqual(['hello']);
  });

  it('carries errors as data, with code and help', async () => {
    const { client } = connect();
    await expect(client.request('fail', { known: true })).rejects.toMatchObject({
      code: 'bad-file',
      message: 'config.json is broken.',
      help: 'Mend it.',
    });
    await expect(client.request('fail', { known: false })).rejects.toMatchObject({ code: 'internal' });
  });

  it('reports progress until the end, and not after', async () => {
    const { client, seen, finish } = connect();
    const steps: number[] = [];
    const answer = client.request('wait', {}, { onProgress: ({ step }) => steps.push(step) });
    await settle();
    seen.waits[0]?.progress({ step: 1 });
    seen.waits[0]?.progress({ step: 2 });
    await settle();
    finish[0]?.('done');
    expect(await answer).toBe('done');
    seen.waits[0]?.progress({ step: 3 });
    await settle();
    expect(steps).toEqual([1, 2]);
  });

  it('cancels both ends', async () => {
    const { client, seen } = connect();
    const source = new CancellationSource();
    const answer = client.request('wait', {}, { signal: source });
    await settle();
    source.abort();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    await settle();
    expect(seen.waits[0]?.signal.aborted).toBe(true);
  });

  it('sends nothing for a request that was cancelled before', async () => {
    const { client, clientEnd } = connect();
    const source = new CancellationSource();
    source.abort();
    await expect(client.request('wait', {}, { signal: source })).rejects.toMatchObject({ code: 'cancelled' });
    expect(clientEnd.sent.filter(({ type }) => type === 'request')).toEqual([]);
  });

  it('rejects open and later calls when the other side goes away, and cancels its own handlers', async () => {
    const { client, clientEnd, serverEnd, seen } = connect();
    const open = client.request('wait', {});
    await settle();
    clientEnd.close('The engine stopped.');
    await expect(open).rejects.toMatchObject({ code: 'gone', message: 'The engine stopped.' });
    await expect(client.request('wait', {})).rejects.toMatchObject({ code: 'gone' });
    serverEnd.close('The window closed.');
    expect(seen.waits[0]?.signal.aborted).toBe(true);
  });

  it('refuses parameters and results of another shape', async () => {
    const { client } = connect();
    await expect(client.request('double', { values: 'no' as never })).rejects.toThrow(/double/);
    await expect(client.request('lie', {})).rejects.toMatchObject({ code: 'internal' });
  });

  it('drops what it does not understand and says so', async () => {
    const { serverEnd, seen, client } = connect();
    const packed = { body: {}, arrays: [], buffer: new Uint8Array() };
    for (const message of [
      null,
      42,
      { type: 'request' },
      { type: 'notification', method: 'constructor', data: packed },
      { type: 'notification', method: 'note', data: packed },
    ]) {
      serverEnd.receive(message);
    }
    expect(seen.errors).toHaveLength(5);
    expect(await client.request('double', { values: new Float32Array() })).toEqual(new Float32Array());
  });

  it('answers an unknown request with an error', async () => {
    const { serverEnd, clientEnd } = connect();
    serverEnd.receive({
      type: 'request',
      id: 9,
      method: 'toString',
      data: { body: {}, arrays: [], buffer: new Uint8Array() },
    });
    await settle();
    expect(serverEnd.sent).toMatchObject([{ type: 'failure', id: 9, error: { code: 'internal' } }]);
    expect(clientEnd.sent).toEqual([]);
  });
});
