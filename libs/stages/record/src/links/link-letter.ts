/** What a letter with a personal link speaks of. */
export interface LinkLetterFacts {
  readonly candidateName: string;
  readonly requisition: string;
  readonly contactEmail: string;
  readonly link: string;
  readonly deadline: Date;
  /** BCP 47. */
  readonly language: string;
  /** IANA name; the deadline is written in UTC where it is not known. */
  readonly timeZone: string | null;
}

/** The mail that brings a personal link. Plain text, in English or Spanish. */
export function linkLetter(facts: LinkLetterFacts): { subject: string; text: string } {
  const spanish = facts.language.toLowerCase().split('-')[0] === 'es';
  const until = new Intl.DateTimeFormat(spanish ? 'es' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'long',
    timeZone: facts.timeZone ?? 'UTC',
  }).format(facts.deadline);
  return spanish ? inSpanish(facts, until) : inEnglish(facts, until);
}

function inEnglish({ candidateName, requisition, contactEmail, link }: LinkLetterFacts, until: string) {
  const lines = [
    `Dear ${candidateName},`,
    '',
    `This is your personal link to the interview for “${requisition}”:`,
    '',
    link,
    '',
    `You can use it as often as you like until ${until}. Take your time: you can stop and come back.`,
    'Keep the link to yourself. Whoever has it can answer in your place.',
    '',
    `If you have a question, or need anything to take part on equal terms, write to ${contactEmail}.`,
    'If you did not ask for this link, you need not do anything.',
  ];
  return { subject: `Your interview for ${requisition}`, text: lines.join('\n') };
}

function inSpanish({ candidateName, requisition, contactEmail, link }: LinkLetterFacts, until: string) {
  const lines = [
    `Hola, ${candidateName}:`,
    '',
    `Este es su enlace personal para la entrevista del puesto «${requisition}»:`,
    '',
    link,
    '',
    `Puede usarlo tantas veces como quiera hasta el ${until}. Tómese su tiempo: puede parar y volver.`,
    'No comparta el enlace. Quien lo tenga puede responder en su lugar.',
    '',
    `Si tiene alguna pregunta o necesita algo para participar en igualdad de condiciones, escriba a ${contactEmail}.`,
    'Si no ha pedido este enlace, no tiene que hacer nada.',
  ];
  return { subject: `Su entrevista para ${requisition}`, text: lines.join('\n') };
}
