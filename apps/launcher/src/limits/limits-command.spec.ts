import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../../..');

function run(input: string, zone = 'UTC', ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', 'apps/launcher/src/limits.ts', ...args],
    { cwd: ROOT, input, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', TZ: zone } },
  );
  return { status, stdout, stderr };
}

const question = { id: 'q', kinds: ['video'], preparationSeconds: 60, answerSeconds: 120, retakes: 1 };
const template = {
  opensAt: '2026-03-27T18:00:00+01:00',
  deadline: '2026-03-28T18:00:00+01:00',
  questions: [question],
};
const one = (change: object = {}) => ({
  template,
  policy: [],
  grants: [],
  now: '2026-03-27T20:00:00Z',
  ...change,
});
const grant = (adjustment: object) => one({ grants: [adjustment] });

describe('npm run limits', () => {
  it('prints the effective limits of every case', () => {
    const cases = [
      one(),
      grant({ dial: 'answer-time', times: 1.5 }),
      one({
        policy: [{ dial: 'preparation', unlimited: true }],
        spent: { requests: [{ from: '2026-03-27T19:00:00Z', to: null }], questions: [{ id: 'q', takes: 1 }] },
      }),
    ];
    const { status, stdout, stderr } = run(JSON.stringify(cases));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject([
      { deadline: '2026-03-28T17:00:00.000Z', questions: [{ answerSeconds: 120, takesLeft: 2 }] },
      { questions: [{ answerSeconds: 180 }] },
      {
        deadline: '2026-03-28T18:00:00.000Z',
        clockStopped: true,
        questions: [{ preparationSeconds: null, preparationSecondsLeft: null, takesLeft: 1 }],
      },
    ]);
  });

  it.each(['UTC', 'Europe/Madrid', 'America/New_York', 'Pacific/Chatham'])(
    'adds the same seconds across the night on which clocks change, in %s too',
    (zone) => {
      const twoDays = grant({ dial: 'deadline', plusSeconds: 172_800 });
      const autumn = {
        ...twoDays,
        template: {
          ...template,
          opensAt: '2026-10-23T18:00:00+02:00',
          deadline: '2026-10-24T18:00:00+02:00',
        },
        now: '2026-10-24T02:30:00+02:00',
      };
      const { stdout } = run(JSON.stringify([twoDays, autumn]), zone);
      expect(JSON.parse(stdout)).toMatchObject([
        { deadline: '2026-03-30T17:00:00.000Z' },
        { deadline: '2026-10-26T16:00:00.000Z' },
      ]);
    },
  );

  it.each([
    [grant({ dial: 'answer-time', times: -2 }), '[0].grants[0].times'],
    [grant({ dial: 'answer-time', times: 0 }), '[0].grants[0].times'],
    [grant({ dial: 'answer-time', times: 0.5 }), '[0].grants[0].times'],
    [grant({ dial: 'answer-time', times: 1e9 }), '[0].grants[0].times'],
    [grant({ dial: 'answer-time', times: '2' }), '[0].grants[0].times'],
    [grant({ dial: 'answer-time', times: 2, plusSeconds: 10 }), '[0].grants[0]'],
    [grant({ dial: 'answer-time' }), '[0].grants[0]'],
    [grant({ dial: 'preparation', plusSeconds: -1 }), '[0].grants[0].plusSeconds'],
    [grant({ dial: 'preparation', unlimited: false }), '[0].grants[0].unlimited'],
    [grant({ dial: 'extra-takes', takes: 1.5 }), '[0].grants[0].takes'],
    [grant({ dial: 'extra-takes', takes: 2, times: 2 }), '[0].grants[0].times'],
    [grant({ dial: 'answer-kinds', kinds: ['dance'] }), '[0].grants[0].kinds[0]'],
    [grant({ dial: 'luck' }), '[0].grants[0].dial'],
    [one({ policy: {} }), '[0].policy'],
    [one({ now: '2026-03-27T20:00:00' }), '[0].now'],
    [one({ now: '2026-02-30T20:00:00Z' }), '[0].now'],
    [one({ now: 1_700_000_000 }), '[0].now'],
    [one({ template: { ...template, deadline: template.opensAt } }), '[0].template.deadline'],
    [one({ template: { ...template, questions: [question, question] } }), '[0].template.questions[1].id'],
    [
      one({ template: { ...template, questions: [{ ...question, preparationSeconds: undefined }] } }),
      '[0].template.questions[0].preparationSeconds',
    ],
    [one({ spent: { questions: [{ id: 'other' }] } }), '[0].spent.questions[0].id'],
    [
      one({ spent: { pauses: [{ from: '2026-03-27T20:00:00Z', to: '2026-03-27T19:00:00Z' }] } }),
      '[0].spent.pauses[0].to',
    ],
    [{ ...one(), grant: [] }, '[0].grant'],
  ])('refuses case %#, in one sentence that names the field', (bad, field) => {
    const { status, stdout, stderr } = run(JSON.stringify([bad]));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^\S+ must [^\n]+\.\n$/);
    expect(stderr.split(' ')[0]).toBe(field);
  });

  it('names the right case, and prints nothing of the others', () => {
    const { status, stdout, stderr } = run(JSON.stringify([one(), grant({ dial: 'pauses', seconds: -5 })]));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^\[1\]\.grants\[0\]\.seconds must /);
  });

  it.each(['', 'no JSON', '{}', 'null'])('refuses what is no list: %j', (input) => {
    expect(run(input)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^input must /),
    });
  });
});
