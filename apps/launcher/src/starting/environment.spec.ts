import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Secrets } from '../keeping/secrets.ts';
import { environmentOf, type Circumstances, type ProcessName } from './environment.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-spec-'));
const secrets = new Secrets(path.join(folder, 'secrets.json'));
afterAll(() => rmSync(folder, { recursive: true }));

const circumstances: Circumstances = {
  mode: 'demo',
  host: '127.0.0.1',
  port: 3301,
  publicUrl: 'http://127.0.0.1:3301',
  storageUrl: 'file:storage',
  addresses: {
    DATABASE_URL_STAFF: 'staff',
    DATABASE_URL_WORKER: 'worker',
    DATABASE_URL_REVEALER: 'revealer',
  },
  setUpCode: 'CODE',
  replayUrl: 'http://127.0.0.1:9',
  revealerKeyFile: 'keys/revealer.json',
};
const given = { PATH: '/bin', DATABASE_URL: 'owner', SEAL_TICK_SECONDS: '60', OPENAI_API_KEY: 'key' };
const environment = (name: ProcessName) => environmentOf(name, given, secrets, circumstances);

describe('the environment of a process', () => {
  it('holds the database roles of that process only, and never the owner', () => {
    const roles = (name: ProcessName) =>
      Object.keys(environment(name)).filter((key) => key.startsWith('DATABASE_URL'));

    expect(roles('api')).toEqual(['DATABASE_URL_STAFF']);
    expect(roles('worker')).toEqual(['DATABASE_URL_WORKER']);
    expect(roles('revealer')).toEqual(['DATABASE_URL_REVEALER']);
  });

  it.each([
    ['REVEALER_KEY_FILE', 'revealer'],
    ['SCRATCH_KEY', 'worker'],
    ['OPENAI_API_KEY', 'worker'],
    ['MEDIA_URL_SECRET', 'api'],
    ['SETUP_CODE', 'api'],
  ])('gives %s to the %s alone', (setting, owner) => {
    const holders = (['api', 'worker', 'revealer'] as const).filter((name) => setting in environment(name));

    expect(holders).toEqual([owner]);
  });

  it('lets what was given win over what a demo would choose', () => {
    expect(environment('worker')).toMatchObject({
      SEAL_TICK_SECONDS: '60',
      SEAL_WAIT_SECONDS: '10',
      PORT: '3301',
    });
  });
});
