import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** The addresses of a host name. Rejects when there are none. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** The addresses as the system finds them. */
export const systemLookup: Lookup = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
};

/** Networks that are not the internet: this machine, this house, carriers' own, and what is reserved (RFC 6890). */
const private4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const;
const private6 = [
  ['::', 127],
  // IPv4 addresses in other dress: mapped, translated (NAT64), 6to4.
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const;

/** In two lists: Node checks IPv4 addresses against networks of mapped ones as well. */
const [blocked4, blocked6] = [new BlockList(), new BlockList()];
for (const [network, bits] of private4) blocked4.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of private6) blocked6.addSubnet(network, bits, 'ipv6');

const localNames = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa|localdomain)\.?$/i;

/**
 * True when a host of an address is one of the internet. A name of which nothing is found here counts as such: behind a
 * proxy only the proxy finds names, and without one nothing can be asked of it anyway.
 */
export async function isPublicHost(hostname: string, find: Lookup): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isPublicAddress(host);
  // Names without a dot are this network's own.
  if (localNames.test(host) || !host.replace(/\.$/, '').includes('.')) return false;
  const addresses = await find(host).catch(() => []);
  return addresses.every(isPublicAddress);
}

function isPublicAddress(address: string): boolean {
  // A zone names an interface of this machine.
  if (address.includes('%')) return false;
  return isIP(address) === 6 ? !blocked6.check(address, 'ipv6') : !blocked4.check(address, 'ipv4');
}
