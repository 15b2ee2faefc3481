import type { Messages } from '../en';

export const erasure: Messages['erasure'] = {
  link: 'Borrar mis datos',
  title: '¿Borrar tus datos?',
  lead: 'Todo lo que dijiste en esta entrevista y todo lo que se dijo de ti se borra para siempre. Si la entrevista aún no está decidida, termina aquí.',
  whatTitle: 'Qué se borra',
  what: [
    'tus grabaciones, respuestas escritas, transcripciones y subtítulos',
    'resúmenes, valoraciones, notas, la decisión y nuestras cartas',
    'lo que pediste como adaptación y todo lo que nos contaste de ti',
    'tu nombre y tu correo electrónico, salvo que otra entrevista con nosotros aún los necesite',
  ],
  keptTitle: 'Qué se queda',
  kept: 'Que aceptaste el aviso, y entradas de nuestro registro que muestran que se dieron los pasos. Solo contienen números al azar, y nadie puede saber por ellas quién eres.',
  understood: 'Entiendo que esto no se puede deshacer',
  understoodFirst: 'Marca primero la casilla de arriba.',
  yes: 'Borrar mis datos',
  no: 'Conservarlos',
  under: 'Tus datos se están borrando',
  underText: 'Tarda un momento. Puedes cerrar esta página: el borrado sigue sin ti.',
  done: 'Tus datos están borrados',
  doneText: (when: string) =>
    `Todo se borró el ${when}. Guarda el certificado si quieres enseñárselo a alguien: con este enlace sigue aquí.`,
  certificate: 'Guardar el certificado',
  counts: {
    answers: 'Respuestas',
    recordings: 'Grabaciones',
    transcripts: 'Transcripciones',
    summaries: 'Resúmenes sellados',
    scorecards: 'Valoraciones de personas',
    decisions: 'Decisiones',
    letters: 'Cartas',
  },
  personYes: 'El nombre y el correo electrónico están borrados.',
  personNo: 'El nombre y el correo electrónico se quedan mientras otra entrevista con nosotros los necesite.',
};
