import type { Locator, Page } from 'playwright-core';

/** What a candidate allows; recording itself is always allowed here. */
export interface Consent {
  readonly transcription: boolean;
  readonly aiAssessment: boolean;
}

/**
 * The interview app as a candidate uses it, in English. This class owns its selectors: journeys say what a person does
 * and never how a screen is built. Everything is found by its role and name, as a screen reader finds it.
 */
export class InterviewDriver {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a personal or an open link. */
  async open(link: string): Promise<void> {
    await this.page.goto(link);
    await this.heading().waitFor();
  }

  /** Goes on from "What will happen", to the notice or back into the questions. */
  async begin(): Promise<void> {
    await this.page.getByRole('link', { name: /^Continue/ }).click();
    await this.leaves('What will happen');
  }

  /** Says who one is behind an open link. */
  async introduce(name: string, email: string): Promise<void> {
    await this.page.getByLabel('Your name').fill(name);
    await this.page.getByLabel('Your e-mail address').fill(email);
    await this.press('Continue');
  }

  async consent({ transcription, aiAssessment }: Consent): Promise<void> {
    await this.page.getByRole('checkbox', { name: 'Record my answers' }).check();
    await this.page.getByRole('checkbox', { name: 'Write down what I say' }).setChecked(transcription);
    await this.page
      .getByRole('checkbox', { name: 'Let an AI summarise my answers' })
      .setChecked(aiAssessment);
    await this.press('Agree and continue');
    await this.leaves('What is recorded, and your choice');
  }

  async skipDevices(): Promise<void> {
    await this.page.getByRole('link', { name: /^Skip(:| the check)/ }).click();
    await this.arrives('Your questions');
  }

  /** Turns camera and microphone on in the device check. */
  async turnDevicesOn(): Promise<void> {
    await this.page.getByRole('button', { name: /^Turn on/ }).click();
    await this.page.getByRole('meter').waitFor();
  }

  /** From the device check on to the practice question. */
  async toPractice(): Promise<void> {
    await this.page.getByRole('link', { name: 'This works' }).click();
    await this.arrives('A practice question');
  }

  /** Opens question `number`, counted from 1, from the list of questions. */
  async openQuestion(number: number): Promise<void> {
    await this.toQuestions();
    await this.page.getByRole('link', { name: new RegExp(`^Question ${number}\\b`) }).click();
    await this.page.getByText(new RegExp(`^Question ${number} of`)).waitFor();
  }

  async toQuestions(): Promise<void> {
    const home = this.page.url().replace(/(\/i\/[^/]+).*$/, '$1');
    if (this.page.url().endsWith('/questions')) return;
    const link = this.page.getByRole('link', { name: 'All questions' });
    if (await link.isVisible()) await link.click();
    else await this.page.goto(`${home}/questions`);
    await this.arrives('Your questions');
  }

  async answerAs(kind: 'Video' | 'Audio' | 'Text'): Promise<void> {
    const choice = this.page.getByRole('radio', { name: kind });
    if (await choice.isVisible()) await choice.check();
  }

  /** Turns the devices on, unless they are on from before, and starts; resolves when the recording runs. */
  async startRecording(): Promise<void> {
    const turnOn = this.page.getByRole('button', { name: /^Turn on/ });
    const start = this.button('Start recording');
    await turnOn.or(start).first().waitFor();
    if (await turnOn.isVisible()) await turnOn.click();
    await start.click();
    await this.button('Stop').waitFor({ timeout: 15_000 });
  }

  /** Stops; resolves when the take can be watched. */
  async stopRecording(): Promise<void> {
    await this.press('Stop');
    await this.button('Keep this answer').waitFor({ timeout: 15_000 });
  }

  async keepTake(): Promise<void> {
    await this.press('Keep this answer');
    await this.page.getByRole('heading', { name: 'Your answer is kept' }).waitFor();
  }

  async recordAgain(): Promise<void> {
    await this.press('Record again');
  }

  /** Records `seconds` seconds and keeps the take. */
  async record(seconds: number): Promise<void> {
    await this.startRecording();
    await this.page.waitForTimeout(seconds * 1000);
    await this.stopRecording();
    await this.keepTake();
  }

  /** Resolves when the server has confirmed everything this browser holds. */
  async everythingArrived(timeout = 60_000): Promise<void> {
    const busy = this.page
      .getByRole('status')
      .filter({ hasText: /Sending your recordings|kept on this device/ });
    // The recorder says the same aloud: there may be two.
    while ((await busy.count()) > 0) await busy.first().waitFor({ state: 'detached', timeout });
  }

  /** Keeps what a crash or reload has left of a recording. */
  async keepRecovered(): Promise<void> {
    await this.page.getByRole('button', { name: /^Keep it up to/ }).click();
  }

  async write(text: string): Promise<void> {
    await this.page.getByLabel('Your answer', { exact: true }).fill(text);
    await this.page.getByText(/^Saved at/).waitFor();
  }

  async addCaptions(name: string, content: string): Promise<void> {
    await this.page.getByText('Add captions', { exact: true }).click();
    const file = { name, mimeType: 'text/vtt', buffer: Buffer.from(content) };
    await this.page.getByLabel(/^Caption file/).setInputFiles(file);
    await this.press('Add these captions');
    await this.page.getByText('Captions are attached.').waitFor();
  }

  /**
   * From the list of questions, all answered, to the receipt.
   *
   * @param onScreen called on each screen on the way with its name
   */
  async handIn(
    note = '',
    onScreen: (screen: string) => Promise<unknown> = async () => undefined,
  ): Promise<void> {
    await this.toQuestions();
    await onScreen('questions, all answered');
    await this.page.getByRole('link', { name: 'Continue', exact: true }).click();
    await this.page.getByLabel(/^Your note/).fill(note);
    await onScreen('anything to add');
    await this.press('Continue');
    await this.press('Hand in');
    await onScreen('hand in');
    await this.press('Yes, hand in');
    await this.arrives('Your answers have arrived');
  }

  async askForErasure(): Promise<void> {
    await this.page.getByRole('link', { name: 'Delete my data' }).click();
    await this.arrives('Delete your data?');
  }

  /** Ticks that it is understood, and waits until everything is gone. */
  async erase(): Promise<void> {
    await this.page.getByLabel('I understand that this cannot be taken back').check();
    await this.page.getByRole('button', { name: 'Delete my data' }).click();
    await this.page.getByRole('heading', { level: 1, name: 'Your data is deleted' }).waitFor();
  }

  async withdraw(): Promise<void> {
    await this.page.getByRole('link', { name: 'Withdraw', exact: true }).click();
    await this.press('Withdraw');
    await this.arrives('You have withdrawn');
  }

  heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  private button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  private async press(name: string): Promise<void> {
    await this.button(name).click();
  }

  private async arrives(title: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  private async leaves(title: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor({ state: 'detached' });
  }
}
