import '../shared/theme/page.css';
import { lensHostContract, lensViewContract } from '../../src/common/contracts/lens';
import { RpcPeer } from '../../src/common/rpc/peer';
import { readTranslations } from '../shared/localisation/read-translations';
import { HostTransport } from '../shared/rpc/host-transport';
import { acquireApi } from '../shared/rpc/vscode-api';
import { LensApp } from './lens-app';
import { LensStore } from './store/lens-store';

readTranslations(document);
const api = acquireApi();
const app = new LensApp();
const peer = new RpcPeer({
  transport: new HostTransport(api, window),
  serves: lensViewContract,
  handlers: {
    requests: {},
    notifications: {
      state: (state) => store.receive(state),
      caret: (caret) => store.links.setCaret(caret && { target: 'model', part: 'input', ...caret }),
      showTab: ({ tab }) => store.update({ tab }),
      focusTextBox: () => void app.focusTextBox(),
      generation: (view) => store.generation.receive(view),
      generationAdded: (added) => store.generation.add(added),
    },
  },
  calls: lensHostContract,
  onProtocolError: (error) => console.error(error),
});
const store = new LensStore(peer, api);
app.store = store;
document.body.append(app);
peer.notify('ready', {});
