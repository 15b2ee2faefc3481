import type { MediaLimits } from '@evenhand/domain';

/** Seconds between the polite and the final signal when the CPU time is used up. */
const GRACE_SECONDS = 5;

/**
 * What `prlimit` is told before it becomes the media tool. The kernel keeps these limits whatever the tool does.
 */
export function guardArgs(limits: MediaLimits): string[] {
  return [
    `--as=${limits.memoryBytes}`,
    `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + GRACE_SECONDS}`,
    // A recording may claim to unpack into far more than was uploaded.
    `--fsize=${limits.unpackedBytes}`,
    '--nofile=64',
    // A crash while reading a hostile file must not write the candidate's recording into a core file.
    '--core=0',
    '--',
  ];
}
