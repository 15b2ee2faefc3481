/** Sound for the fake microphone, made here so that nothing needs to be installed. */

const RATE = 48_000;

/** A WAV file of a voice-like tone that swells and fades, so that it is neither silent nor distorted. */
export function voiceLikeWav(seconds: number): Buffer {
  const samples = RATE * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1) {
    const time = at / RATE;
    const pitch = 180 + 60 * Math.sin(2 * Math.PI * 0.7 * time);
    const swell = 0.3 + 0.2 * Math.sin(2 * Math.PI * 2.3 * time);
    wav.writeInt16LE(Math.round(32_767 * swell * Math.sin(2 * Math.PI * pitch * time)), 44 + at * 2);
  }
  return wav;
}
