// Which systems and processors a native library is for, read from its first bytes.

/** VS Code's names of platforms: `linux-x64`, `win32-arm64`, `darwin-arm64`... */
export type MachineType = `${'linux' | 'win32' | 'darwin'}-${'x64' | 'arm64'}`;

/** `e_machine` of ELF (System V ABI, chapter 4). */
const elfMachines = new Map<number, MachineType>([
  [62, 'linux-x64'],
  [183, 'linux-arm64'],
]);
/** `Machine` of the COFF header (Microsoft's PE format). */
const peMachines = new Map<number, MachineType>([
  [0x8664, 'win32-x64'],
  [0xaa64, 'win32-arm64'],
]);
/** `cputype` of Mach-O (`mach/machine.h`). */
const machoTypes = new Map<number, MachineType>([
  [0x01000007, 'darwin-x64'],
  [0x0100000c, 'darwin-arm64'],
]);
/** No universal binary is for more. */
const mostParts = 16;

/** What a library is for; several for a universal binary of macOS, none for what is no library. Never throws. */
export function machineTypes(bytes: Uint8Array): MachineType[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 64) return [];
  const magic = view.getUint32(0);
  if (magic === 0x7f454c46) return known(elfMachines.get(view.getUint16(18, true)));
  if (magic === 0xcffaedfe) return known(machoTypes.get(view.getUint32(4, true)));
  if (magic === 0xcafebabe) return universal(view);
  return view.getUint16(0) === 0x4d5a ? portable(view) : [];
}

/** Behind `MZ` stands a program for DOS, and at 0x3c where the real header begins. */
function portable(view: DataView): MachineType[] {
  const at = view.getUint32(0x3c, true);
  const isHeader = at + 6 <= view.byteLength && view.getUint32(at) === 0x50450000;
  return isHeader ? known(peMachines.get(view.getUint16(at + 4, true))) : [];
}

/** A count, then 20 bytes for each processor. */
function universal(view: DataView): MachineType[] {
  const count = Math.min(view.getUint32(4), mostParts, Math.floor((view.byteLength - 8) / 20));
  return Array.from({ length: count }, (_, part) => machoTypes.get(view.getUint32(8 + part * 20))).flatMap(known);
}

function known(type: MachineType | undefined): MachineType[] {
  return type === undefined ? [] : [type];
}
