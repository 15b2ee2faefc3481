/** What officers and candidates are written. No letter says who asked, what for, or what was decided. */
interface Letter {
  readonly subject: string;
  readonly text: string;
}

export const reminder = (dueAt: Date): Letter => ({
  subject: 'A request for an accommodation is due soon',
  text: [
    `A candidate has asked for an accommodation. An answer is due by ${dueAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    'Until then the candidate’s clock is stopped. Please sign in and open the queue of requests.',
  ].join('\n\n'),
});

interface Addressee {
  readonly name: string;
  /** BCP 47. */
  readonly language: string;
  readonly contactEmail: string;
}

/** To the candidate, when something waits for them: an answer, or a question of the officer. */
export function newsLetter({ name, language, contactEmail }: Addressee): Letter {
  if (language.toLowerCase().split('-')[0] === 'es') {
    return {
      subject: 'Hay noticias sobre tu entrevista',
      text: [
        `Hola, ${name}:`,
        'Hay una respuesta para ti en tu entrevista. Ábrela con el enlace personal que recibiste y elige «Pedir una adaptación».',
        `Si tienes alguna pregunta, escribe a ${contactEmail}.`,
      ].join('\n\n'),
    };
  }
  return {
    subject: 'There is news about your interview',
    text: [
      `Dear ${name},`,
      'There is an answer for you in your interview. Open it by the personal link you received, and choose “Ask for an adjustment”.',
      `If you have a question, write to ${contactEmail}.`,
    ].join('\n\n'),
  };
}
