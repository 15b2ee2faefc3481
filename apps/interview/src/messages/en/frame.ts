/** What stands around every screen. */
export const frame = {
  name: 'Interview',
  skip: 'Skip to the main part',
  language: 'Language',
  demonstration: 'Demonstration. This job and this interview are made up, and nobody is being hired.',
  adjustment: 'Ask for an adjustment',
  contact: 'Write to us',
  withdraw: 'Withdraw',
  toQuestions: 'All questions',
  back: 'Back',
  oneMoment: 'One moment…',
  footer: 'Help and your rights',
  offline: 'You are offline. What you record is kept on this device and sent when you are back online.',
  sending: (percent: number) => `Sending your recordings: ${percent} %. You can go on meanwhile.`,
  waiting: 'Your recordings are kept on this device. We cannot reach the server right now and keep trying.',
  delivered: 'Everything you recorded has arrived.',
  slow: 'Your line is slow. What you record is kept on this device and sent bit by bit. You can go on meanwhile.',
  overflowing: {
    full: 'This device has no room left for the recording. It is sent straight away instead. Please stay on this page until everything has arrived.',
    refused:
      'Your browser lets this page keep nothing. What you record is sent straight away instead. Please stay on this page until everything has arrived.',
  },
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  seconds: (count: number) => (count === 1 ? '1 second' : `${count} seconds`),
  kind: { video: 'Video', audio: 'Audio', text: 'Text' },
};

/** One sentence for each thing that can go wrong, and what to do. Codes as in the server's contract. */
export const trouble = {
  unreachable: 'We cannot reach the server. Check your connection and try again.',
  internal: 'Something went wrong on our side. Please try again in a moment.',
  'too-many-requests': 'That was a lot at once. Please wait a minute and try again.',
  'invalid-input': 'Please check what you entered.',
  'link-unknown': 'This link does not lead to an interview.',
  'link-expired': 'The time for this interview is over.',
  'link-revoked': 'This link no longer works.',
  'consent-needed': 'Before you can record anything, we need your answer to the notice.',
  'notice-changed': 'The notice has changed since you opened it. Please read it again.',
  'interview-closed': 'This interview is closed, so nothing can be changed any more.',
  'interview-incomplete': 'Some questions have no answer yet.',
  'question-unknown': 'This question is not part of your interview.',
  'request-answered': 'This request has its answer already. Open this page again to see it.',
  'requests-pending':
    'Several of your requests are waiting for an answer already. Wait for it, or take one back. Meanwhile the clock is stopped.',
  'nothing-asked': 'Nobody has asked you anything here.',
  'pause-not-granted': 'No time for breaks is left. You can ask for more.',
  'answer-kind-not-offered': 'This question cannot be answered that way.',
  'no-takes-left':
    'You have used every recording for this question. Your earlier recordings are still there.',
  'take-closed': 'This recording is already finished.',
  'take-open':
    'Another recording for this question is still open, perhaps in another tab or from before. Leave it, then send this one again.',
  'take-needed': 'This is your only recording for this question, and you cannot record another, so it stays.',
  'recording-missing': 'Choose a recording first, then add captions to it.',
  'digest-mismatch':
    'The recording did not arrive intact. Please record again; this does not use up a recording.',
  'slice-lost':
    'A part of this recording is no longer on this device. Please record again; this does not use up a recording.',
  'captions-invalid': 'This file does not look like captions. It has to be a WebVTT or SRT file with times.',
  'too-large': 'This recording is too large. Please record a shorter one.',
  'too-long': 'This recording is too long. Please record a shorter one.',
  'empty-file': 'Nothing arrived of this recording. Please record again.',
  'not-a-recording': 'What arrived could not be read as a recording. Please record again.',
  'no-audio': 'This recording has no sound. Please check your microphone and record again.',
  'truncated-beyond-use': 'Too little of this recording arrived. Please record again.',
  'storage-unavailable': 'The server cannot store recordings right now. We keep trying.',
  otherwise: 'This did not work. Please try again, and write to us if it keeps happening.',
};
