/** What the media tool may take for a hostile file: far less than for an honest answer of an hour. */
export const trialMediaLimits = { wallClockMs: 20_000, cpuSeconds: 15, memoryBytes: 1_500_000_000 };

/**
 * What a trial may take. Memory is what is really used, of which a picture of the largest size allowed needs the most; disk
 * is what lies in the folder at one time.
 */
export const trialLimits = { ms: 30_000, memoryBytes: 400_000_000, descriptors: 64, diskBytes: 300_000_000 };
