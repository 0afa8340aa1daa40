import '../shared/theme/page.css';
import { linesHostContract, linesViewContract } from '../../src/common/contracts/lines';
import { RpcPeer } from '../../src/common/rpc/peer';
import { readTranslations } from '../shared/localisation/read-translations';
import { HostTransport } from '../shared/rpc/host-transport';
import { acquireApi } from '../shared/rpc/vscode-api';
import { LinesApp } from './lines-app';
import { LinesStore } from './store/lines-store';

readTranslations(document);
const app = new LinesApp();
const peer = new RpcPeer({
  transport: new HostTransport(acquireApi(), window),
  serves: linesViewContract,
  handlers: {
    requests: {},
    notifications: {
      state: (state) => store.receive(state),
      rows: ({ rows, reset }) => store.receiveRows(rows, reset),
    },
  },
  calls: linesHostContract,
  onProtocolError: (error) => console.error(error),
});
const store = new LinesStore(peer, () => app.requestUpdate());
app.store = store;
document.body.append(app);
peer.notify('ready', {});
