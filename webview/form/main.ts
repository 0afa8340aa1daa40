import '../shared/theme/page.css';
import { formHostContract, formViewContract } from '../../src/common/contracts/training/form-view';
import { RpcPeer } from '../../src/common/rpc/peer';
import { readTranslations } from '../shared/localisation/read-translations';
import { HostTransport } from '../shared/rpc/host-transport';
import { acquireApi } from '../shared/rpc/vscode-api';
import { FormApp } from './form-app';
import { FormStore } from './store/form-store';

readTranslations(document);
const app = new FormApp();
const peer = new RpcPeer({
  transport: new HostTransport(acquireApi(), window),
  serves: formViewContract,
  handlers: {
    requests: {},
    notifications: {
      state: (state) => store.receiveState(state),
      data: (data) => store.receiveData(data),
    },
  },
  calls: formHostContract,
  onProtocolError: (error) => console.error(error),
});
const store = new FormStore(peer);
app.store = store;
document.body.append(app);
peer.notify('ready', {});
