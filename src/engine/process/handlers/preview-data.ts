import type { DataPreview } from '../../../common/contracts/training/data-view';
import { CancellationSource } from '../../../common/rpc/cancellation';
import type { PreviewContext, PreviewParams } from '../../data/preview/preview-data';

/** Answers what is in a file of training data. A newer question cancels the one before. */
export function previewDataHandler(): (params: PreviewParams, context: PreviewContext) => Promise<DataPreview> {
  let newest: CancellationSource | undefined;
  return async (params, { signal, progress }) => {
    newest?.abort();
    const own = new CancellationSource();
    newest = own;
    const letGo = signal.onAbort(() => own.abort());
    try {
      // The readers are of no use to a process that runs a model.
      const { previewData } = await import('../../data/preview/preview-data');
      return await previewData(params, { signal: own, progress });
    } finally {
      letGo();
    }
  };
}
