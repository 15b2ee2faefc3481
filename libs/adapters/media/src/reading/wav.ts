import { declared, type Reading } from './reading';

const PCM = 1;
const FLOAT = 3;
/** The format is in the first two bytes of a longer name. */
const EXTENSIBLE = 0xfffe;
const CODECS: Readonly<Record<string, string>> = {
  [`${PCM} 16`]: 'pcm_s16le',
  [`${PCM} 24`]: 'pcm_s24le',
  [`${FLOAT} 32`]: 'pcm_f32le',
};

/** The only track of a WAV. What claims to be longer than a RIFF file can be is left to ffprobe. */
export function readWav(head: Buffer, fileBytes: number): Reading | null {
  if (head.toString('latin1', 0, 4) !== 'RIFF') return null;
  let format: Buffer | null = null;
  for (let at = 12; at + 8 <= head.length;) {
    const name = head.toString('latin1', at, at + 4);
    const bytes = head.readUInt32LE(at + 4);
    if (name === 'data') return format && soundOf(format, Math.min(bytes, fileBytes - at - 8));
    if (name === 'fmt ') {
      if (format !== null || bytes < 16) return null;
      format = head.subarray(at + 8, at + 8 + bytes);
    }
    // Chunks begin at even places.
    at += 8 + bytes + (bytes % 2);
  }
  return null;
}

function soundOf(format: Buffer, soundBytes: number): Reading | null {
  const tag = format.readUInt16LE(0);
  const [channels, sampleRate] = [format.readUInt16LE(2), format.readUInt32LE(4)];
  const [align, bits] = [format.readUInt16LE(12), format.readUInt16LE(14)];
  const codec = CODECS[`${tag === EXTENSIBLE ? format.readUInt16LE(24) : tag} ${bits}`];
  const plausible = channels > 0 && channels <= 8 && sampleRate > 0 && align === (channels * bits) / 8;
  if (codec === undefined || !plausible) return null;
  return {
    streams: [{ kind: 'sound', codec, sampleRate, channels }],
    declaredMs: declared(soundBytes / align / sampleRate),
  };
}
