import type { Letter, Mailer } from '../mail/mailer.port';

/** A mailer to be tried, with a look into the letters that arrived. */
export interface TriedMailer {
  readonly mailer: Mailer;
  arrived(): readonly Letter[];
}

/** What every Mailer that sends does. */
export function mailerConformance(name: string, open: () => Promise<TriedMailer>): void {
  describe(`${name} as Mailer`, () => {
    it('sends a letter as it is written', async () => {
      const { mailer, arrived } = await open();
      const letter: Letter = {
        to: 'robin@example.org',
        subject: 'Ihre Einladung – noch heute',
        text: 'Guten Tag,\n\n.ein Punkt am Anfang\nhttps://example.org/interview/i/abc=',
      };
      expect(mailer.sends()).toBe(true);
      await mailer.send(letter);
      expect(arrived()).toEqual([letter]);
    });
  });
}
