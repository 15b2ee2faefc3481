import { existsSync } from 'node:fs';

import { chromium, type Browser } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @throws when no Chromium is installed */
export function chromiumPath(): string {
  const executablePath = process.env['CHROMIUM_PATH'] ?? places.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error('Chromium is missing: apt-get install chromium');
  return executablePath;
}

/** @param spoken WAV file that the fake microphone plays; without it there is no camera and no microphone */
export function chromiumArguments(spoken?: string): string[] {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const devices = spoken
    ? [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-audio-capture=${spoken}`,
      ]
    : [];
  return [...quiet, ...root, ...devices, '--autoplay-policy=no-user-gesture-required'];
}

/**
 * Chromium without a window.
 *
 * @param spoken WAV file that the fake microphone plays; without it there is no camera and no microphone
 */
export function startChromium(spoken?: string): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments(spoken) });
}
