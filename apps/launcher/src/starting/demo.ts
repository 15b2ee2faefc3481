import { runScript } from '../processes/command.ts';
import { say } from '../progress.ts';
import { inProject, kept } from '../workspace.ts';

const SCRIPT = inProject('apps/launcher/src/demo/main.ts');

/**
 * Fills an empty installation with the demo, over the running api. A demo that fails half-way does not end the start.
 * @param api the address below which `/api/…` lies
 * @param setUpCode with which the demo's administrator is made
 * @returns whether it is complete
 */
export async function seedDemo(api: string, setUpCode: string, ownerUrl: string): Promise<boolean> {
  say('The demo is made …');
  const { code } = await runScript(SCRIPT, [], {
    environment: {
      API_URL: api,
      SETUP_CODE: setUpCode,
      DATABASE_URL: ownerUrl,
      SIGN_INS_FILE: kept('demo-sign-ins.json'),
    },
    visible: true,
  });
  say(code === 0 ? 'The demo is there.' : 'The demo could not be finished; the reason is above.');
  return code === 0;
}
