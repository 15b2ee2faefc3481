/** From the link to the consent. */
export const link = {
  noneTitle: 'Your link is missing',
  none: 'Every interview has its own link. Please open the one in the e-mail you received.',
  unknownTitle: 'This link does not lead anywhere',
  unknown:
    'Part of the address may be missing. Open the link in the e-mail again, or copy all of it. If that does not help, answer that e-mail.',
  expiredTitle: 'The time for this interview is over',
  expired:
    'If you would still like to take part, write to the people who invited you and ask for more time. Nothing is decided by this.',
  revokedTitle: 'This link no longer works',
  revoked:
    'It may have been replaced by a newer one. Look for a later e-mail from the same people, or write to them.',
  brokenTitle: 'We could not open your interview',
  again: 'Try again',
};

export const openLink = {
  lead: 'This is a recorded interview: you answer a few questions when it suits you. Tell us who you are, and you get a link of your own.',
  name: 'Your name',
  email: 'Your e-mail address',
  emailHint: 'Your personal link is sent there, so that you can come back on any device.',
  nameMissing: 'Please enter your name.',
  emailWrong: 'Please enter an e-mail address, for example ana@example.org.',
  go: 'Continue',
  sentTitle: 'We sent you your personal link',
  sent: (email: string) =>
    `So that nobody else can open your interview, we sent the link to ${email}. Please open it from your mail.`,
};

export const welcome = {
  hello: (name: string) => `Hello ${name}`,
  title: 'What will happen',
  lead: 'A recorded interview. You answer in your own time, on your own, and people watch your answers later.',
  howLong: 'How long',
  about: (minutes: string, questions: number) =>
    `About ${minutes} for ${questions === 1 ? '1 question' : `${questions} questions`}. You can stop and come back on this device.`,
  until: 'Until when',
  untilHint: (zone: string) => `In your time zone, ${zone}.`,
  untilNone: 'There is no deadline for you.',
  retakes: 'Trying again',
  retakesNone: 'Each answer can be recorded once. If something technical goes wrong, you record again.',
  retakesSome: (least: number, most: number) =>
    least === most
      ? `You can record each answer again ${most === 1 ? 'once' : `${most} times`} and choose the one you like best.`
      : `Depending on the question you can record again up to ${most === 1 ? 'once' : `${most} times`} and choose the one you like best.`,
  practice: 'You can practise first, as often as you want. Practice is never sent.',
  watching: 'Who watches',
  watchers: (count: number) =>
    count === 1
      ? 'One person from the hiring team watches and rates every answer.'
      : `${count} people from the hiring team watch and rate every answer, each on their own.`,
  ai: 'Software and AI',
  aiWith:
    'If you allow it, software writes a transcript and an AI a summary. People rate first and cannot see any of it until then. People decide, never the AI. Saying no costs you nothing.',
  aiTranscript: 'If you allow it, software writes a transcript of what you say. No AI assesses you.',
  aiNone: 'No AI is used in this interview.',
  contact: 'Who to ask',
  rubric: 'How answers are rated',
  rubricLead: 'These are the very lists the reviewers use. Each point is rated from 1 to 5.',
  rubricQuestion: (number: number) => `Question ${number}`,
  job: 'About the job',
  begin: 'Continue',
  goOn: 'Continue where you stopped',
};

export const notice = {
  title: 'What is recorded, and your choice',
  lead: 'Please read this before anything is recorded.',
  version: (version: number) => `Notice, version ${version}`,
  recording: 'Record my answers',
  recordingWhy:
    'Your video, voice or text is stored and watched by the hiring team. Without this you cannot take part in this form; write to us and ask for another one.',
  transcription: 'Write down what I say',
  transcriptionWhy:
    'Software turns your speech into text, so that reviewers can search and read along. Without it they only listen.',
  transcriptionOff: 'No transcription is set up here, so nothing is written down whatever you choose.',
  assessment: 'Let an AI summarise my answers',
  assessmentWhy:
    'After people have rated your answers, they see an AI summary with quotes beside their own ratings. Without it they go by their own ratings only.',
  assessmentNeeds: 'This needs the written text, so it also turns on the choice above.',
  assessmentOff: 'No AI is set up here, so none is used whatever you choose.',
  optional: 'Your choice',
  needed: 'Needed to take part',
  free: 'Saying no to the second or third costs you nothing: nobody who rates you learns what you chose.',
  agree: 'Agree and continue',
  mustRecord: 'Please tick this if you want to take part. If you would rather not, write to us.',
  given: (when: string) => `You answered this on ${when}.`,
};
