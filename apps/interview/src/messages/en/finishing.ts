/** From the last answer to the outcome. */
export const clarification = {
  title: 'Anything to add?',
  lead: 'Something you would like the reviewers to know, for example that a noise interrupted you. You can also leave this empty.',
  label: 'Your note (optional)',
  tooLong: (over: number) => `That is ${over} characters too many.`,
  go: 'Continue',
};

export const hand = {
  title: 'Hand in your answers',
  lead: 'Please check that everything is there. After this, nothing can be changed.',
  missing: 'not answered yet',
  waiting: (count: number) =>
    count === 1
      ? 'One recording is still on its way. You can hand in when it has arrived.'
      : `${count} recordings are still on their way. You can hand in when they have arrived.`,
  incomplete: 'You can hand in when every question has an answer.',
  note: 'Your note',
  noNote: 'No note',
  promise: (days: number) =>
    days === 1 ? 'You will hear from us within 1 day.' : `You will hear from us within ${days} days.`,
  go: 'Hand in',
  sure: 'Hand in now?',
  sureText: 'After this you can no longer change or record anything.',
  yes: 'Yes, hand in',
  no: 'Not yet',
  notYet: 'Go back to the questions',
};

export const status = {
  title: 'Your answers have arrived',
  thanks: (name: string) => `Thank you, ${name}.`,
  receivedOn: 'Handed in',
  hearBy: 'You will hear from us by',
  received: 'What we received',
  recorded: (kind: string, clock: string) => `${kind}, ${clock}`,
  choices: 'Your choices',
  transcriptionYes: 'Transcription: allowed',
  transcriptionNo: 'Transcription: not allowed',
  assessmentYes: 'AI summary: allowed',
  assessmentNo: 'AI summary: not allowed',
  next: 'What happens next',
  nextText:
    'People watch your answers and rate them. You find the outcome on this page and in an e-mail. You can close this page and come back with the same link.',
  advance: 'You are invited to the next step',
  decline: 'You are not invited to the next step',
  decided: 'This was decided by a person.',
  withdrawnTitle: 'You have withdrawn',
  withdrawn:
    'Your interview is closed and will not be rated. Below you can have your data deleted; if you have a question, write to us.',
  expiredTitle: 'The time for this interview is over',
  expired:
    'What you recorded was not handed in. If you would still like to take part, write to us and ask for more time.',
  contact: 'Questions, a correction, your data: write to',
};

export const withdraw = {
  title: 'Withdraw from this interview?',
  lead: 'Your interview is closed at once, and your answers are not rated. You cannot take this back.',
  instead: 'If you only need more time or something else, you can ask for an adjustment instead.',
  yes: 'Withdraw',
  no: 'Stay in',
};
